//! Types of the document.

use super::*;

/// A count for one day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DailyCount {
    /// The day in UTC.
    pub date: jiff::civil::Date,
    /// Registrations on that day.
    pub count: i64,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// A named set of permissions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Role {
    pub name: RoleName,
    pub description: Option<RoleDescription>,
    /// What users with this role may do.
    pub permissions: Vec<Permission>,
    /// Whether this is a system role, which cannot be changed or deleted.
    pub is_system: bool,
    /// Time of creation.
    pub created_at: jiff::Timestamp,
    /// Time of last change.
    pub updated_at: jiff::Timestamp,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// A page of roles.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RolePage {
    pub items: Vec<Role>,
    pub next_cursor: Option<NextCursor>,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// A role to create.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoleCreate {
    pub name: RoleName,
    #[serde(default, skip_serializing_if = "runtime::Patch::is_absent")]
    pub description: runtime::Patch<RoleDescription>,
    /// What the role allows.
    pub permissions: Vec<Permission>,
}

impl RoleCreate {
    /// With what is required, and nothing else.
    pub fn new(name: impl Into<String>, permissions: Vec<Permission>) -> Self {
        Self { name: name.into(), description: runtime::Patch::Absent, permissions }
    }
}

/// Changes to a role. Fields left out keep their value.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoleUpdate {
    #[serde(default, skip_serializing_if = "runtime::Patch::is_absent")]
    pub description: runtime::Patch<RoleDescription>,
    /// Everything the role allows; replaces the stored list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub permissions: Option<Vec<Permission>>,
}

/// A list of permissions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PermissionList {
    pub items: Vec<PermissionInfo>,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// A permission and what it allows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PermissionInfo {
    pub name: Permission,
    /// What it allows.
    pub description: String,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// An entry of the audit trail.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AuditEntry {
    /// Identifier of the entry.
    pub id: i64,
    /// Time of the action.
    pub created_at: jiff::Timestamp,
    /// The action, such as `users.create`.
    pub action: String,
    /// The user who did it, or null.
    pub actor_uuid: Option<uuid::Uuid>,
    /// How they acted: signed in, with an API key, without credentials, or the service itself.
    pub actor_kind: AuditEntryActorKind,
    /// Kind of the resource it was done to, such as `user`.
    pub target_type: Option<String>,
    /// Which one: the UUID of a user or the name of a role.
    pub target_id: Option<String>,
    /// IP address the request came from.
    pub ip_address: Option<String>,
    /// The client's `User-Agent`.
    pub user_agent: Option<String>,
    /// `X-Request-ID` of the request.
    pub request_id: Option<String>,
    /// Further details. Never contains secrets.
    pub details: std::collections::BTreeMap<String, serde_json::Value>,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// A page of audit entries.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AuditPage {
    pub items: Vec<AuditEntry>,
    pub next_cursor: Option<NextCursor>,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// The service and where to go from here.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ServiceInfo {
    /// Name of the service.
    pub name: String,
    /// Version of the service.
    pub version: String,
    /// What it does.
    pub description: String,
    pub links: ServiceLinks,
    /// SDKs for this version.
    pub sdks: Vec<SdkInfo>,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// Links.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ServiceLinks {
    /// API documentation, or null if disabled.
    pub docs: Option<String>,
    /// This document as JSON, or null if disabled.
    pub openapi: Option<String>,
    /// Health report.
    pub health: String,
    /// Public signing keys.
    pub jwks: String,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// An SDK.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SdkInfo {
    /// Programming language.
    pub language: SdkInfoLanguage,
    /// Version of the SDK.
    pub version: String,
    /// Name of the package.
    pub package: String,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// Health of the service.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Health {
    /// All well, a dependency unreachable, or unable to serve requests.
    pub status: HealthStatus,
    /// Version of the service.
    pub version: String,
    /// Time of the check.
    pub timestamp: jiff::Timestamp,
    /// Whether the database responds.
    pub database: HealthDatabase,
    /// Each dependency, by name.
    pub dependencies: std::collections::BTreeMap<String, DependencyHealth>,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// Health of a dependency.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DependencyHealth {
    /// Whether it responds.
    pub state: DependencyHealthState,
    /// Response time in milliseconds, or null if it did not respond.
    pub latency_ms: Option<f64>,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// The process is alive.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Liveness {
    /// Always this value.
    ///
    /// Always `"alive"`.
    pub status: String,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// The service is ready for requests.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Readiness {
    /// Always this value.
    ///
    /// Always `"ready"`.
    pub status: String,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// A set of public keys (RFC 7517).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct JwkSet {
    pub keys: Vec<Jwk>,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// A public key (RFC 7517). Members that its type does not have are left out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Jwk {
    /// Key type.
    pub kty: JwkKty,
    /// Curve, of OKP and EC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub crv: Option<JwkCrv>,
    /// The public key of OKP, or the first coordinate of EC, base64url-encoded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub x: Option<String>,
    /// The second coordinate of EC, base64url-encoded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub y: Option<String>,
    /// The modulus of RSA, base64url-encoded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub n: Option<String>,
    /// The exponent of RSA, base64url-encoded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub e: Option<String>,
    /// Key ID, as in the header of a token.
    pub kid: String,
    /// Use of the key.
    ///
    /// Always `"sig"`.
    #[serde(rename = "use")]
    pub use_: String,
    /// Signature algorithm.
    pub alg: JwkAlg,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

runtime::open_enum! {
    /// What went wrong, for code to branch on.
    pub enum OAuthErrorError: String {
        InvalidRequest = "invalid_request",
        InvalidGrant = "invalid_grant",
        UnsupportedGrantType = "unsupported_grant_type",
        InvalidScope = "invalid_scope",
        InvalidClient = "invalid_client",
        MfaRequired = "mfa_required",
    }
}

runtime::open_enum! {
    /// This session, your other sessions, or all of them.
    pub enum LogoutRequestScope: String {
        This = "this",
        Others = "others",
        All = "all",
    }
}

runtime::open_enum! {
    /// Anyone, only invited users, or nobody.
    pub enum RegistrationPolicyMode: String {
        Open = "open",
        InviteOnly = "invite_only",
        Closed = "closed",
    }
}

runtime::open_enum! {
    /// `active`; `inactive`, deactivated by its owner; `suspended`, deactivated by an administrator; or
    /// `pending_verification`, waiting for its email address to be verified.
    pub enum UserStatus: String {
        Active = "active",
        Inactive = "inactive",
        Suspended = "suspended",
        PendingVerification = "pending_verification",
    }
}

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
    /// Key type.
    pub enum JwkKty: String {
        Okp = "OKP",
        Ec = "EC",
        Rsa = "RSA",
    }
}

runtime::open_enum! {
    /// Curve, of OKP and EC.
    pub enum JwkCrv: String {
        Ed25519 = "Ed25519",
        P256 = "P-256",
    }
}

runtime::open_enum! {
    /// Signature algorithm.
    pub enum JwkAlg: String {
        EdDsa = "EdDSA",
        Es256 = "ES256",
        Rs256 = "RS256",
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
