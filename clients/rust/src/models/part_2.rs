//! Types of the document.

use super::*;

runtime::open_enum! {
    /// How they acted: signed in, with an API key, without credentials, or the service itself.
    pub enum AuditEntryActorKind: String {
        User = "user",
        ApiKey = "api_key",
        Anonymous = "anonymous",
        System = "system",
    }
}

runtime::open_enum! {
    /// Programming language.
    pub enum SdkInfoLanguage: String {
        Typescript = "typescript",
        Rust = "rust",
        Go = "go",
        Python = "python",
        Nushell = "nushell",
    }
}

runtime::open_enum! {
    /// All well, a dependency unreachable, or unable to serve requests.
    pub enum HealthStatus: String {
        Ok = "ok",
        Degraded = "degraded",
        Down = "down",
    }
}

runtime::open_enum! {
    /// Whether the database responds.
    pub enum HealthDatabase: String {
        Up = "up",
        Down = "down",
    }
}

runtime::open_enum! {
    /// Whether it responds.
    pub enum DependencyHealthState: String {
        Up = "up",
        Down = "down",
    }
}

runtime::open_enum! {
    pub enum SortParameter: String {
        CreatedAt = "created_at",
        MinusCreatedAt = "-created_at",
        UpdatedAt = "updated_at",
        MinusUpdatedAt = "-updated_at",
        Email = "email",
        MinusEmail = "-email",
        Username = "username",
        MinusUsername = "-username",
        FullName = "full_name",
        MinusFullName = "-full_name",
    }
}

runtime::answers! {
    pub enum AuthRegisterSuccess;
    /// Registered; the account is ready to use.
    User(User) = 201,
    /// Accepted; instructions are emailed. The response is the same if the address is taken.
    Accepted(Accepted) = 202,
}
