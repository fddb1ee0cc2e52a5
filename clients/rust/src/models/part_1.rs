//! Types of the document.

use super::*;

runtime::open_enum! {
    /// What went wrong, for code to branch on. Each code has one status:
    ///
    /// - 400: `bad_request`, `malformed_json`, `invalid_host`
    /// - 401: `unauthenticated` (no credentials), `invalid_token` (access token or API key), `invalid_credentials` (at
    ///   sign-in), `refresh_token_invalid`, `refresh_token_reused`, `login_token_invalid`, `step_up_required` (the session
    ///   has not shown its second factor lately)
    /// - 403: `forbidden` (a permission is missing), `privilege_escalation` (a permission that the caller does not hold
    ///   would be granted), `account_inactive`, `email_not_verified`, `password_reset_required`,
    ///   `current_password_invalid`, `factor_code_invalid`, `passkey_invalid`, `factor_enrolment_required` (a role of the
    ///   caller needs a second factor), `second_factors_off`, `registration_closed`
    /// - 404: `not_found` (no such path), `user_not_found`, `session_not_found`, `api_key_not_found`, `factor_not_found`,
    ///   `role_not_found`, `application_not_found`, `secret_not_found`, `key_not_found`
    /// - 405: `method_not_allowed`
    /// - 408: `request_timeout`
    /// - 409: `email_taken`, `username_taken`, `role_exists`, `role_in_use`, `system_role`, `last_admin`,
    ///   `cannot_delete_self`, `api_key_limit`, `factor_limit`, `no_factor` (the account has none), `passkey_exists`,
    ///   `audience_taken`, `permission_taken`, `permission_in_use`, `secret_limit` (of an application's secrets or keys),
    ///   `key_exists`, `public_application` (its kind can keep no secret), `idempotency_in_progress`
    /// - 412: `etag_mismatch`
    /// - 413: `payload_too_large`
    /// - 415: `unsupported_media_type`
    /// - 422: `validation_failed`, `weak_password`, `one_time_token_invalid`, `cursor_invalid`, `metadata_invalid`,
    ///   `idempotency_key_reused`
    /// - 429: `rate_limited`, `too_many_attempts` (sign-in is locked after too many wrong passwords or codes)
    /// - 431: `head_too_large`
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
        LoginTokenInvalid = "login_token_invalid",
        StepUpRequired = "step_up_required",
        Forbidden = "forbidden",
        PrivilegeEscalation = "privilege_escalation",
        AccountInactive = "account_inactive",
        EmailNotVerified = "email_not_verified",
        PasswordResetRequired = "password_reset_required",
        CurrentPasswordInvalid = "current_password_invalid",
        FactorCodeInvalid = "factor_code_invalid",
        PasskeyInvalid = "passkey_invalid",
        FactorEnrolmentRequired = "factor_enrolment_required",
        SecondFactorsOff = "second_factors_off",
        RegistrationClosed = "registration_closed",
        NotFound = "not_found",
        UserNotFound = "user_not_found",
        SessionNotFound = "session_not_found",
        ApiKeyNotFound = "api_key_not_found",
        FactorNotFound = "factor_not_found",
        RoleNotFound = "role_not_found",
        ApplicationNotFound = "application_not_found",
        SecretNotFound = "secret_not_found",
        KeyNotFound = "key_not_found",
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
        FactorLimit = "factor_limit",
        NoFactor = "no_factor",
        PasskeyExists = "passkey_exists",
        AudienceTaken = "audience_taken",
        PermissionTaken = "permission_taken",
        PermissionInUse = "permission_in_use",
        SecretLimit = "secret_limit",
        KeyExists = "key_exists",
        PublicApplication = "public_application",
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
        TooManyAttempts = "too_many_attempts",
        HeadTooLarge = "head_too_large",
        InternalError = "internal_error",
        Overloaded = "overloaded",
        Unavailable = "unavailable",
    }
}

/// An error (RFC 9457).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Problem {
    /// The kind of problem as a URI ending in `code`.
    #[serde(rename = "type")]
    pub type_: String,
    /// The kind of problem in words.
    pub title: String,
    /// HTTP status code.
    pub status: i64,
    /// What went wrong this time and what to do about it. For people; may be reworded.
    pub detail: String,
    pub code: ProblemCode,
    pub request_id: RequestId,
    /// The invalid fields and parameters, if that is what went wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<ProblemError>>,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// An invalid field or parameter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProblemError {
    /// Where: a JSON pointer into the body, such as `/email`, or the place and name of a parameter, such as
    /// `/query/limit`.
    pub pointer: String,
    /// The rule that was broken, such as `required` or `max_length`.
    pub code: String,
    /// What would be valid. Never echoes the rejected value.
    pub detail: String,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// An OAuth error (RFC 6749, section 5.2).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OAuthError {
    /// What went wrong, for code to branch on.
    pub error: OAuthErrorError,
    /// What went wrong, for people.
    pub error_description: String,
    /// With `mfa_required`: for `auth.complete_login`. Works once.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub login_token: Option<String>,
    /// With `mfa_required`: seconds until `login_token` expires.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires_in: Option<i64>,
    /// With `mfa_required`: what can complete the sign-in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub factors: Option<Vec<FactorKind>>,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// The request was accepted; the rest happens by email.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Accepted {
    /// What happens next, for people.
    pub detail: String,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// Identifier of a request.
pub type RequestId = String;

/// Something that roles and API keys allow: a permission of this service, such as `users:read`, or one that an
/// application defines, such as `billing:invoices.read`, which has a point after the colon.
/// `roles.list_permissions` explains each.
pub type Permission = String;

/// A permission that an application defines: the area, a colon, and what it is about and what it allows.
pub type ApplicationPermissionName = String;

/// What an application is known by.
pub type ClientId = String;

/// An address where people are sent back to, compared as it is, to the letter: `https`; `http` for the machine that it
/// runs on; or, for the kind `native`, a scheme of its own such as `com.example.app`.
pub type RedirectUri = String;

runtime::open_enum! {
    /// How tokens for the application are signed. EdDSA, unless it knows no Ed25519.
    pub enum SigningAlgorithm: String {
        EdDsa = "EdDSA",
        Es256 = "ES256",
        Rs256 = "RS256",
    }
}

/// Name of a role.
pub type RoleName = String;

/// What the role is for.
pub type RoleDescription = String;

/// An email address in ASCII; write international domains in their `xn--` form. Unique regardless of case, and stored as typed.
pub type Email = String;

/// A name to sign in with. Unique regardless of case, and stored as typed.
pub type Username = String;

/// A current password, as typed.
pub type Password = runtime::Secret;

/// A new password. Must mix at least three of lower case, upper case, digits and symbols, or be 15 characters or
/// longer. Must not appear in lists of breached passwords, nor be easy to guess, even for someone who knows the
/// user's name, username and email address. Otherwise the response is 422 `weak_password`. `auth.policy` has the
/// rules of this installation.
pub type NewPassword = runtime::Secret;

/// Display name.
pub type FullName = String;

/// About the user. May contain line feeds and tabs, but no other control characters.
pub type Bio = String;

/// The https URL of a picture.
pub type AvatarUrl = String;

/// Data that your applications store with the user: at most 16 KiB of JSON, 5 levels deep, without NUL characters;
/// otherwise 422 `metadata_invalid`. Updates are merged (JSON merge patch, RFC 7396): members that you send replace
/// the stored ones, `null` removes a member, and others keep their value.
pub type Metadata = std::collections::BTreeMap<String, serde_json::Value>;

/// A one-time token from an email.
pub type OneTimeToken = String;

/// Cursor of the next page, or null on the last page.
pub type NextCursor = String;

/// Your new account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegisterRequest {
    pub email: Email,
    pub username: Username,
    pub password: runtime::Secret,
    #[serde(default, skip_serializing_if = "runtime::Patch::is_absent")]
    pub full_name: runtime::Patch<FullName>,
    #[serde(default, skip_serializing_if = "runtime::Patch::is_absent")]
    pub bio: runtime::Patch<Bio>,
    #[serde(default, skip_serializing_if = "runtime::Patch::is_absent")]
    pub avatar_url: runtime::Patch<AvatarUrl>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metadata: Option<Metadata>,
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
            bio: runtime::Patch::Absent,
            avatar_url: runtime::Patch::Absent,
            metadata: None,
        }
    }
}

/// A password, and either an email or a username.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LoginRequest {
    /// The email address of the account. Or send `username`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// The username of the account. Or send `email`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
    pub password: runtime::Secret,
    /// Keep me signed in: both tokens last longer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remember_me: Option<bool>,
}

impl LoginRequest {
    /// With what is required, and nothing else.
    pub fn new(password: impl Into<runtime::Secret>) -> Self {
        Self { email: None, username: None, password: password.into(), remember_me: None }
    }
}

/// A password, and a username or email, sent as a form.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LoginForm {
    /// The email address of the account. Or send `username`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// The username or email address of the account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
    pub password: runtime::Secret,
    /// Keep me signed in: both tokens last longer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remember_me: Option<bool>,
}

impl LoginForm {
    /// With what is required, and nothing else.
    pub fn new(password: impl Into<runtime::Secret>) -> Self {
        Self { email: None, username: None, password: password.into(), remember_me: None }
    }
}

/// An access token, and the refresh token for the next pair.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TokenPair {
    /// A signed JWT, for the `Authorization` header.
    pub access_token: runtime::Secret,
    /// An opaque token for `auth.refresh`. Works once.
    pub refresh_token: runtime::Secret,
    /// The type of the access token.
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

runtime::union! {
    /// Signed in, or a second factor is required: `status` says which.
    pub enum LoginAnswer by runtime::Plan {
        property: "status",
        ordered: false,
        order: &[0, 1],
        arms: &[
            runtime::Match { json_types: &["object"], tags: &[runtime::Tag::Text("signed_in")], ..runtime::Match::ANY },
            runtime::Match { json_types: &["object"], tags: &[runtime::Tag::Text("factor_required")], ..runtime::Match::ANY },
        ],
    };
    0 SignedIn(SignedIn),
    1 FactorRequired(FactorRequired),
}

impl From<SignedIn> for LoginAnswer {
    fn from(value: SignedIn) -> Self {
        Self::SignedIn(value)
    }
}

impl From<FactorRequired> for LoginAnswer {
    fn from(value: FactorRequired) -> Self {
        Self::FactorRequired(value)
    }
}

/// A token pair and its user.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SignedIn {
    /// A signed JWT, for the `Authorization` header.
    pub access_token: runtime::Secret,
    /// An opaque token for `auth.refresh`. Works once.
    pub refresh_token: runtime::Secret,
    /// The type of the access token.
    ///
    /// Always `"bearer"`.
    pub token_type: String,
    /// Seconds until the access token expires.
    pub expires_in: i64,
    /// Seconds until the refresh token expires.
    pub refresh_expires_in: i64,
    /// Always `signed_in`.
    ///
    /// Always `"signed_in"`.
    pub status: String,
    pub user: User,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// The password is right, and the account has a second factor: complete the sign-in with a code.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FactorRequired {
    /// Always `factor_required`.
    ///
    /// Always `"factor_required"`.
    pub status: String,
    /// An opaque token for `auth.complete_login` and its like, and for nothing else. Works once.
    pub login_token: String,
    /// Seconds until `login_token` expires.
    pub expires_in: i64,
    /// What can complete the sign-in.
    pub factors: Vec<FactorKind>,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// The token of a sign-in that waits for a second factor, and a code.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LoginCompletion {
    pub login_token: LoginToken,
    pub code: FactorCode,
}

impl LoginCompletion {
    /// With what is required, and nothing else.
    pub fn new(login_token: impl Into<String>, code: impl Into<String>) -> Self {
        Self { login_token: login_token.into(), code: code.into() }
    }
}

/// The token of a sign-in that waits for a second factor.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LoginTokenProof {
    pub login_token: LoginToken,
}

impl LoginTokenProof {
    /// With what is required, and nothing else.
    pub fn new(login_token: impl Into<String>) -> Self {
        Self { login_token: login_token.into() }
    }
}

/// The token of a sign-in that waits for a second factor, and a passkey's signature.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PasskeyCompletion {
    pub login_token: LoginToken,
    pub credential: PasskeyCredential,
}

impl PasskeyCompletion {
    /// With what is required, and nothing else.
    pub fn new(login_token: impl Into<String>, credential: PasskeyCredential) -> Self {
        Self { login_token: login_token.into(), credential }
    }
}

/// A passkey's signature.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PasskeyLogin {
    pub credential: PasskeyCredential,
    /// Keep me signed in: both tokens last longer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remember_me: Option<bool>,
}

impl PasskeyLogin {
    /// With what is required, and nothing else.
    pub fn new(credential: PasskeyCredential) -> Self {
        Self { credential, remember_me: None }
    }
}

/// A code of a second factor.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepUp {
    pub code: FactorCode,
}

impl StepUp {
    /// With what is required, and nothing else.
    pub fn new(code: impl Into<String>) -> Self {
        Self { code: code.into() }
    }
}

/// A passkey's signature.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PasskeyStepUp {
    pub credential: PasskeyCredential,
}

impl PasskeyStepUp {
    /// With what is required, and nothing else.
    pub fn new(credential: PasskeyCredential) -> Self {
        Self { credential }
    }
}

/// The `login_token` of the `FactorRequired`.
pub type LoginToken = String;

/// An OAuth token request (RFC 6749). Unknown fields are ignored.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TokenRequest {
    /// `password`, `refresh_token`, `client_credentials`, `authorization_code` or `urn:ietf:params:oauth:grant-type:device_code`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grant_type: Option<String>,
    /// For `urn:ietf:params:oauth:grant-type:device_code`, see `openid.authorize_device`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub device_code: Option<String>,
    /// Email address or username. For the `password` grant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
    /// For the `password` grant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub password: Option<runtime::Secret>,
    /// For the `refresh_token` grant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refresh_token: Option<runtime::Secret>,
    /// For `client_credentials`: permissions, separated by spaces. Otherwise ignored: tokens always carry all permissions of the user.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    /// For `client_credentials`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_id: Option<String>,
    /// For `client_credentials`: a secret of the application.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_secret: Option<runtime::Secret>,
    /// In place of a secret: a JWT that the application signed (RFC 7523).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_assertion: Option<runtime::Secret>,
    /// `urn:ietf:params:oauth:client-assertion-type:jwt-bearer`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_assertion_type: Option<String>,
    /// For `authorization_code`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// For `authorization_code`: what `code_challenge` was made of (RFC 7636).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code_verifier: Option<String>,
    /// For `authorization_code`: the same as in the request for the code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub redirect_uri: Option<String>,
    /// For `client_credentials`: the audience that the token is for (RFC 8707).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource: Option<String>,
    /// The same, as older clients call it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub audience: Option<String>,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// A token pair of a session, or the token of an application, which has no refresh token.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OAuthToken {
    /// A signed JWT, for the `Authorization` header.
    pub access_token: runtime::Secret,
    /// An opaque token for the `refresh_token` grant. Works once.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refresh_token: Option<runtime::Secret>,
    /// The type of the access token.
    ///
    /// Always `"bearer"`.
    pub token_type: String,
    /// Seconds until the access token expires.
    pub expires_in: i64,
    /// Seconds until the refresh token expires.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refresh_expires_in: Option<i64>,
    /// Permissions, separated by spaces.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    /// Who has signed in, and how: a signed JWT for the application (OpenID Connect Core 1.0).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id_token: Option<runtime::Secret>,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// What a device asks for (RFC 8628). Unknown fields are ignored.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DeviceRequest {
    /// What the application wants, separated by spaces.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    /// The application.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_id: Option<String>,
    /// A secret of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_secret: Option<runtime::Secret>,
    /// In place of a secret: a JWT that the application signed (RFC 7523).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_assertion: Option<runtime::Secret>,
    /// `urn:ietf:params:oauth:client-assertion-type:jwt-bearer`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_assertion_type: Option<String>,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// A code for the device to keep, and one to show.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DeviceCodes {
    /// For `auth.token`. Works once.
    pub device_code: String,
    /// What somebody enters.
    pub user_code: String,
    /// Where they enter it.
    pub verification_uri: String,
    /// The same with the code in it, to show as a QR code.
    pub verification_uri_complete: String,
    /// Seconds until both codes expire.
    pub expires_in: i64,
    /// Seconds to wait between two requests.
    pub interval: i64,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// Addresses of the service, and what it supports (RFC 8414).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProviderMetadata {
    /// The `iss` of tokens for applications.
    pub issuer: String,
    /// The page where people sign in and allow.
    pub authorization_endpoint: String,
    /// `auth.token`.
    pub token_endpoint: String,
    /// `openid.authorize_device`.
    pub device_authorization_endpoint: String,
    /// The page where people sign out.
    pub end_session_endpoint: String,
    /// `openid.get_userinfo`.
    pub userinfo_endpoint: String,
    /// `system.jwks`.
    pub jwks_uri: String,
    /// `auth.revoke`.
    pub revocation_endpoint: String,
    /// `auth.introspect`.
    pub introspection_endpoint: String,
    /// Scopes of OpenID; permissions of applications come on top.
    pub scopes_supported: Vec<String>,
    /// `code` only.
    pub response_types_supported: Vec<String>,
    /// How answers come back.
    pub response_modes_supported: Vec<String>,
    /// What the token endpoint exchanges.
    pub grant_types_supported: Vec<String>,
    /// How strong a sign-in can be, strongest first.
    pub acr_values_supported: Vec<String>,
    /// `public`: `sub` is the same for all applications.
    pub subject_types_supported: Vec<String>,
    /// Algorithms that sign for applications.
    pub id_token_signing_alg_values_supported: Vec<String>,
    /// How applications authenticate.
    pub token_endpoint_auth_methods_supported: Vec<String>,
    /// Algorithms of their assertions.
    pub token_endpoint_auth_signing_alg_values_supported: Vec<String>,
    /// `S256` only (RFC 7636).
    pub code_challenge_methods_supported: Vec<String>,
    /// Values of `prompt`.
    pub prompt_values_supported: Vec<String>,
    /// Kinds of claims.
    pub claim_types_supported: Vec<String>,
    /// Claims in ID tokens and of userinfo.
    pub claims_supported: Vec<String>,
    /// Whether `claims` can be sent.
    pub claims_parameter_supported: bool,
    /// Whether `request` can be sent.
    pub request_parameter_supported: bool,
    /// Whether `request_uri` can be sent.
    pub request_uri_parameter_supported: bool,
    /// Whether answers say `iss` (RFC 9207).
    pub authorization_response_iss_parameter_supported: bool,
    /// Whether applications are told of sessions that have ended.
    pub backchannel_logout_supported: bool,
    /// Whether they are told which, by `sid`.
    pub backchannel_logout_session_supported: bool,
    /// Languages of the pages.
    pub ui_locales_supported: Vec<String>,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// Claims about a person. What is not known, or not in the scope, is left out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UserInfo {
    /// The person's UUID, the same in every token.
    pub sub: uuid::Uuid,
    /// Full name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Username.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub preferred_username: Option<String>,
    /// Address of a picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub picture: Option<String>,
    /// When any of this changed as a Unix timestamp.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub updated_at: Option<i64>,
    /// Email address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Whether the person has confirmed it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email_verified: Option<bool>,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// A refresh token to exchange.
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
    /// This session, your other sessions, or all of them.
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

/// The new password.
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

/// A reset token and the new password.
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

/// Which email address to verify.
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

/// The token from the verification email, and the password of a new account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EmailVerification {
    pub token: runtime::Secret,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub password: Option<runtime::Secret>,
}

impl EmailVerification {
    /// With what is required, and nothing else.
    pub fn new(token: impl Into<runtime::Secret>) -> Self {
        Self { token: token.into(), password: None }
    }
}

/// The token to introspect.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IntrospectionRequest {
    /// An access or refresh token.
    pub token: runtime::Secret,
    /// `access_token` or `refresh_token`; others are ignored.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token_type_hint: Option<String>,
}

impl IntrospectionRequest {
    /// With what is required, and nothing else.
    pub fn new(token: impl Into<runtime::Secret>) -> Self {
        Self { token: token.into(), token_type_hint: None }
    }
}

/// The state of a token (RFC 7662). Only `active` is present unless the token is active.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Introspection {
    /// Whether the token is valid now.
    pub active: bool,
    /// The application that it was given to, if it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_id: Option<String>,
    /// Permissions, separated by spaces.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    /// The user's username.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
    /// `access_token` or `refresh_token`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token_type: Option<String>,
    /// Expiry as a Unix timestamp.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exp: Option<i64>,
    /// Time of issue as a Unix timestamp.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub iat: Option<i64>,
    /// The user's UUID; for an application that acts for itself, its `client_id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sub: Option<String>,
    /// The audience.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub aud: Option<String>,
    /// The issuer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub iss: Option<String>,
    /// Identifier of the token.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub jti: Option<String>,
    /// Identifier of its session.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sid: Option<String>,
    /// How the user signed in (RFC 8176): `pwd` for the password, `otp` for a code, `pop` for a passkey, `mfa` for several factors.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amr: Option<Vec<String>>,
    /// How strong that was: `urn:gatehouse:acr:1fa` or `urn:gatehouse:acr:2fa`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub acr: Option<String>,
    /// When the user signed in as a Unix timestamp.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub auth_time: Option<i64>,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// The token to revoke.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RevocationRequest {
    /// An access or refresh token.
    pub token: runtime::Secret,
    /// `access_token` or `refresh_token`; others are ignored.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token_type_hint: Option<String>,
}

impl RevocationRequest {
    /// With what is required, and nothing else.
    pub fn new(token: impl Into<runtime::Secret>) -> Self {
        Self { token: token.into(), token_type_hint: None }
    }
}

runtime::open_enum! {
    /// `passkey` is a signature that a browser asks for (WebAuthn), `totp` a code of an authenticator app (RFC 6238).
    pub enum FactorKind: String {
        Passkey = "passkey",
        Totp = "totp",
        RecoveryCode = "recovery_code",
    }
}

runtime::open_enum! {
    /// The kind of factor.
    pub enum EnrolledFactorKind: String {
        Passkey = "passkey",
        Totp = "totp",
    }
}

/// What to tell it apart by.
pub type FactorName = String;

/// The six digits that an authenticator app shows, or a recovery code.
pub type FactorCode = String;

/// A second factor.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Factor {
    /// Identifier of the factor.
    pub id: uuid::Uuid,
    pub kind: EnrolledFactorKind,
    /// What to tell it apart by.
    pub name: String,
    /// When it was enrolled.
    pub created_at: jiff::Timestamp,
    /// When it was last used.
    pub last_used_at: Option<jiff::Timestamp>,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// Your second factors.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FactorList {
    /// The factors.
    pub items: Vec<Factor>,
    /// How many recovery codes have not been used.
    pub recovery_codes_left: i64,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// Your password, and a name for the new factor.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TotpEnrol {
    pub password: runtime::Secret,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<FactorName>,
}

impl TotpEnrol {
    /// With what is required, and nothing else.
    pub fn new(password: impl Into<runtime::Secret>) -> Self {
        Self { password: password.into(), name: None }
    }
}

/// A factor that waits to be confirmed, and its secret.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TotpEnrolment {
    /// Identifier of the factor.
    pub id: uuid::Uuid,
    /// What to tell it apart by.
    pub name: String,
    /// The secret in Base32, to type into an authenticator app.
    pub secret: runtime::Secret,
    /// The secret with all that an authenticator app needs to know, as a URI.
    pub otpauth_uri: String,
    /// The URI as a QR code: an `svg` element.
    pub qr_svg: String,
    /// Seconds in which it can be confirmed.
    pub expires_in: i64,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// A code made with the secret.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactorConfirm {
    pub code: FactorCode,
}

impl FactorConfirm {
    /// With what is required, and nothing else.
    pub fn new(code: impl Into<String>) -> Self {
        Self { code: code.into() }
    }
}

/// The confirmed factor, and with the first one ten recovery codes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FactorConfirmed {
    pub factor: Factor,
    /// Codes that stand in for the factor, each once; empty unless this is your first factor.
    pub recovery_codes: Vec<String>,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// What a browser needs to make or use a passkey.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PasskeyOptions {
    /// The public key options of WebAuthn, as JSON. Pass them on as they are, read by
    /// `PublicKeyCredential.parseCreationOptionsFromJSON()` or `parseRequestOptionsFromJSON()`.
    pub options: std::collections::BTreeMap<String, serde_json::Value>,
    /// Seconds in which the challenge can be used.
    pub expires_in: i64,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// What `toJSON()` of the browser's `PublicKeyCredential` returned, as it is.
pub type PasskeyCredential = std::collections::BTreeMap<String, serde_json::Value>;

/// A passkey that a browser has made, and a name for it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PasskeyAdd {
    pub credential: PasskeyCredential,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<FactorName>,
}

impl PasskeyAdd {
    /// With what is required, and nothing else.
    pub fn new(credential: PasskeyCredential) -> Self {
        Self { credential, name: None }
    }
}

/// The new name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactorRename {
    pub name: FactorName,
}

impl FactorRename {
    /// With what is required, and nothing else.
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into() }
    }
}

/// Your password.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PasswordProof {
    pub password: runtime::Secret,
}

impl PasswordProof {
    /// With what is required, and nothing else.
    pub fn new(password: impl Into<runtime::Secret>) -> Self {
        Self { password: password.into() }
    }
}

/// Ten new recovery codes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RecoveryCodes {
    /// Codes that stand in for a second factor, each once.
    pub recovery_codes: Vec<String>,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// The password and sign-in policy of this installation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Policy {
    pub password: PasswordPolicy,
    pub lockout: LockoutPolicy,
    pub registration: RegistrationPolicy,
    pub second_factors: FactorPolicy,
    pub tokens: TokenPolicy,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// Rules for new passwords.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PasswordPolicy {
    /// Minimum length.
    pub min_length: i64,
    /// Maximum length.
    pub max_length: i64,
    /// How many of lower case, upper case, digits and symbols a password must mix; 1 if it need not.
    pub min_character_classes: i64,
    /// Length from which a password need not mix them.
    pub passphrase_length: i64,
    /// Lowest zxcvbn score of a password; 0 if its score does not count.
    pub min_score: i64,
    /// Whether passwords from lists of breached ones are refused.
    pub breached_refused: bool,
    /// All rules as text, to show to users.
    pub rules: Vec<String>,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// What happens after failed sign-ins.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LockoutPolicy {
    /// Failures after which an account is locked for the IP address they came from.
    pub max_failures: i64,
    /// Duration of the lock in seconds.
    pub window_seconds: i64,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// Who may register.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RegistrationPolicy {
    /// Anyone, only invited users, or nobody.
    pub mode: RegistrationPolicyMode,
    /// Whether the email address must be verified before the first sign-in.
    pub email_verification_required: bool,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// What is asked of second factors.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FactorPolicy {
    /// Whether people may add second factors; `off` leaves existing ones valid.
    pub mode: FactorPolicyMode,
    /// Roles whose holders need a second factor.
    pub required_for_roles: Vec<String>,
    /// For how long a session that has shown one may do what needs a recent one.
    pub recent_for_seconds: i64,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// How long tokens last, in seconds.
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

/// Changes to your profile. Fields left out keep their value, with PUT too. `null` clears a field that may be empty;
/// `metadata` is merged.
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

/// The current and the new password.
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

/// The new email address and the current password.
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

/// The token from the email to the new address.
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

/// A device or program where a user is signed in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Session {
    /// Identifier of the session.
    pub id: uuid::Uuid,
    /// The client's `User-Agent`.
    pub user_agent: Option<String>,
    /// IP address of the last use.
    pub ip_address: Option<String>,
    /// Time of sign-in.
    pub created_at: jiff::Timestamp,
    /// Time of last use, to about a minute.
    pub last_used_at: jiff::Timestamp,
    /// When the session ends.
    pub expires_at: jiff::Timestamp,
    /// The application that was signed in to, or null for Gatehouse itself.
    pub application: Option<String>,
    /// Whether this is the session making the request.
    pub is_current: bool,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// What somebody has allowed an application.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Consent {
    pub client_id: ClientId,
    /// Its name.
    pub application: String,
    /// What it may know and do.
    pub scope: Vec<String>,
    /// When that was last asked.
    pub given_at: jiff::Timestamp,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// A list of consents.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ConsentList {
    pub items: Vec<Consent>,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}

/// A list of sessions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SessionList {
    pub items: Vec<Session>,
    /// Members that the document does not list.
    #[serde(flatten)]
    pub extra: runtime::Extra,
}
