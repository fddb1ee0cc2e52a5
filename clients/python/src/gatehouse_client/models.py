"""Everything that Gatehouse sends and takes."""

from __future__ import annotations

from datetime import date as Date, datetime as DateTime
from typing import Annotated, Any, Literal, TypeAlias
from uuid import UUID

from ._runtime.models import Model, field
from ._runtime.values import UNSET, Alias, Arm, Constant, OneOf, OpenEnum, Unrecognized, Unset


class ProblemCode(str, OpenEnum):
    """What went wrong, for code to branch on. Each code has one status:

    - 400: `bad_request`, `malformed_json`, `invalid_host`
    - 401: `unauthenticated` (no credentials), `invalid_token` (access token or API key), `invalid_credentials` (at
      sign-in), `refresh_token_invalid`, `refresh_token_reused`, `login_token_invalid`, `step_up_required` (the session
      has not shown its second factor lately)
    - 403: `forbidden` (a permission is missing), `privilege_escalation` (a permission that the caller does not hold
      would be granted), `account_inactive`, `email_not_verified`, `password_reset_required`,
      `current_password_invalid`, `factor_code_invalid`, `passkey_invalid`, `factor_enrolment_required` (a role of the
      caller needs a second factor), `second_factors_off`, `registration_closed`
    - 404: `not_found` (no such path), `user_not_found`, `session_not_found`, `api_key_not_found`, `factor_not_found`,
      `role_not_found`, `application_not_found`, `secret_not_found`, `key_not_found`
    - 405: `method_not_allowed`
    - 408: `request_timeout`
    - 409: `email_taken`, `username_taken`, `role_exists`, `role_in_use`, `system_role`, `last_admin`,
      `cannot_delete_self`, `api_key_limit`, `factor_limit`, `no_factor` (the account has none), `passkey_exists`,
      `audience_taken`, `permission_taken`, `permission_in_use`, `secret_limit` (of an application's secrets or keys),
      `key_exists`, `public_application` (its kind can keep no secret), `idempotency_in_progress`
    - 412: `etag_mismatch`
    - 413: `payload_too_large`
    - 415: `unsupported_media_type`
    - 422: `validation_failed`, `weak_password`, `one_time_token_invalid`, `cursor_invalid`, `metadata_invalid`,
      `idempotency_key_reused`
    - 429: `rate_limited`, `too_many_attempts` (sign-in is locked after too many wrong passwords or codes)
    - 431: `head_too_large`
    - 500: `internal_error`
    - 503: `overloaded`, `unavailable`
    """

    BAD_REQUEST = "bad_request"
    MALFORMED_JSON = "malformed_json"
    INVALID_HOST = "invalid_host"
    UNAUTHENTICATED = "unauthenticated"
    INVALID_TOKEN = "invalid_token"
    INVALID_CREDENTIALS = "invalid_credentials"
    REFRESH_TOKEN_INVALID = "refresh_token_invalid"
    REFRESH_TOKEN_REUSED = "refresh_token_reused"
    LOGIN_TOKEN_INVALID = "login_token_invalid"
    STEP_UP_REQUIRED = "step_up_required"
    FORBIDDEN = "forbidden"
    PRIVILEGE_ESCALATION = "privilege_escalation"
    ACCOUNT_INACTIVE = "account_inactive"
    EMAIL_NOT_VERIFIED = "email_not_verified"
    PASSWORD_RESET_REQUIRED = "password_reset_required"
    CURRENT_PASSWORD_INVALID = "current_password_invalid"
    FACTOR_CODE_INVALID = "factor_code_invalid"
    PASSKEY_INVALID = "passkey_invalid"
    FACTOR_ENROLMENT_REQUIRED = "factor_enrolment_required"
    SECOND_FACTORS_OFF = "second_factors_off"
    REGISTRATION_CLOSED = "registration_closed"
    NOT_FOUND = "not_found"
    USER_NOT_FOUND = "user_not_found"
    SESSION_NOT_FOUND = "session_not_found"
    API_KEY_NOT_FOUND = "api_key_not_found"
    FACTOR_NOT_FOUND = "factor_not_found"
    ROLE_NOT_FOUND = "role_not_found"
    APPLICATION_NOT_FOUND = "application_not_found"
    SECRET_NOT_FOUND = "secret_not_found"
    KEY_NOT_FOUND = "key_not_found"
    METHOD_NOT_ALLOWED = "method_not_allowed"
    REQUEST_TIMEOUT = "request_timeout"
    EMAIL_TAKEN = "email_taken"
    USERNAME_TAKEN = "username_taken"
    ROLE_EXISTS = "role_exists"
    ROLE_IN_USE = "role_in_use"
    SYSTEM_ROLE = "system_role"
    LAST_ADMIN = "last_admin"
    CANNOT_DELETE_SELF = "cannot_delete_self"
    API_KEY_LIMIT = "api_key_limit"
    FACTOR_LIMIT = "factor_limit"
    NO_FACTOR = "no_factor"
    PASSKEY_EXISTS = "passkey_exists"
    AUDIENCE_TAKEN = "audience_taken"
    PERMISSION_TAKEN = "permission_taken"
    PERMISSION_IN_USE = "permission_in_use"
    SECRET_LIMIT = "secret_limit"
    KEY_EXISTS = "key_exists"
    PUBLIC_APPLICATION = "public_application"
    IDEMPOTENCY_IN_PROGRESS = "idempotency_in_progress"
    ETAG_MISMATCH = "etag_mismatch"
    PAYLOAD_TOO_LARGE = "payload_too_large"
    UNSUPPORTED_MEDIA_TYPE = "unsupported_media_type"
    VALIDATION_FAILED = "validation_failed"
    WEAK_PASSWORD = "weak_password"
    ONE_TIME_TOKEN_INVALID = "one_time_token_invalid"
    CURSOR_INVALID = "cursor_invalid"
    METADATA_INVALID = "metadata_invalid"
    IDEMPOTENCY_KEY_REUSED = "idempotency_key_reused"
    RATE_LIMITED = "rate_limited"
    TOO_MANY_ATTEMPTS = "too_many_attempts"
    HEAD_TOO_LARGE = "head_too_large"
    INTERNAL_ERROR = "internal_error"
    OVERLOADED = "overloaded"
    UNAVAILABLE = "unavailable"


class Problem(Model):
    """An error (RFC 9457)."""

    type: str
    """The kind of problem as a URI ending in `code`."""

    title: str
    """The kind of problem in words."""

    status: int
    """HTTP status code."""

    detail: str
    """What went wrong this time and what to do about it. For people; may be reworded."""

    code: ProblemCode
    request_id: RequestId

    errors: list[ProblemError] | Unset = UNSET
    """The invalid fields and parameters, if that is what went wrong."""


class ProblemError(Model):
    """An invalid field or parameter."""

    pointer: str
    """Where: a JSON pointer into the body, such as `/email`, or the place and name of a parameter, such as
    `/query/limit`.
    """

    code: str
    """The rule that was broken, such as `required` or `max_length`."""

    detail: str
    """What would be valid. Never echoes the rejected value."""


class OAuthError(Model):
    """An OAuth error (RFC 6749, section 5.2)."""

    error: OAuthErrorError
    """What went wrong, for code to branch on."""

    error_description: str
    """What went wrong, for people."""

    login_token: str | Unset = UNSET
    """With `mfa_required`: for `auth.complete_login`. Works once."""

    expires_in: int | Unset = UNSET
    """With `mfa_required`: seconds until `login_token` expires."""

    factors: list[FactorKind] | Unset = UNSET
    """With `mfa_required`: what can complete the sign-in."""


class Accepted(Model):
    """The request was accepted; the rest happens by email."""

    detail: str
    """What happens next, for people."""


RequestId: TypeAlias = Annotated["str", Alias(__name__)]
"""Identifier of a request."""


Permission: TypeAlias = Annotated["str", Alias(__name__)]
"""Something that roles and API keys allow: a permission of this service, such as `users:read`, or one that an
application defines, such as `billing:invoices.read`, which has a point after the colon.
`roles.list_permissions` explains each.
"""


ApplicationPermissionName: TypeAlias = Annotated["str", Alias(__name__)]
"""A permission that an application defines: the area, a colon, and what it is about and what it allows."""


ClientId: TypeAlias = Annotated["str", Alias(__name__)]
"""What an application is known by."""


RedirectUri: TypeAlias = Annotated["str", Alias(__name__)]
"""An address where people are sent back to, compared as it is, to the letter: `https`; `http` for the machine that it
runs on; or, for the kind `native`, a scheme of its own such as `com.example.app`.
"""


class SigningAlgorithm(str, OpenEnum):
    """How tokens for the application are signed. EdDSA, unless it knows no Ed25519."""

    ED_DSA = "EdDSA"
    ES256 = "ES256"
    RS256 = "RS256"


RoleName: TypeAlias = Annotated["str", Alias(__name__)]
"""Name of a role."""


RoleDescription: TypeAlias = Annotated["str", Alias(__name__)]
"""What the role is for."""


Email: TypeAlias = Annotated["str", Alias(__name__)]
"""An email address in ASCII; write international domains in their `xn--` form. Unique regardless of case, and stored as typed."""


Username: TypeAlias = Annotated["str", Alias(__name__)]
"""A name to sign in with. Unique regardless of case, and stored as typed."""


Password: TypeAlias = Annotated["str", Alias(__name__)]
"""A current password, as typed."""


NewPassword: TypeAlias = Annotated["str", Alias(__name__)]
"""A new password. Must mix at least three of lower case, upper case, digits and symbols, or be 15 characters or
longer. Must not appear in lists of breached passwords, nor be easy to guess, even for someone who knows the
user's name, username and email address. Otherwise the response is 422 `weak_password`. `auth.policy` has the
rules of this installation.
"""


FullName: TypeAlias = Annotated["str", Alias(__name__)]
"""Display name."""


Bio: TypeAlias = Annotated["str", Alias(__name__)]
"""About the user. May contain line feeds and tabs, but no other control characters."""


AvatarUrl: TypeAlias = Annotated["str", Alias(__name__)]
"""The https URL of a picture."""


Metadata: TypeAlias = Annotated["dict[str, Any]", Alias(__name__)]
"""Data that your applications store with the user: at most 16 KiB of JSON, 5 levels deep, without NUL characters;
otherwise 422 `metadata_invalid`. Updates are merged (JSON merge patch, RFC 7396): members that you send replace
the stored ones, `null` removes a member, and others keep their value.
"""


OneTimeToken: TypeAlias = Annotated["str", Alias(__name__)]
"""A one-time token from an email."""


NextCursor: TypeAlias = Annotated["str", Alias(__name__)]
"""Cursor of the next page, or null on the last page."""


class RegisterRequest(Model):
    """Your new account."""

    email: Email
    username: Username
    password: NewPassword = field(secret=True)
    full_name: FullName | None | Unset = UNSET
    bio: Bio | None | Unset = UNSET
    avatar_url: AvatarUrl | None | Unset = UNSET
    metadata: Metadata | Unset = UNSET


class LoginRequest(Model):
    """A password, and either an email or a username."""

    email: str | Unset = UNSET
    """The email address of the account. Or send `username`."""

    username: str | Unset = UNSET
    """The username of the account. Or send `email`."""

    password: Password = field(secret=True)

    remember_me: bool | Unset = UNSET
    """Keep me signed in: both tokens last longer."""


class LoginForm(Model):
    """A password, and a username or email, sent as a form."""

    email: str | Unset = UNSET
    """The email address of the account. Or send `username`."""

    username: str | Unset = UNSET
    """The username or email address of the account."""

    password: Password = field(secret=True)

    remember_me: bool | Unset = UNSET
    """Keep me signed in: both tokens last longer."""


class TokenPair(Model):
    """An access token, and the refresh token for the next pair."""

    access_token: str = field(secret=True)
    """A signed JWT, for the `Authorization` header."""

    refresh_token: str = field(secret=True)
    """An opaque token for `auth.refresh`. Works once."""

    token_type: Literal["bearer"] = "bearer"
    """The type of the access token."""

    expires_in: int
    """Seconds until the access token expires."""

    refresh_expires_in: int
    """Seconds until the refresh token expires."""


LoginAnswer: TypeAlias = Annotated[
    "SignedIn | FactorRequired | Unrecognized",
    OneOf(
        __name__,
        (
            Arm("SignedIn", json=("object",), tags=("signed_in",)),
            Arm("FactorRequired", json=("object",), tags=("factor_required",)),
        ),
        property="status",
    ),
]
"""Signed in, or a second factor is required: `status` says which."""


class SignedIn(Model):
    """A token pair and its user."""

    access_token: str = field(secret=True)
    """A signed JWT, for the `Authorization` header."""

    refresh_token: str = field(secret=True)
    """An opaque token for `auth.refresh`. Works once."""

    token_type: Literal["bearer"] = "bearer"
    """The type of the access token."""

    expires_in: int
    """Seconds until the access token expires."""

    refresh_expires_in: int
    """Seconds until the refresh token expires."""

    status: Literal["signed_in"] = "signed_in"
    """Always `signed_in`."""

    user: User


class FactorRequired(Model):
    """The password is right, and the account has a second factor: complete the sign-in with a code."""

    status: Literal["factor_required"] = "factor_required"
    """Always `factor_required`."""

    login_token: str
    """An opaque token for `auth.complete_login` and its like, and for nothing else. Works once."""

    expires_in: int
    """Seconds until `login_token` expires."""

    factors: list[FactorKind]
    """What can complete the sign-in."""


class LoginCompletion(Model):
    """The token of a sign-in that waits for a second factor, and a code."""

    login_token: LoginToken
    code: FactorCode


class LoginTokenProof(Model):
    """The token of a sign-in that waits for a second factor."""

    login_token: LoginToken


class PasskeyCompletion(Model):
    """The token of a sign-in that waits for a second factor, and a passkey's signature."""

    login_token: LoginToken
    credential: PasskeyCredential


class PasskeyLogin(Model):
    """A passkey's signature."""

    credential: PasskeyCredential

    remember_me: bool | Unset = UNSET
    """Keep me signed in: both tokens last longer."""


class StepUp(Model):
    """A code of a second factor."""

    code: FactorCode


class PasskeyStepUp(Model):
    """A passkey's signature."""

    credential: PasskeyCredential


LoginToken: TypeAlias = Annotated["str", Alias(__name__)]
"""The `login_token` of the `FactorRequired`."""


class TokenRequest(Model):
    """An OAuth token request (RFC 6749). Unknown fields are ignored."""

    grant_type: str | Unset = UNSET
    """`password`, `refresh_token`, `client_credentials`, `authorization_code` or `urn:ietf:params:oauth:grant-type:device_code`."""

    device_code: str | Unset = UNSET
    """For `urn:ietf:params:oauth:grant-type:device_code`, see `openid.authorize_device`."""

    username: str | Unset = UNSET
    """Email address or username. For the `password` grant."""

    password: str | Unset = field(default=UNSET, secret=True)
    """For the `password` grant."""

    refresh_token: str | Unset = field(default=UNSET, secret=True)
    """For the `refresh_token` grant."""

    scope: str | Unset = UNSET
    """For `client_credentials`: permissions, separated by spaces. Otherwise ignored: tokens always carry all permissions of the user."""

    client_id: str | Unset = UNSET
    """For `client_credentials`."""

    client_secret: str | Unset = field(default=UNSET, secret=True)
    """For `client_credentials`: a secret of the application."""

    client_assertion: str | Unset = field(default=UNSET, secret=True)
    """In place of a secret: a JWT that the application signed (RFC 7523)."""

    client_assertion_type: str | Unset = UNSET
    """`urn:ietf:params:oauth:client-assertion-type:jwt-bearer`."""

    code: str | Unset = UNSET
    """For `authorization_code`."""

    code_verifier: str | Unset = UNSET
    """For `authorization_code`: what `code_challenge` was made of (RFC 7636)."""

    redirect_uri: str | Unset = UNSET
    """For `authorization_code`: the same as in the request for the code."""

    resource: str | Unset = UNSET
    """For `client_credentials`: the audience that the token is for (RFC 8707)."""

    audience: str | Unset = UNSET
    """The same, as older clients call it."""

    additional_properties: dict[str, Any] = field()


class OAuthToken(Model):
    """A token pair of a session, or the token of an application, which has no refresh token."""

    access_token: str = field(secret=True)
    """A signed JWT, for the `Authorization` header."""

    refresh_token: str | Unset = field(default=UNSET, secret=True)
    """An opaque token for the `refresh_token` grant. Works once."""

    token_type: Literal["bearer"] = "bearer"
    """The type of the access token."""

    expires_in: int
    """Seconds until the access token expires."""

    refresh_expires_in: int | Unset = UNSET
    """Seconds until the refresh token expires."""

    scope: str | Unset = UNSET
    """Permissions, separated by spaces."""

    id_token: str | Unset = field(default=UNSET, secret=True)
    """Who has signed in, and how: a signed JWT for the application (OpenID Connect Core 1.0)."""


class DeviceRequest(Model):
    """What a device asks for (RFC 8628). Unknown fields are ignored."""

    scope: str | Unset = UNSET
    """What the application wants, separated by spaces."""

    client_id: str | Unset = UNSET
    """The application."""

    client_secret: str | Unset = field(default=UNSET, secret=True)
    """A secret of it."""

    client_assertion: str | Unset = field(default=UNSET, secret=True)
    """In place of a secret: a JWT that the application signed (RFC 7523)."""

    client_assertion_type: str | Unset = UNSET
    """`urn:ietf:params:oauth:client-assertion-type:jwt-bearer`."""

    additional_properties: dict[str, Any] = field()


class DeviceCodes(Model):
    """A code for the device to keep, and one to show."""

    device_code: str
    """For `auth.token`. Works once."""

    user_code: str
    """What somebody enters."""

    verification_uri: str
    """Where they enter it."""

    verification_uri_complete: str
    """The same with the code in it, to show as a QR code."""

    expires_in: int
    """Seconds until both codes expire."""

    interval: int
    """Seconds to wait between two requests."""


class ProviderMetadata(Model):
    """Addresses of the service, and what it supports (RFC 8414)."""

    issuer: str
    """The `iss` of tokens for applications."""

    authorization_endpoint: str
    """The page where people sign in and allow."""

    token_endpoint: str
    """`auth.token`."""

    device_authorization_endpoint: str
    """`openid.authorize_device`."""

    end_session_endpoint: str
    """The page where people sign out."""

    userinfo_endpoint: str
    """`openid.get_userinfo`."""

    jwks_uri: str
    """`system.jwks`."""

    revocation_endpoint: str
    """`auth.revoke`."""

    introspection_endpoint: str
    """`auth.introspect`."""

    scopes_supported: list[str]
    """Scopes of OpenID; permissions of applications come on top."""

    response_types_supported: list[str]
    """`code` only."""

    response_modes_supported: list[str]
    """How answers come back."""

    grant_types_supported: list[str]
    """What the token endpoint exchanges."""

    acr_values_supported: list[str]
    """How strong a sign-in can be, strongest first."""

    subject_types_supported: list[str]
    """`public`: `sub` is the same for all applications."""

    id_token_signing_alg_values_supported: list[str]
    """Algorithms that sign for applications."""

    token_endpoint_auth_methods_supported: list[str]
    """How applications authenticate."""

    token_endpoint_auth_signing_alg_values_supported: list[str]
    """Algorithms of their assertions."""

    code_challenge_methods_supported: list[str]
    """`S256` only (RFC 7636)."""

    prompt_values_supported: list[str]
    """Values of `prompt`."""

    claim_types_supported: list[str]
    """Kinds of claims."""

    claims_supported: list[str]
    """Claims in ID tokens and of userinfo."""

    claims_parameter_supported: bool
    """Whether `claims` can be sent."""

    request_parameter_supported: bool
    """Whether `request` can be sent."""

    request_uri_parameter_supported: bool
    """Whether `request_uri` can be sent."""

    authorization_response_iss_parameter_supported: bool
    """Whether answers say `iss` (RFC 9207)."""

    backchannel_logout_supported: bool
    """Whether applications are told of sessions that have ended."""

    backchannel_logout_session_supported: bool
    """Whether they are told which, by `sid`."""

    ui_locales_supported: list[str]
    """Languages of the pages."""


class UserInfo(Model):
    """Claims about a person. What is not known, or not in the scope, is left out."""

    sub: UUID
    """The person's UUID, the same in every token."""

    name: str | Unset = UNSET
    """Full name."""

    preferred_username: str | Unset = UNSET
    """Username."""

    picture: str | Unset = UNSET
    """Address of a picture."""

    updated_at: int | Unset = UNSET
    """When any of this changed as a Unix timestamp."""

    email: str | Unset = UNSET
    """Email address."""

    email_verified: bool | Unset = UNSET
    """Whether the person has confirmed it."""


class RefreshRequest(Model):
    """A refresh token to exchange."""

    refresh_token: str = field(secret=True)
    """The latest refresh token of the session."""


class LogoutRequest(Model):
    """Which sessions to end."""

    scope: LogoutRequestScope | Unset = UNSET
    """This session, your other sessions, or all of them."""


class PasswordResetRequest(Model):
    """Whose password to reset."""

    email: Email


class PasswordReset(Model):
    """The new password."""

    new_password: NewPassword = field(secret=True)


class PasswordResetConfirm(Model):
    """A reset token and the new password."""

    token: OneTimeToken = field(secret=True)
    new_password: NewPassword = field(secret=True)


class EmailVerificationRequest(Model):
    """Which email address to verify."""

    email: Email


class EmailVerification(Model):
    """The token from the verification email, and the password of a new account."""

    token: OneTimeToken = field(secret=True)
    password: NewPassword | Unset = field(default=UNSET, secret=True)


class IntrospectionRequest(Model):
    """The token to introspect."""

    token: str = field(secret=True)
    """An access or refresh token."""

    token_type_hint: str | Unset = UNSET
    """`access_token` or `refresh_token`; others are ignored."""


class Introspection(Model):
    """The state of a token (RFC 7662). Only `active` is present unless the token is active."""

    active: bool
    """Whether the token is valid now."""

    client_id: str | Unset = UNSET
    """The application that it was given to, if it was."""

    scope: str | Unset = UNSET
    """Permissions, separated by spaces."""

    username: str | Unset = UNSET
    """The user's username."""

    token_type: str | Unset = UNSET
    """`access_token` or `refresh_token`."""

    exp: int | Unset = UNSET
    """Expiry as a Unix timestamp."""

    iat: int | Unset = UNSET
    """Time of issue as a Unix timestamp."""

    sub: str | Unset = UNSET
    """The user's UUID; for an application that acts for itself, its `client_id`."""

    aud: str | Unset = UNSET
    """The audience."""

    iss: str | Unset = UNSET
    """The issuer."""

    jti: str | Unset = UNSET
    """Identifier of the token."""

    sid: str | Unset = UNSET
    """Identifier of its session."""

    amr: list[str] | Unset = UNSET
    """How the user signed in (RFC 8176): `pwd` for the password, `otp` for a code, `pop` for a passkey, `mfa` for several factors."""

    acr: str | Unset = UNSET
    """How strong that was: `urn:gatehouse:acr:1fa` or `urn:gatehouse:acr:2fa`."""

    auth_time: int | Unset = UNSET
    """When the user signed in as a Unix timestamp."""


class RevocationRequest(Model):
    """The token to revoke."""

    token: str = field(secret=True)
    """An access or refresh token."""

    token_type_hint: str | Unset = UNSET
    """`access_token` or `refresh_token`; others are ignored."""


class FactorKind(str, OpenEnum):
    """`passkey` is a signature that a browser asks for (WebAuthn), `totp` a code of an authenticator app (RFC 6238)."""

    PASSKEY = "passkey"
    TOTP = "totp"
    RECOVERY_CODE = "recovery_code"


class EnrolledFactorKind(str, OpenEnum):
    """The kind of factor."""

    PASSKEY = "passkey"
    TOTP = "totp"


FactorName: TypeAlias = Annotated["str", Alias(__name__)]
"""What to tell it apart by."""


FactorCode: TypeAlias = Annotated["str", Alias(__name__)]
"""The six digits that an authenticator app shows, or a recovery code."""


class Factor(Model):
    """A second factor."""

    id: UUID
    """Identifier of the factor."""

    kind: EnrolledFactorKind

    name: str
    """What to tell it apart by."""

    created_at: DateTime
    """When it was enrolled."""

    last_used_at: DateTime | None
    """When it was last used."""


class FactorList(Model):
    """Your second factors."""

    items: list[Factor]
    """The factors."""

    recovery_codes_left: int
    """How many recovery codes have not been used."""


class TotpEnrol(Model):
    """Your password, and a name for the new factor."""

    password: Password = field(secret=True)
    name: FactorName | Unset = UNSET


class TotpEnrolment(Model):
    """A factor that waits to be confirmed, and its secret."""

    id: UUID
    """Identifier of the factor."""

    name: str
    """What to tell it apart by."""

    secret: str = field(secret=True)
    """The secret in Base32, to type into an authenticator app."""

    otpauth_uri: str
    """The secret with all that an authenticator app needs to know, as a URI."""

    qr_svg: str
    """The URI as a QR code: an `svg` element."""

    expires_in: int
    """Seconds in which it can be confirmed."""


class FactorConfirm(Model):
    """A code made with the secret."""

    code: FactorCode


class FactorConfirmed(Model):
    """The confirmed factor, and with the first one ten recovery codes."""

    factor: Factor

    recovery_codes: list[str]
    """Codes that stand in for the factor, each once; empty unless this is your first factor."""


class PasskeyOptions(Model):
    """What a browser needs to make or use a passkey."""

    options: dict[str, Any]
    """The public key options of WebAuthn, as JSON. Pass them on as they are, read by
    `PublicKeyCredential.parseCreationOptionsFromJSON()` or `parseRequestOptionsFromJSON()`.
    """

    expires_in: int
    """Seconds in which the challenge can be used."""


PasskeyCredential: TypeAlias = Annotated["dict[str, Any]", Alias(__name__)]
"""What `toJSON()` of the browser's `PublicKeyCredential` returned, as it is."""


class PasskeyAdd(Model):
    """A passkey that a browser has made, and a name for it."""

    credential: PasskeyCredential
    name: FactorName | Unset = UNSET


class FactorRename(Model):
    """The new name."""

    name: FactorName


class PasswordProof(Model):
    """Your password."""

    password: Password = field(secret=True)


class RecoveryCodes(Model):
    """Ten new recovery codes."""

    recovery_codes: list[str]
    """Codes that stand in for a second factor, each once."""


class Policy(Model):
    """The password and sign-in policy of this installation."""

    password: PasswordPolicy
    lockout: LockoutPolicy
    registration: RegistrationPolicy
    second_factors: FactorPolicy
    tokens: TokenPolicy


class PasswordPolicy(Model):
    """Rules for new passwords."""

    min_length: int
    """Minimum length."""

    max_length: int
    """Maximum length."""

    min_character_classes: int
    """How many of lower case, upper case, digits and symbols a password must mix; 1 if it need not."""

    passphrase_length: int
    """Length from which a password need not mix them."""

    min_score: int
    """Lowest zxcvbn score of a password; 0 if its score does not count."""

    breached_refused: bool
    """Whether passwords from lists of breached ones are refused."""

    rules: list[str]
    """All rules as text, to show to users."""


class LockoutPolicy(Model):
    """What happens after failed sign-ins."""

    max_failures: int
    """Failures after which an account is locked for the IP address they came from."""

    window_seconds: int
    """Duration of the lock in seconds."""


class RegistrationPolicy(Model):
    """Who may register."""

    mode: RegistrationPolicyMode
    """Anyone, only invited users, or nobody."""

    email_verification_required: bool
    """Whether the email address must be verified before the first sign-in."""


class FactorPolicy(Model):
    """What is asked of second factors."""

    mode: FactorPolicyMode
    """Whether people may add second factors; `off` leaves existing ones valid."""

    required_for_roles: list[str]
    """Roles whose holders need a second factor."""

    recent_for_seconds: int
    """For how long a session that has shown one may do what needs a recent one."""


class TokenPolicy(Model):
    """How long tokens last, in seconds."""

    access_expires_in: int
    """Access tokens."""

    refresh_expires_in: int
    """Refresh tokens."""

    remember_access_expires_in: int
    """Access tokens with `remember_me`."""

    remember_refresh_expires_in: int
    """Refresh tokens with `remember_me`."""


class ProfileUpdate(Model):
    """Changes to your profile. Fields left out keep their value, with PUT too. `null` clears a field that may be empty;
    `metadata` is merged.
    """

    username: Username | Unset = UNSET
    full_name: FullName | None | Unset = UNSET
    bio: Bio | None | Unset = UNSET
    avatar_url: AvatarUrl | None | Unset = UNSET
    metadata: Metadata | Unset = UNSET


class PasswordChange(Model):
    """The current and the new password."""

    current_password: Password = field(secret=True)
    new_password: NewPassword = field(secret=True)


class EmailChange(Model):
    """The new email address and the current password."""

    new_email: Email
    password: Password = field(secret=True)


class EmailChangeConfirm(Model):
    """The token from the email to the new address."""

    token: OneTimeToken = field(secret=True)


class Session(Model):
    """A device or program where a user is signed in."""

    id: UUID
    """Identifier of the session."""

    user_agent: str | None
    """The client's `User-Agent`."""

    ip_address: str | None
    """IP address of the last use."""

    created_at: DateTime
    """Time of sign-in."""

    last_used_at: DateTime
    """Time of last use, to about a minute."""

    expires_at: DateTime
    """When the session ends."""

    application: str | None
    """The application that was signed in to, or null for Gatehouse itself."""

    is_current: bool
    """Whether this is the session making the request."""


class Consent(Model):
    """What somebody has allowed an application."""

    client_id: ClientId

    application: str
    """Its name."""

    scope: list[str]
    """What it may know and do."""

    given_at: DateTime
    """When that was last asked."""


class ConsentList(Model):
    """A list of consents."""

    items: list[Consent]


class SessionList(Model):
    """A list of sessions."""

    items: list[Session]


class ApiKey(Model):
    """An API key, without the key itself."""

    id: UUID
    """Identifier of the API key."""

    name: str
    """The name its owner gave it."""

    prefix: str
    """First characters of the key, to recognise it by."""

    scopes: list[Permission]
    """Permissions of the key."""

    created_at: DateTime
    """Time of creation."""

    expires_at: DateTime | None
    """Expiry, or null if it does not expire."""

    last_used_at: DateTime | None
    """Time of last use, to about a minute."""


class ApiKeyList(Model):
    """A list of API keys."""

    items: list[ApiKey]


class ApiKeyCreate(Model):
    """An API key to create."""

    name: str
    """A name, to tell your keys apart."""

    scopes: list[Permission]
    """Permissions of the key. With none, it can only read your account."""

    expires_in_days: int | None | Unset = UNSET
    """Days until it expires. Null or left out means never."""


class ApiKeyCreated(Model):
    """A new API key."""

    id: UUID
    """Identifier of the API key."""

    name: str
    """The name its owner gave it."""

    prefix: str
    """First characters of the key, to recognise it by."""

    scopes: list[Permission]
    """Permissions of the key."""

    created_at: DateTime
    """Time of creation."""

    expires_at: DateTime | None
    """Expiry, or null if it does not expire."""

    last_used_at: DateTime | None
    """Time of last use, to about a minute."""

    key: str = field(secret=True)
    """The key for the `X-API-Key` header. Not shown again."""


class Export(Model):
    """Everything stored about a user."""

    generated_at: DateTime
    """Time of the export."""

    user: User

    sessions: list[Session]
    """Active sessions."""

    consents: list[Consent]
    """What the user has allowed applications."""

    api_keys: list[ApiKey]
    """Active API keys."""

    factors: list[Factor]
    """Second factors."""

    recovery_codes_left: int
    """How many recovery codes have not been used."""

    audit: list[AuditEntry]
    """What the user did, and what was done to them, newest first."""

    audit_truncated: bool
    """Whether older audit entries were left out."""


class User(Model):
    """A user."""

    id: int
    """Identifier within this installation."""

    uuid: UUID
    """Identifier for other services to store. Never changes."""

    email: Email
    username: Username
    full_name: FullName | None
    bio: Bio | None
    avatar_url: AvatarUrl | None
    metadata: Metadata

    roles: list[RoleName]
    """The names of the user's roles, sorted."""

    is_active: bool
    """Whether the account is active."""

    is_superuser: bool
    """Whether the user has the role `superuser`."""

    is_verified: bool
    """Whether the email address is verified."""

    status: UserStatus
    """`active`; `inactive`, deactivated by its owner; `suspended`, deactivated by an administrator; or
    `pending_verification`, waiting for its email address to be verified.
    """

    created_at: DateTime
    """Time of creation."""

    updated_at: DateTime
    """Time of last change."""

    last_login_at: DateTime | None
    """Time of last sign-in, or null if never."""


class UserPage(Model):
    """A page of users."""

    items: list[User]
    next_cursor: NextCursor | None

    total: int | Unset = UNSET
    """How many users match. Only with `include_total`."""

    total_is_estimate: bool | Unset = UNSET
    """Whether `total` was estimated from a sample and not counted. Only with `include_total`."""


class UserCreate(Model):
    """A user to create."""

    email: Email
    username: Username
    password: NewPassword | Unset = field(default=UNSET, secret=True)
    full_name: FullName | None | Unset = UNSET
    bio: Bio | None | Unset = UNSET
    avatar_url: AvatarUrl | None | Unset = UNSET
    metadata: Metadata | Unset = UNSET

    roles: list[RoleName] | Unset = UNSET
    """Initial roles; `user` if left out."""


class UserUpdate(Model):
    """Changes to a user. Fields left out keep their value, with PUT too. `null` clears a field that may be empty;
    `metadata` is merged.
    """

    email: Email | Unset = UNSET
    username: Username | Unset = UNSET
    full_name: FullName | None | Unset = UNSET
    bio: Bio | None | Unset = UNSET
    avatar_url: AvatarUrl | None | Unset = UNSET
    metadata: Metadata | Unset = UNSET


class Reference(Model):
    """A reference to a user, for other services to store."""

    uuid: UUID
    """Identifier that never changes."""

    username: Username
    email: Email

    is_active: bool
    """Whether the account is active."""


class UserStats(Model):
    """Counts of users. Deleted users are not counted."""

    total_users: int
    """All users."""

    active_users: int
    """Users who are active."""

    inactive_users: int
    """Users who are not active."""

    verified_users: int
    """Users with a verified email address."""

    registrations: list[DailyCount]
    """One entry per day, oldest first, including days without registrations."""


class DailyCount(Model):
    """A count for one day."""

    date: Date
    """The day in UTC."""

    count: int
    """Registrations on that day."""


class Role(Model):
    """A named set of permissions."""

    name: RoleName
    description: RoleDescription | None

    permissions: list[Permission]
    """What users with this role may do."""

    is_system: bool
    """Whether this is a system role, which cannot be changed or deleted."""

    created_at: DateTime
    """Time of creation."""

    updated_at: DateTime
    """Time of last change."""


class RolePage(Model):
    """A page of roles."""

    items: list[Role]
    next_cursor: NextCursor | None


class RoleCreate(Model):
    """A role to create."""

    name: RoleName
    description: RoleDescription | None | Unset = UNSET

    permissions: list[Permission]
    """What the role allows."""


class RoleUpdate(Model):
    """Changes to a role. Fields left out keep their value."""

    description: RoleDescription | None | Unset = UNSET

    permissions: list[Permission] | Unset = UNSET
    """Everything the role allows; replaces the stored list."""


class PermissionList(Model):
    """A list of permissions."""

    items: list[PermissionInfo]


class PermissionInfo(Model):
    """A permission and what it allows."""

    name: Permission

    description: str
    """What it allows."""

    client_id: str | None
    """The application that defines it, or null for a permission of this service."""


class ApplicationKind(str, OpenEnum):
    """Where it runs: `service` acts for itself alone; `web` runs on a server; `native` and `browser` on somebody's device,
    where they can keep no secret.
    """

    SERVICE = "service"
    WEB = "web"
    NATIVE = "native"
    BROWSER = "browser"


class ApplicationPermission(Model):
    """A permission that an application defines."""

    name: ApplicationPermissionName

    description: str
    """What it allows."""


class Application(Model):
    """A program that is known by name."""

    client_id: ClientId

    uuid: UUID
    """What the audit trail knows it by."""

    name: str
    """Name of the application."""

    kind: ApplicationKind

    audience: str
    """The `aud` of tokens that are for it."""

    redirect_uris: list[str]
    """Where people are sent back to after signing in."""

    post_logout_redirect_uris: list[str]
    """Where people may be sent after signing out."""

    backchannel_logout_uri: str | None
    """Where it is told that a session has ended, or null."""

    signing_algorithm: SigningAlgorithm

    is_trusted: bool
    """Whether people are not asked for their consent."""

    is_active: bool
    """Whether it and its tokens are accepted."""

    permissions: list[ApplicationPermission]
    """The permissions that it defines."""

    roles: list[RoleName]
    """The roles that it has when it acts for itself."""

    created_at: DateTime
    """Time of creation."""

    updated_at: DateTime
    """Time of the last change."""


class ApplicationPage(Model):
    """A page of applications."""

    items: list[Application]
    next_cursor: NextCursor | None


class ApplicationCreate(Model):
    """An application to register."""

    name: str
    """Name of the application, for people."""

    kind: ApplicationKind

    audience: str | Unset = UNSET
    """The `aud` of tokens that are for it, such as its address. By default its `client_id`."""

    redirect_uris: list[RedirectUri] | Unset = UNSET
    """Where people are sent back to after signing in."""

    post_logout_redirect_uris: list[RedirectUri] | Unset = UNSET
    """Where people may be sent after signing out."""

    backchannel_logout_uri: str | None | Unset = UNSET
    """Where the application is told that a session has ended, by https."""

    signing_algorithm: SigningAlgorithm | Unset = UNSET

    is_trusted: bool | Unset = UNSET
    """Whether people are not asked for their consent, as the application is your own."""

    permissions: list[ApplicationPermission] | Unset = UNSET
    """The permissions that it defines."""


class ApplicationUpdate(Model):
    """Changes to an application."""

    name: str | Unset = UNSET
    """Name of the application, for people."""

    redirect_uris: list[RedirectUri] | Unset = UNSET
    """Where people are sent back to after signing in."""

    post_logout_redirect_uris: list[RedirectUri] | Unset = UNSET
    """Where people may be sent after signing out."""

    backchannel_logout_uri: str | None | Unset = UNSET
    """Where the application is told that a session has ended, by https."""

    signing_algorithm: SigningAlgorithm | Unset = UNSET

    is_trusted: bool | Unset = UNSET
    """Whether people are not asked for their consent, as the application is your own."""

    is_active: bool | Unset = UNSET
    """Whether it and its tokens are accepted."""

    permissions: list[ApplicationPermission] | Unset = UNSET
    """The permissions that it defines."""


class ApplicationSecret(Model):
    """A secret, without the secret itself."""

    id: UUID
    """Identifier of the secret."""

    name: str
    """What it is for."""

    prefix: str
    """First characters of the secret, to recognise it by."""

    created_at: DateTime
    """Time of creation."""

    expires_at: DateTime | None
    """Expiry, or null if it does not expire."""

    last_used_at: DateTime | None
    """Time when a token was last got with it."""


class ApplicationSecretList(Model):
    """A list of secrets."""

    items: list[ApplicationSecret]


class ApplicationSecretCreate(Model):
    """A secret to make."""

    name: str
    """What it is for, to tell secrets apart."""

    expires_in_days: int | None | Unset = UNSET
    """Days until it expires. Null or left out means never."""


class ApplicationSecretCreated(Model):
    """A new secret."""

    id: UUID
    """Identifier of the secret."""

    name: str
    """What it is for."""

    prefix: str
    """First characters of the secret, to recognise it by."""

    created_at: DateTime
    """Time of creation."""

    expires_at: DateTime | None
    """Expiry, or null if it does not expire."""

    last_used_at: DateTime | None
    """Time when a token was last got with it."""

    secret: str = field(secret=True)
    """The secret itself. It is not shown again."""


class ApplicationKey(Model):
    """A public key that an application signs for."""

    id: UUID
    """Identifier of the key."""

    name: str
    """Where its private half is."""

    kid: str
    """The `kid` of assertions that are signed with it."""

    algorithm: SigningAlgorithm

    jwk: dict[str, Any]
    """The public key as a JWK (RFC 7517)."""

    created_at: DateTime
    """Time of creation."""

    last_used_at: DateTime | None
    """Time when a token was last got with it."""


class ApplicationKeyList(Model):
    """A list of public keys."""

    items: list[ApplicationKey]


class ApplicationKeyCreate(Model):
    """A public key to add."""

    name: str
    """Where its private half is, to tell keys apart."""

    jwk: dict[str, Any]
    """The public key as a JWK (RFC 7517). Without `kid`, its thumbprint is its `kid`."""


class AuditEntry(Model):
    """An entry of the audit trail."""

    id: int
    """Identifier of the entry."""

    created_at: DateTime
    """Time of the action."""

    action: str
    """The action, such as `users.create`."""

    actor_uuid: UUID | None
    """The user or application that did it, or null."""

    actor_kind: AuditEntryActorKind
    """How they acted: signed in, with an API key, as an application, without credentials, or the service itself."""

    target_type: str | None
    """Kind of the resource it was done to, such as `user`."""

    target_id: str | None
    """Which one: the UUID of a user, the name of a role or the client_id of an application."""

    ip_address: str | None
    """IP address the request came from."""

    user_agent: str | None
    """The client's `User-Agent`."""

    request_id: str | None
    """`X-Request-ID` of the request."""

    details: dict[str, Any]
    """Further details. Never contains secrets."""


class AuditPage(Model):
    """A page of audit entries."""

    items: list[AuditEntry]
    next_cursor: NextCursor | None


class ServiceInfo(Model):
    """The service and where to go from here."""

    name: str
    """Name of the service."""

    version: str
    """Version of the service."""

    description: str
    """What it does."""

    links: ServiceLinks

    sdks: list[SdkInfo]
    """SDKs for this version."""


class ServiceLinks(Model):
    """Links."""

    docs: str | None
    """API documentation, or null if disabled."""

    openapi: str | None
    """This document as JSON, or null if disabled."""

    health: str
    """Health report."""

    jwks: str
    """Public signing keys."""


class SdkInfo(Model):
    """An SDK."""

    language: SdkInfoLanguage
    """Programming language."""

    version: str
    """Version of the SDK."""

    package: str
    """Name of the package."""


class Health(Model):
    """Health of the service."""

    status: HealthStatus
    """All well, a dependency unreachable, or unable to serve requests."""

    version: str
    """Version of the service."""

    timestamp: DateTime
    """Time of the check."""

    database: HealthDatabase
    """Whether the database responds."""

    dependencies: dict[str, DependencyHealth]
    """Each dependency, by name."""


class DependencyHealth(Model):
    """Health of a dependency."""

    state: DependencyHealthState
    """Whether it responds."""

    latency_ms: float | None
    """Response time in milliseconds, or null if it did not respond."""


class Liveness(Model):
    """The process is alive."""

    status: Literal["alive"] = "alive"
    """Always this value."""


class Readiness(Model):
    """The service is ready for requests."""

    status: Literal["ready"] = "ready"
    """Always this value."""


class JwkSet(Model):
    """A set of public keys (RFC 7517)."""

    keys: list[Jwk]


class Jwk(Model):
    """A public key (RFC 7517). Members that its type does not have are left out."""

    kty: JwkKty
    """Key type."""

    crv: JwkCrv | Unset = UNSET
    """Curve, of OKP and EC."""

    x: str | Unset = UNSET
    """The public key of OKP, or the first coordinate of EC, base64url-encoded."""

    y: str | Unset = UNSET
    """The second coordinate of EC, base64url-encoded."""

    n: str | Unset = UNSET
    """The modulus of RSA, base64url-encoded."""

    e: str | Unset = UNSET
    """The exponent of RSA, base64url-encoded."""

    kid: str
    """Key ID, as in the header of a token."""

    use: Literal["sig"] = "sig"
    """Use of the key."""

    alg: JwkAlg
    """Signature algorithm."""


class OAuthErrorError(str, OpenEnum):
    """What went wrong, for code to branch on."""

    INVALID_REQUEST = "invalid_request"
    INVALID_GRANT = "invalid_grant"
    UNSUPPORTED_GRANT_TYPE = "unsupported_grant_type"
    UNAUTHORIZED_CLIENT = "unauthorized_client"
    INVALID_SCOPE = "invalid_scope"
    INVALID_TARGET = "invalid_target"
    INVALID_CLIENT = "invalid_client"
    MFA_REQUIRED = "mfa_required"
    AUTHORIZATION_PENDING = "authorization_pending"
    SLOW_DOWN = "slow_down"
    ACCESS_DENIED = "access_denied"
    EXPIRED_TOKEN = "expired_token"


class LogoutRequestScope(str, OpenEnum):
    """This session, your other sessions, or all of them."""

    THIS = "this"
    OTHERS = "others"
    ALL = "all"


class RegistrationPolicyMode(str, OpenEnum):
    """Anyone, only invited users, or nobody."""

    OPEN = "open"
    INVITE_ONLY = "invite_only"
    CLOSED = "closed"


class FactorPolicyMode(str, OpenEnum):
    """Whether people may add second factors; `off` leaves existing ones valid."""

    OFFERED = "offered"
    OFF = "off"


class UserStatus(str, OpenEnum):
    """`active`; `inactive`, deactivated by its owner; `suspended`, deactivated by an administrator; or
    `pending_verification`, waiting for its email address to be verified.
    """

    ACTIVE = "active"
    INACTIVE = "inactive"
    SUSPENDED = "suspended"
    PENDING_VERIFICATION = "pending_verification"


class AuditEntryActorKind(str, OpenEnum):
    """How they acted: signed in, with an API key, as an application, without credentials, or the service itself."""

    USER = "user"
    API_KEY = "api_key"
    APPLICATION = "application"
    ANONYMOUS = "anonymous"
    SYSTEM = "system"


class SdkInfoLanguage(str, OpenEnum):
    """Programming language."""

    TYPESCRIPT = "typescript"
    RUST = "rust"
    GO = "go"
    PYTHON = "python"
    NUSHELL = "nushell"


class HealthStatus(str, OpenEnum):
    """All well, a dependency unreachable, or unable to serve requests."""

    OK = "ok"
    DEGRADED = "degraded"
    DOWN = "down"


class HealthDatabase(str, OpenEnum):
    """Whether the database responds."""

    UP = "up"
    DOWN = "down"


class DependencyHealthState(str, OpenEnum):
    """Whether it responds."""

    UP = "up"
    DOWN = "down"


class JwkKty(str, OpenEnum):
    """Key type."""

    OKP = "OKP"
    EC = "EC"
    RSA = "RSA"


class JwkCrv(str, OpenEnum):
    """Curve, of OKP and EC."""

    ED25519 = "Ed25519"
    P_256 = "P-256"


class JwkAlg(str, OpenEnum):
    """Signature algorithm."""

    ED_DSA = "EdDSA"
    ES256 = "ES256"
    RS256 = "RS256"


class SortParameter(str, OpenEnum):
    """Sort parameter."""

    CREATED_AT = "created_at"
    MINUS_CREATED_AT = "-created_at"
    UPDATED_AT = "updated_at"
    MINUS_UPDATED_AT = "-updated_at"
    EMAIL = "email"
    MINUS_EMAIL = "-email"
    USERNAME = "username"
    MINUS_USERNAME = "-username"
    FULL_NAME = "full_name"
    MINUS_FULL_NAME = "-full_name"


AuthRegisterSuccess: TypeAlias = Annotated[
    "User | Accepted | Unrecognized",
    OneOf(
        __name__,
        (
            Arm(
                "User",
                json=("object",),
                statuses=("201",),
                field="id",
                constants=(Constant("status", ("active", "inactive", "suspended", "pending_verification")),),
            ),
            Arm("Accepted", json=("object",), statuses=("202",), field="detail"),
        ),
    ),
]
"""Auth register success."""
