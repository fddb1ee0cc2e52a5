//! The types of the document.

#[allow(unused_imports, reason = "not every document has types of every kind")]
use serde::{Deserialize, Serialize};

#[allow(unused_imports, reason = "not every document has types of every kind")]
use crate::runtime;

runtime::open_enum! {
    /// What went wrong, for programs to branch on. Each code belongs to one status:
    ///
    /// - 400: `bad_request`, `malformed_json`, `invalid_host`
    /// - 401: `unauthenticated` (no credentials), `invalid_token` (credentials that are not valid),
    ///   `invalid_credentials` (wrong sign-in), `refresh_token_invalid`, `refresh_token_reused`
    /// - 403: `forbidden` (a permission is missing), `privilege_escalation`, `account_inactive`, `email_not_verified`,
    ///   `password_reset_required`, `current_password_invalid`, `registration_closed`
    /// - 404: `not_found` (no such address), `user_not_found`, `session_not_found`, `api_key_not_found`, `role_not_found`
    /// - 405: `method_not_allowed`
    /// - 408: `request_timeout`
    /// - 409: `email_taken`, `username_taken`, `role_exists`, `role_in_use`, `system_role`, `last_admin`,
    ///   `cannot_delete_self`, `api_key_limit`, `idempotency_in_progress`
    /// - 412: `etag_mismatch`
    /// - 413: `payload_too_large`
    /// - 415: `unsupported_media_type`
    /// - 422: `validation_failed`, `weak_password`, `one_time_token_invalid`, `cursor_invalid`, `metadata_invalid`,
    ///   `idempotency_key_reused`
    /// - 429: `rate_limited`
    /// - 500: `internal_error`
    /// - 503: `overloaded`, `unavailable`
    pub enum ProblemCode: String {
        BadRequest = "bad_request",
        MalformedJson = "malformed_json",
        InvalidHost = "invalid_host",
        Unauthenticated = "unauthenticated",
        InvalidToken = "invalid_token",
        InvalidCredentials = "invalid_credentials",
        RefreshTokenInvalid = "refresh_token_invalid",
        RefreshTokenReused = "refresh_token_reused",
        Forbidden = "forbidden",
        PrivilegeEscalation = "privilege_escalation",
        AccountInactive = "account_inactive",
        EmailNotVerified = "email_not_verified",
        PasswordResetRequired = "password_reset_required",
        CurrentPasswordInvalid = "current_password_invalid",
        RegistrationClosed = "registration_closed",
        NotFound = "not_found",
        UserNotFound = "user_not_found",
        SessionNotFound = "session_not_found",
        ApiKeyNotFound = "api_key_not_found",
        RoleNotFound = "role_not_found",
        MethodNotAllowed = "method_not_allowed",
        RequestTimeout = "request_timeout",
        EmailTaken = "email_taken",
        UsernameTaken = "username_taken",
        RoleExists = "role_exists",
        RoleInUse = "role_in_use",
        SystemRole = "system_role",
        LastAdmin = "last_admin",
        CannotDeleteSelf = "cannot_delete_self",
        ApiKeyLimit = "api_key_limit",
        IdempotencyInProgress = "idempotency_in_progress",
        EtagMismatch = "etag_mismatch",
        PayloadTooLarge = "payload_too_large",
        UnsupportedMediaType = "unsupported_media_type",
        ValidationFailed = "validation_failed",
        WeakPassword = "weak_password",
        OneTimeTokenInvalid = "one_time_token_invalid",
        CursorInvalid = "cursor_invalid",
        MetadataInvalid = "metadata_invalid",
        IdempotencyKeyReused = "idempotency_key_reused",
        RateLimited = "rate_limited",
        InternalError = "internal_error",
        Overloaded = "overloaded",
        Unavailable = "unavailable",
    }
}

/// An error, in the form of RFC 9457.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Problem {
    /// The kind of problem as a URI. It ends in the code.
    #[serde(rename = "type")]
    pub type_: String,
    /// The kind of problem in a few words.
    pub title: String,
    /// The HTTP status.
    pub status: i64,
    /// What happened this time. For people; may be reworded.
    pub detail: String,
    pub code: ProblemCode,
    pub request_id: RequestId,
    /// The single faults, when the request broke rules that can be pointed at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<ProblemError>>,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// One fault of a request.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProblemError {
    /// A JSON pointer into the body, such as `/email`; for a parameter, where it is and its name, such as
    /// `/query/limit`.
    pub pointer: String,
    /// The rule that was broken, such as `required` or `max_length`.
    pub code: String,
    /// What was expected. The rejected value is not repeated.
    pub detail: String,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// An error in the form of RFC 6749, section 5.2.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OAuthError {
    /// What went wrong, for programs to branch on.
    pub error: OAuthErrorError,
    /// The same for people.
    pub error_description: String,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// Says that the request was taken on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Accepted {
    /// What happens next. For people.
    pub detail: String,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// The identifier of a request.
pub type RequestId = String;

runtime::open_enum! {
    /// Something a role, and an API key, can allow.
    pub enum Permission: String {
        UsersRead = "users:read",
        UsersWrite = "users:write",
        UsersDelete = "users:delete",
        RolesRead = "roles:read",
        RolesWrite = "roles:write",
        RolesAssign = "roles:assign",
        AuditRead = "audit:read",
        TokensIntrospect = "tokens:introspect",
    }
}

/// The name of a role.
pub type RoleName = String;

/// What the role is for.
pub type RoleDescription = String;

/// An email address in ASCII; write an international domain in its `xn--` form. No two accounts share one, not even in another letter case. Its spelling is kept.
pub type Email = String;

/// A name for signing in. No two accounts share one, not even in another letter case. Its spelling is kept.
pub type Username = String;

/// A password as its owner typed it, whatever the rules were when it was chosen.
pub type Password = runtime::Secret;

/// A password to be set. It needs characters from three of the four classes lower case, upper case, digits and
/// symbols, or a length of 15 and more; it must not be a common one, nor be made from the user's own name,
/// username or address. One that breaks these rules is 422 `weak_password`. `auth.policy` has the rules in
/// effect.
pub type NewPassword = runtime::Secret;

/// The name to show.
pub type FullName = String;

/// A few words about the user. Line feeds and tabs are the only control characters allowed.
pub type Bio = String;

/// The https address of a picture.
pub type AvatarUrl = String;

/// Data that other applications keep with the user, at most 16 KiB as JSON and 5 levels deep; what goes beyond
/// that is 422 `metadata_invalid`. NUL characters are refused, as everywhere. An update is merged into it as a JSON merge patch
/// (RFC 7396): members given replace the stored ones, members given as `null` are removed, others stay.
pub type Metadata = std::collections::BTreeMap<String, serde_json::Value>;

/// A token from a message, good for one use.
pub type OneTimeToken = String;

/// The cursor of the next page, or null on the last one.
pub type NextCursor = String;

/// A new account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegisterRequest {
    pub email: Email,
    pub username: Username,
    pub password: runtime::Secret,
    #[serde(default, skip_serializing_if = "runtime::Patch::is_absent")]
    pub full_name: runtime::Patch<FullName>,
}

impl RegisterRequest {
    /// With what is required, and nothing else.
    pub fn new(
        email: impl Into<String>,
        username: impl Into<String>,
        password: impl Into<runtime::Secret>,
    ) -> Self {
        Self {
            email: email.into(),
            username: username.into(),
            password: password.into(),
            full_name: runtime::Patch::Absent,
        }
    }
}

/// A password, and either an email address or a username.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LoginRequest {
    /// The email address of the account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// The username of the account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
    pub password: runtime::Secret,
    /// Whether the tokens should live longer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remember_me: Option<bool>,
}

impl LoginRequest {
    /// With what is required, and nothing else.
    pub fn new(password: impl Into<runtime::Secret>) -> Self {
        Self { email: None, username: None, password: password.into(), remember_me: None }
    }
}

/// An access token, and a refresh token to get the next pair with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TokenPair {
    /// A signed JWT for the `Authorization` header.
    pub access_token: runtime::Secret,
    /// An opaque token. It works once.
    pub refresh_token: runtime::Secret,
    /// How to present the access token.
    ///
    /// Always `"bearer"`.
    pub token_type: String,
    /// Seconds until the access token expires.
    pub expires_in: i64,
    /// Seconds until the refresh token expires.
    pub refresh_expires_in: i64,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// A token pair and the user it belongs to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LoginAnswer {
    /// A signed JWT for the `Authorization` header.
    pub access_token: runtime::Secret,
    /// An opaque token. It works once.
    pub refresh_token: runtime::Secret,
    /// How to present the access token.
    ///
    /// Always `"bearer"`.
    pub token_type: String,
    /// Seconds until the access token expires.
    pub expires_in: i64,
    /// Seconds until the refresh token expires.
    pub refresh_expires_in: i64,
    pub user: User,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// A token request after RFC 6749. Fields that are not listed are passed over, as the RFC asks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TokenRequest {
    /// Which credentials follow: `password` or `refresh_token`.
    pub grant_type: String,
    /// An email address or a username. For the password grant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
    /// For the password grant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub password: Option<runtime::Secret>,
    /// For the refresh grant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refresh_token: Option<runtime::Secret>,
    /// Permissions asked for, separated by spaces. Tokens always carry what the user may do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    /// Not looked at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_id: Option<String>,
    /// Not looked at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_secret: Option<runtime::Secret>,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

impl TokenRequest {
    /// With what is required, and nothing else.
    pub fn new(grant_type: impl Into<String>) -> Self {
        Self {
            grant_type: grant_type.into(),
            username: None,
            password: None,
            refresh_token: None,
            scope: None,
            client_id: None,
            client_secret: None,
            extra: Default::default(),
        }
    }
}

/// A token pair, and the permissions it carries.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OAuthToken {
    /// A signed JWT for the `Authorization` header.
    pub access_token: runtime::Secret,
    /// An opaque token. It works once.
    pub refresh_token: runtime::Secret,
    /// How to present the access token.
    ///
    /// Always `"bearer"`.
    pub token_type: String,
    /// Seconds until the access token expires.
    pub expires_in: i64,
    /// Seconds until the refresh token expires.
    pub refresh_expires_in: i64,
    /// Permissions, separated by spaces.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// A refresh token to be spent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RefreshRequest {
    /// The latest refresh token of the session.
    pub refresh_token: runtime::Secret,
}

impl RefreshRequest {
    /// With what is required, and nothing else.
    pub fn new(refresh_token: impl Into<runtime::Secret>) -> Self {
        Self { refresh_token: refresh_token.into() }
    }
}

/// Which sessions to end.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LogoutRequest {
    /// This session, the caller's other sessions, or all of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<LogoutRequestScope>,
}

/// Whose password to reset.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PasswordResetRequest {
    pub email: Email,
}

impl PasswordResetRequest {
    /// With what is required, and nothing else.
    pub fn new(email: impl Into<String>) -> Self {
        Self { email: email.into() }
    }
}

/// The password to set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PasswordReset {
    pub new_password: runtime::Secret,
}

impl PasswordReset {
    /// With what is required, and nothing else.
    pub fn new(new_password: impl Into<runtime::Secret>) -> Self {
        Self { new_password: new_password.into() }
    }
}

/// A reset token and the password to set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PasswordResetConfirm {
    pub token: runtime::Secret,
    pub new_password: runtime::Secret,
}

impl PasswordResetConfirm {
    /// With what is required, and nothing else.
    pub fn new(token: impl Into<runtime::Secret>, new_password: impl Into<runtime::Secret>) -> Self {
        Self { token: token.into(), new_password: new_password.into() }
    }
}

/// Which address to verify.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EmailVerificationRequest {
    pub email: Email,
}

impl EmailVerificationRequest {
    /// With what is required, and nothing else.
    pub fn new(email: impl Into<String>) -> Self {
        Self { email: email.into() }
    }
}

/// Proof that the address was reached.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EmailVerification {
    pub token: runtime::Secret,
}

impl EmailVerification {
    /// With what is required, and nothing else.
    pub fn new(token: impl Into<runtime::Secret>) -> Self {
        Self { token: token.into() }
    }
}

/// The token to look into.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IntrospectionRequest {
    /// An access or refresh token.
    pub token: runtime::Secret,
    /// `access_token` or `refresh_token`; other hints are passed over.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token_type_hint: Option<String>,
}

impl IntrospectionRequest {
    /// With what is required, and nothing else.
    pub fn new(token: impl Into<runtime::Secret>) -> Self {
        Self { token: token.into(), token_type_hint: None }
    }
}

/// What is known about a token. Everything but `active` is left out when it is not in force.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Introspection {
    /// Whether the token is in force.
    pub active: bool,
    /// Permissions, separated by spaces.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    /// The username of the user it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
    /// The kind of token.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token_type: Option<String>,
    /// When it expires, in seconds since 1970.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exp: Option<i64>,
    /// When it was issued, in seconds since 1970.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub iat: Option<i64>,
    /// The UUID of the user it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sub: Option<String>,
    /// Whom it is meant for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub aud: Option<String>,
    /// Who issued it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub iss: Option<String>,
    /// The identifier of the token.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub jti: Option<String>,
    /// The identifier of its session.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sid: Option<String>,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// The token to give back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RevocationRequest {
    /// An access or refresh token.
    pub token: runtime::Secret,
    /// `access_token` or `refresh_token`; other hints are passed over.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token_type_hint: Option<String>,
}

impl RevocationRequest {
    /// With what is required, and nothing else.
    pub fn new(token: impl Into<runtime::Secret>) -> Self {
        Self { token: token.into(), token_type_hint: None }
    }
}

/// The rules in effect on this installation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Policy {
    pub password: PasswordPolicy,
    pub lockout: LockoutPolicy,
    pub registration: RegistrationPolicy,
    pub tokens: TokenPolicy,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// What a new password must be like.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PasswordPolicy {
    /// The fewest characters.
    pub min_length: i64,
    /// The most characters.
    pub max_length: i64,
    /// How many of lower case, upper case, digits and symbols are needed.
    pub min_character_classes: i64,
    /// From how many characters on the classes do not matter.
    pub passphrase_length: i64,
    /// All rules as sentences to show.
    pub rules: Vec<String>,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// What happens after failed sign-ins.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LockoutPolicy {
    /// After how many failures an account is locked for the address they came from.
    pub max_failures: i64,
    /// For how many seconds.
    pub window_seconds: i64,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// Who may open an account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RegistrationPolicy {
    /// Anyone, those who were invited, or nobody.
    pub mode: RegistrationPolicyMode,
    /// Whether the address has to be confirmed before the first sign-in.
    pub email_verification_required: bool,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// How long tokens live, in seconds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TokenPolicy {
    /// Access tokens.
    pub access_expires_in: i64,
    /// Refresh tokens.
    pub refresh_expires_in: i64,
    /// Access tokens with `remember_me`.
    pub remember_access_expires_in: i64,
    /// Refresh tokens with `remember_me`.
    pub remember_refresh_expires_in: i64,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// What to change of the own profile. With PUT as with PATCH, fields left out stay as they are; `null` clears a
/// field that allows it; `metadata` is merged.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProfileUpdate {
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

/// The current password and the one to replace it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PasswordChange {
    pub current_password: runtime::Secret,
    pub new_password: runtime::Secret,
}

impl PasswordChange {
    /// With what is required, and nothing else.
    pub fn new(
        current_password: impl Into<runtime::Secret>,
        new_password: impl Into<runtime::Secret>,
    ) -> Self {
        Self { current_password: current_password.into(), new_password: new_password.into() }
    }
}

/// The address to change to, and the current password as proof.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EmailChange {
    pub new_email: Email,
    pub password: runtime::Secret,
}

impl EmailChange {
    /// With what is required, and nothing else.
    pub fn new(new_email: impl Into<String>, password: impl Into<runtime::Secret>) -> Self {
        Self { new_email: new_email.into(), password: password.into() }
    }
}

/// Proof that the new address was reached.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EmailChangeConfirm {
    pub token: runtime::Secret,
}

impl EmailChangeConfirm {
    /// With what is required, and nothing else.
    pub fn new(token: impl Into<runtime::Secret>) -> Self {
        Self { token: token.into() }
    }
}

/// A place where a user is signed in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Session {
    /// The identifier of the session.
    pub id: uuid::Uuid,
    /// What the client called itself.
    pub user_agent: Option<String>,
    /// The address it was last used from.
    pub ip_address: Option<String>,
    /// When the user signed in.
    pub created_at: jiff::Timestamp,
    /// When it was last used. May lag by a minute.
    pub last_used_at: jiff::Timestamp,
    /// When it ends unless it is renewed.
    pub expires_at: jiff::Timestamp,
    /// Whether it is the session that makes the request.
    pub is_current: bool,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// Sessions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SessionList {
    pub items: Vec<Session>,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// What is known about an API key.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ApiKey {
    /// The identifier of the key.
    pub id: uuid::Uuid,
    /// What its owner calls it.
    pub name: String,
    /// The beginning of the key, to recognise it by.
    pub prefix: String,
    /// What it allows.
    pub scopes: Vec<Permission>,
    /// When it was created.
    pub created_at: jiff::Timestamp,
    /// When it stops working, or null for never.
    pub expires_at: Option<jiff::Timestamp>,
    /// When it was last used. May lag by a minute.
    pub last_used_at: Option<jiff::Timestamp>,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// API keys.
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
    /// What to call it.
    pub name: String,
    /// What it should allow. With none it can only read the account of its owner.
    pub scopes: Vec<Permission>,
    /// After how many days it stops working. Never, if null or left out.
    #[serde(default, skip_serializing_if = "runtime::Patch::is_absent")]
    pub expires_in_days: runtime::Patch<i64>,
}

impl ApiKeyCreate {
    /// With what is required, and nothing else.
    pub fn new(name: impl Into<String>, scopes: Vec<Permission>) -> Self {
        Self { name: name.into(), scopes, expires_in_days: runtime::Patch::Absent }
    }
}

/// A new API key, with the key itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ApiKeyCreated {
    /// The identifier of the key.
    pub id: uuid::Uuid,
    /// What its owner calls it.
    pub name: String,
    /// The beginning of the key, to recognise it by.
    pub prefix: String,
    /// What it allows.
    pub scopes: Vec<Permission>,
    /// When it was created.
    pub created_at: jiff::Timestamp,
    /// When it stops working, or null for never.
    pub expires_at: Option<jiff::Timestamp>,
    /// When it was last used. May lag by a minute.
    pub last_used_at: Option<jiff::Timestamp>,
    /// The key for the `X-API-Key` header. It cannot be shown again.
    pub key: runtime::Secret,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// All that is kept about a user.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Export {
    /// When the export was made.
    pub generated_at: jiff::Timestamp,
    pub user: User,
    /// Sessions in force.
    pub sessions: Vec<Session>,
    /// API keys in force.
    pub api_keys: Vec<ApiKey>,
    /// What the user did and what was done to them, newest first.
    pub audit: Vec<AuditEntry>,
    /// Whether older audit entries were left out.
    pub audit_truncated: bool,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// An account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct User {
    /// The identifier within this installation.
    pub id: i64,
    /// The identifier to keep in other services. It never changes.
    pub uuid: uuid::Uuid,
    pub email: Email,
    pub username: Username,
    pub full_name: Option<FullName>,
    pub bio: Option<Bio>,
    pub avatar_url: Option<AvatarUrl>,
    pub metadata: Metadata,
    /// The names of the user's roles, sorted.
    pub roles: Vec<RoleName>,
    /// Whether the account is switched on.
    pub is_active: bool,
    /// Whether the user has the role `superuser`.
    pub is_superuser: bool,
    /// Whether the email address was confirmed.
    pub is_verified: bool,
    /// Where the account stands: in use, switched off, switched off for cause, or waiting for its address to be
    /// confirmed.
    pub status: UserStatus,
    /// When the account was opened.
    pub created_at: jiff::Timestamp,
    /// When it last changed.
    pub updated_at: jiff::Timestamp,
    /// When the user last signed in, or null if never.
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
    /// How many users match, if `include_total` asked for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<i64>,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// An account to create for somebody else.
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
    /// The roles to start with.
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

/// What to change of a user. With PUT as with PATCH, fields left out stay as they are; `null` clears a field that
/// allows it; `metadata` is merged.
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

/// A pointer to a user, for other services to keep.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reference {
    /// The identifier that never changes.
    pub uuid: uuid::Uuid,
    pub username: Username,
    pub email: Email,
    /// Whether the account is switched on.
    pub is_active: bool,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// Counts of users. Deleted users are left out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UserStats {
    /// All users.
    pub total_users: i64,
    /// Users whose account is switched on.
    pub active_users: i64,
    /// Users whose account is not.
    pub inactive_users: i64,
    /// Users whose address was confirmed.
    pub verified_users: i64,
    /// One entry for each day asked for, oldest first, days without registrations included.
    pub registrations: Vec<DailyCount>,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// How many there were on one day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DailyCount {
    /// The day in UTC.
    pub date: jiff::civil::Date,
    /// How many.
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
    /// What users with the role may do.
    pub permissions: Vec<Permission>,
    /// Whether the role is built in, and cannot be changed or deleted.
    pub is_system: bool,
    /// When it was created.
    pub created_at: jiff::Timestamp,
    /// When it last changed.
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
    /// What it should allow.
    pub permissions: Vec<Permission>,
}

impl RoleCreate {
    /// With what is required, and nothing else.
    pub fn new(name: impl Into<String>, permissions: Vec<Permission>) -> Self {
        Self { name: name.into(), description: runtime::Patch::Absent, permissions }
    }
}

/// What to change of a role. Fields left out stay as they are.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoleUpdate {
    #[serde(default, skip_serializing_if = "runtime::Patch::is_absent")]
    pub description: runtime::Patch<RoleDescription>,
    /// All that it should allow from now on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub permissions: Option<Vec<Permission>>,
}

/// Permissions.
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

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AuditEntry {
    /// The identifier of the entry.
    pub id: i64,
    /// When it happened.
    pub created_at: jiff::Timestamp,
    /// What happened, such as `users.create`.
    pub action: String,
    /// The user who did it, if one did.
    pub actor_uuid: Option<uuid::Uuid>,
    /// In what capacity.
    pub actor_kind: AuditEntryActorKind,
    /// The kind of resource it was done to, such as `user`.
    pub target_type: Option<String>,
    /// Which one: the UUID of a user, the name of a role.
    pub target_id: Option<String>,
    /// Where the request came from.
    pub ip_address: Option<String>,
    /// What the client called itself.
    pub user_agent: Option<String>,
    /// The `X-Request-ID` of the request.
    pub request_id: Option<String>,
    /// More about it. Never a secret.
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

/// What the service is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ServiceInfo {
    /// The name of the service.
    pub name: String,
    /// The version that is running.
    pub version: String,
    /// What it does.
    pub description: String,
    pub links: ServiceLinks,
    /// Clients made for this version.
    pub sdks: Vec<SdkInfo>,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// Where to go from here.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ServiceLinks {
    /// The API browser, or null if it is turned off.
    pub docs: Option<String>,
    /// This document, or null if it is turned off.
    pub openapi: Option<String>,
    /// The health report.
    pub health: String,
    /// The public signing keys.
    pub jwks: String,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// A client package.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SdkInfo {
    /// What it is written in.
    pub language: SdkInfoLanguage,
    /// Its version.
    pub version: String,
    /// Its name in the package registry of the language.
    pub package: String,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// How the service is doing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Health {
    /// All well, some dependency away, or unable to serve.
    pub status: HealthStatus,
    /// The version that is running.
    pub version: String,
    /// When this was found out.
    pub timestamp: jiff::Timestamp,
    /// Whether the database answers.
    pub database: HealthDatabase,
    /// Everything the service depends on, by name.
    pub dependencies: std::collections::BTreeMap<String, DependencyHealth>,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// How a dependency is doing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DependencyHealth {
    /// Whether it answers.
    pub state: DependencyHealthState,
    /// How long it took to answer, or null if it did not.
    pub latency_ms: Option<f64>,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// The process is alive.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Liveness {
    /// Always the same.
    ///
    /// Always `"alive"`.
    pub status: String,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// Requests can be served.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Readiness {
    /// Always the same.
    ///
    /// Always `"ready"`.
    pub status: String,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// Public keys (RFC 7517).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct JwkSet {
    pub keys: Vec<Jwk>,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// A public Ed25519 key (RFC 8037).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Jwk {
    /// The key type.
    ///
    /// Always `"OKP"`.
    pub kty: String,
    /// The curve.
    ///
    /// Always `"Ed25519"`.
    pub crv: String,
    /// The key, base64url.
    pub x: String,
    /// The identifier that tokens name in their header.
    pub kid: String,
    /// What it is for.
    ///
    /// Always `"sig"`.
    #[serde(rename = "use")]
    pub use_: String,
    /// The algorithm.
    ///
    /// Always `"EdDSA"`.
    pub alg: String,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

runtime::open_enum! {
    /// What went wrong, for programs to branch on.
    pub enum OAuthErrorError: String {
        InvalidRequest = "invalid_request",
        InvalidGrant = "invalid_grant",
        UnsupportedGrantType = "unsupported_grant_type",
        InvalidScope = "invalid_scope",
        InvalidClient = "invalid_client",
    }
}

runtime::open_enum! {
    /// This session, the caller's other sessions, or all of them.
    pub enum LogoutRequestScope: String {
        This = "this",
        Others = "others",
        All = "all",
    }
}

runtime::open_enum! {
    /// Anyone, those who were invited, or nobody.
    pub enum RegistrationPolicyMode: String {
        Open = "open",
        InviteOnly = "invite_only",
        Closed = "closed",
    }
}

runtime::open_enum! {
    /// Where the account stands: in use, switched off, switched off for cause, or waiting for its address to be
    /// confirmed.
    pub enum UserStatus: String {
        Active = "active",
        Inactive = "inactive",
        Suspended = "suspended",
        PendingVerification = "pending_verification",
    }
}

runtime::open_enum! {
    /// In what capacity.
    pub enum AuditEntryActorKind: String {
        User = "user",
        ApiKey = "api_key",
        Anonymous = "anonymous",
        System = "system",
    }
}

runtime::open_enum! {
    /// What it is written in.
    pub enum SdkInfoLanguage: String {
        Typescript = "typescript",
        Rust = "rust",
        Go = "go",
        Nushell = "nushell",
    }
}

runtime::open_enum! {
    /// All well, some dependency away, or unable to serve.
    pub enum HealthStatus: String {
        Ok = "ok",
        Degraded = "degraded",
        Down = "down",
    }
}

runtime::open_enum! {
    /// Whether the database answers.
    pub enum HealthDatabase: String {
        Up = "up",
        Down = "down",
    }
}

runtime::open_enum! {
    /// Whether it answers.
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
    /// The account exists and can be used at once.
    User(User) = 201,
    /// The request was taken; a message was sent to the address. The same for free and taken addresses.
    Accepted(Accepted) = 202,
}
