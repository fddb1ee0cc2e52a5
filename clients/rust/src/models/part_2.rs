//! Types of the document.

use super::*;

/// An API key, without the key itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ApiKey {
    /// Identifier of the API key.
    pub id: uuid::Uuid,
    /// The name its owner gave it.
    pub name: String,
    /// First characters of the key, to recognise it by.
    pub prefix: String,
    /// Permissions of the key.
    pub scopes: Vec<Permission>,
    /// Time of creation.
    pub created_at: jiff::Timestamp,
    /// Expiry, or null if it does not expire.
    pub expires_at: Option<jiff::Timestamp>,
    /// Time of last use, to about a minute.
    pub last_used_at: Option<jiff::Timestamp>,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// A list of API keys.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ApiKeyList {
    pub items: Vec<ApiKey>,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// An API key to create.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ApiKeyCreate {
    /// A name, to tell your keys apart.
    pub name: String,
    /// Permissions of the key. With none, it can only read your account.
    pub scopes: Vec<Permission>,
    /// Days until it expires. Null or left out means never.
    #[serde(default, skip_serializing_if = "runtime::Patch::is_absent")]
    pub expires_in_days: runtime::Patch<i64>,
}

impl ApiKeyCreate {
    /// With what is required, and nothing else.
    pub fn new(name: impl Into<String>, scopes: Vec<Permission>) -> Self {
        Self { name: name.into(), scopes, expires_in_days: runtime::Patch::Absent }
    }
}

/// A new API key.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ApiKeyCreated {
    /// Identifier of the API key.
    pub id: uuid::Uuid,
    /// The name its owner gave it.
    pub name: String,
    /// First characters of the key, to recognise it by.
    pub prefix: String,
    /// Permissions of the key.
    pub scopes: Vec<Permission>,
    /// Time of creation.
    pub created_at: jiff::Timestamp,
    /// Expiry, or null if it does not expire.
    pub expires_at: Option<jiff::Timestamp>,
    /// Time of last use, to about a minute.
    pub last_used_at: Option<jiff::Timestamp>,
    /// The key for the `X-API-Key` header. Not shown again.
    pub key: runtime::Secret,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// Everything stored about a user.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Export {
    /// Time of the export.
    pub generated_at: jiff::Timestamp,
    pub user: User,
    /// Active sessions.
    pub sessions: Vec<Session>,
    /// What the user has allowed applications.
    pub consents: Vec<Consent>,
    /// Active API keys.
    pub api_keys: Vec<ApiKey>,
    /// Second factors.
    pub factors: Vec<Factor>,
    /// How many recovery codes have not been used.
    pub recovery_codes_left: i64,
    /// What the user did, and what was done to them, newest first.
    pub audit: Vec<AuditEntry>,
    /// Whether older audit entries were left out.
    pub audit_truncated: bool,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// A user.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct User {
    /// Identifier within this installation.
    pub id: i64,
    /// Identifier for other services to store. Never changes.
    pub uuid: uuid::Uuid,
    pub email: Email,
    pub username: Username,
    pub full_name: Option<FullName>,
    pub bio: Option<Bio>,
    pub avatar_url: Option<AvatarUrl>,
    pub metadata: Metadata,
    /// The names of the user's roles, sorted.
    pub roles: Vec<RoleName>,
    /// Whether the account is active.
    pub is_active: bool,
    /// Whether the user has the role `superuser`.
    pub is_superuser: bool,
    /// Whether the email address is verified.
    pub is_verified: bool,
    /// `active`; `inactive`, deactivated by its owner; `suspended`, deactivated by an administrator; or
    /// `pending_verification`, waiting for its email address to be verified.
    pub status: UserStatus,
    /// Time of creation.
    pub created_at: jiff::Timestamp,
    /// Time of last change.
    pub updated_at: jiff::Timestamp,
    /// Time of last sign-in, or null if never.
    pub last_login_at: Option<jiff::Timestamp>,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// A page of users.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UserPage {
    pub items: Vec<User>,
    pub next_cursor: Option<NextCursor>,
    /// How many users match. Only with `include_total`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<i64>,
    /// Whether `total` was estimated from a sample and not counted. Only with `include_total`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total_is_estimate: Option<bool>,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// A user to create.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UserCreate {
    pub email: Email,
    pub username: Username,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub password: Option<runtime::Secret>,
    #[serde(default, skip_serializing_if = "runtime::Patch::is_absent")]
    pub full_name: runtime::Patch<FullName>,
    #[serde(default, skip_serializing_if = "runtime::Patch::is_absent")]
    pub bio: runtime::Patch<Bio>,
    #[serde(default, skip_serializing_if = "runtime::Patch::is_absent")]
    pub avatar_url: runtime::Patch<AvatarUrl>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metadata: Option<Metadata>,
    /// Initial roles; `user` if left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub roles: Option<Vec<RoleName>>,
}

impl UserCreate {
    /// With what is required, and nothing else.
    pub fn new(email: impl Into<String>, username: impl Into<String>) -> Self {
        Self {
            email: email.into(),
            username: username.into(),
            password: None,
            full_name: runtime::Patch::Absent,
            bio: runtime::Patch::Absent,
            avatar_url: runtime::Patch::Absent,
            metadata: None,
            roles: None,
        }
    }
}

/// Changes to a user. Fields left out keep their value, with PUT too. `null` clears a field that may be empty;
/// `metadata` is merged.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UserUpdate {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<Email>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub username: Option<Username>,
    #[serde(default, skip_serializing_if = "runtime::Patch::is_absent")]
    pub full_name: runtime::Patch<FullName>,
    #[serde(default, skip_serializing_if = "runtime::Patch::is_absent")]
    pub bio: runtime::Patch<Bio>,
    #[serde(default, skip_serializing_if = "runtime::Patch::is_absent")]
    pub avatar_url: runtime::Patch<AvatarUrl>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metadata: Option<Metadata>,
}

/// A reference to a user, for other services to store.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reference {
    /// Identifier that never changes.
    pub uuid: uuid::Uuid,
    pub username: Username,
    pub email: Email,
    /// Whether the account is active.
    pub is_active: bool,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// Counts of users. Deleted users are not counted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UserStats {
    /// All users.
    pub total_users: i64,
    /// Users who are active.
    pub active_users: i64,
    /// Users who are not active.
    pub inactive_users: i64,
    /// Users with a verified email address.
    pub verified_users: i64,
    /// One entry per day, oldest first, including days without registrations.
    pub registrations: Vec<DailyCount>,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

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
    /// The application that defines it, or null for a permission of this service.
    pub client_id: Option<String>,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

runtime::open_enum! {
    /// Where it runs: `service` acts for itself alone; `web` runs on a server; `native` and `browser` on somebody's device,
    /// where they can keep no secret.
    pub enum ApplicationKind: String {
        Service = "service",
        Web = "web",
        Native = "native",
        Browser = "browser",
    }
}

/// A permission that an application defines.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ApplicationPermission {
    pub name: ApplicationPermissionName,
    /// What it allows.
    pub description: String,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

impl ApplicationPermission {
    /// With what is required, and nothing else.
    pub fn new(name: impl Into<String>, description: impl Into<String>) -> Self {
        Self { name: name.into(), description: description.into(), extra: Default::default() }
    }
}

/// A program that is known by name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Application {
    pub client_id: ClientId,
    /// What the audit trail knows it by.
    pub uuid: uuid::Uuid,
    /// Name of the application.
    pub name: String,
    pub kind: ApplicationKind,
    /// The `aud` of tokens that are for it.
    pub audience: String,
    /// Where people are sent back to after signing in.
    pub redirect_uris: Vec<String>,
    /// Where people may be sent after signing out.
    pub post_logout_redirect_uris: Vec<String>,
    /// Where it is told that a session has ended, or null.
    pub backchannel_logout_uri: Option<String>,
    pub signing_algorithm: SigningAlgorithm,
    /// Whether people are not asked for their consent.
    pub is_trusted: bool,
    /// Whether it and its tokens are accepted.
    pub is_active: bool,
    /// The permissions that it defines.
    pub permissions: Vec<ApplicationPermission>,
    /// The roles that it has when it acts for itself.
    pub roles: Vec<RoleName>,
    /// Time of creation.
    pub created_at: jiff::Timestamp,
    /// Time of the last change.
    pub updated_at: jiff::Timestamp,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// A page of applications.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ApplicationPage {
    pub items: Vec<Application>,
    pub next_cursor: Option<NextCursor>,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// An application to register.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ApplicationCreate {
    /// Name of the application, for people.
    pub name: String,
    pub kind: ApplicationKind,
    /// The `aud` of tokens that are for it, such as its address. By default its `client_id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub audience: Option<String>,
    /// Where people are sent back to after signing in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub redirect_uris: Option<Vec<RedirectUri>>,
    /// Where people may be sent after signing out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub post_logout_redirect_uris: Option<Vec<RedirectUri>>,
    /// Where the application is told that a session has ended, by https.
    #[serde(default, skip_serializing_if = "runtime::Patch::is_absent")]
    pub backchannel_logout_uri: runtime::Patch<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signing_algorithm: Option<SigningAlgorithm>,
    /// Whether people are not asked for their consent, as the application is your own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_trusted: Option<bool>,
    /// The permissions that it defines.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub permissions: Option<Vec<ApplicationPermission>>,
}

impl ApplicationCreate {
    /// With what is required, and nothing else.
    pub fn new(name: impl Into<String>, kind: ApplicationKind) -> Self {
        Self {
            name: name.into(),
            kind,
            audience: None,
            redirect_uris: None,
            post_logout_redirect_uris: None,
            backchannel_logout_uri: runtime::Patch::Absent,
            signing_algorithm: None,
            is_trusted: None,
            permissions: None,
        }
    }
}

/// Changes to an application.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ApplicationUpdate {
    /// Name of the application, for people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Where people are sent back to after signing in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub redirect_uris: Option<Vec<RedirectUri>>,
    /// Where people may be sent after signing out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub post_logout_redirect_uris: Option<Vec<RedirectUri>>,
    /// Where the application is told that a session has ended, by https.
    #[serde(default, skip_serializing_if = "runtime::Patch::is_absent")]
    pub backchannel_logout_uri: runtime::Patch<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signing_algorithm: Option<SigningAlgorithm>,
    /// Whether people are not asked for their consent, as the application is your own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_trusted: Option<bool>,
    /// Whether it and its tokens are accepted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_active: Option<bool>,
    /// The permissions that it defines.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub permissions: Option<Vec<ApplicationPermission>>,
}

/// A secret, without the secret itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ApplicationSecret {
    /// Identifier of the secret.
    pub id: uuid::Uuid,
    /// What it is for.
    pub name: String,
    /// First characters of the secret, to recognise it by.
    pub prefix: String,
    /// Time of creation.
    pub created_at: jiff::Timestamp,
    /// Expiry, or null if it does not expire.
    pub expires_at: Option<jiff::Timestamp>,
    /// Time when a token was last got with it.
    pub last_used_at: Option<jiff::Timestamp>,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// A list of secrets.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ApplicationSecretList {
    pub items: Vec<ApplicationSecret>,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// A secret to make.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ApplicationSecretCreate {
    /// What it is for, to tell secrets apart.
    pub name: String,
    /// Days until it expires. Null or left out means never.
    #[serde(default, skip_serializing_if = "runtime::Patch::is_absent")]
    pub expires_in_days: runtime::Patch<i64>,
}

impl ApplicationSecretCreate {
    /// With what is required, and nothing else.
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), expires_in_days: runtime::Patch::Absent }
    }
}

/// A new secret.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ApplicationSecretCreated {
    /// Identifier of the secret.
    pub id: uuid::Uuid,
    /// What it is for.
    pub name: String,
    /// First characters of the secret, to recognise it by.
    pub prefix: String,
    /// Time of creation.
    pub created_at: jiff::Timestamp,
    /// Expiry, or null if it does not expire.
    pub expires_at: Option<jiff::Timestamp>,
    /// Time when a token was last got with it.
    pub last_used_at: Option<jiff::Timestamp>,
    /// The secret itself. It is not shown again.
    pub secret: runtime::Secret,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// A public key that an application signs for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ApplicationKey {
    /// Identifier of the key.
    pub id: uuid::Uuid,
    /// Where its private half is.
    pub name: String,
    /// The `kid` of assertions that are signed with it.
    pub kid: String,
    pub algorithm: SigningAlgorithm,
    /// The public key as a JWK (RFC 7517).
    pub jwk: std::collections::BTreeMap<String, serde_json::Value>,
    /// Time of creation.
    pub created_at: jiff::Timestamp,
    /// Time when a token was last got with it.
    pub last_used_at: Option<jiff::Timestamp>,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// A list of public keys.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ApplicationKeyList {
    pub items: Vec<ApplicationKey>,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// A public key to add.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ApplicationKeyCreate {
    /// Where its private half is, to tell keys apart.
    pub name: String,
    /// The public key as a JWK (RFC 7517). Without `kid`, its thumbprint is its `kid`.
    pub jwk: std::collections::BTreeMap<String, serde_json::Value>,
}

impl ApplicationKeyCreate {
    /// With what is required, and nothing else.
    pub fn new(name: impl Into<String>, jwk: std::collections::BTreeMap<String, serde_json::Value>) -> Self {
        Self { name: name.into(), jwk }
    }
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
    /// The user or application that did it, or null.
    pub actor_uuid: Option<uuid::Uuid>,
    /// How they acted: signed in, with an API key, as an application, without credentials, or the service itself.
    pub actor_kind: AuditEntryActorKind,
    /// Kind of the resource it was done to, such as `user`.
    pub target_type: Option<String>,
    /// Which one: the UUID of a user, the name of a role or the client_id of an application.
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
        UnauthorizedClient = "unauthorized_client",
        InvalidScope = "invalid_scope",
        InvalidTarget = "invalid_target",
        InvalidClient = "invalid_client",
        MfaRequired = "mfa_required",
        AuthorizationPending = "authorization_pending",
        SlowDown = "slow_down",
        AccessDenied = "access_denied",
        ExpiredToken = "expired_token",
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
    /// Whether people may add second factors; `off` leaves existing ones valid.
    pub enum FactorPolicyMode: String {
        Offered = "offered",
        Off = "off",
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
    /// How they acted: signed in, with an API key, as an application, without credentials, or the service itself.
    pub enum AuditEntryActorKind: String {
        User = "user",
        ApiKey = "api_key",
        Application = "application",
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
