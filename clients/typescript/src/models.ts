/** The types of requests and answers. Members have the names they have in JSON. */

import type { DateString, DateTimeString, Int64, Unrecognized, Uuid } from "./runtime/scalars.js";

/**
 * What went wrong, for code to branch on. Each code has one status:
 *
 * - 400: `bad_request`, `malformed_json`, `invalid_host`
 * - 401: `unauthenticated` (no credentials), `invalid_token` (access token or API key), `invalid_credentials` (at
 *   sign-in), `refresh_token_invalid`, `refresh_token_reused`, `login_token_invalid`, `step_up_required` (the session
 *   has not shown its second factor lately)
 * - 403: `forbidden` (a permission is missing), `privilege_escalation` (a permission that the caller does not hold
 *   would be granted), `account_inactive`, `email_not_verified`, `password_reset_required`,
 *   `current_password_invalid`, `factor_code_invalid`, `passkey_invalid`, `registration_closed`
 * - 404: `not_found` (no such path), `user_not_found`, `session_not_found`, `api_key_not_found`, `factor_not_found`,
 *   `role_not_found`
 * - 405: `method_not_allowed`
 * - 408: `request_timeout`
 * - 409: `email_taken`, `username_taken`, `role_exists`, `role_in_use`, `system_role`, `last_admin`,
 *   `cannot_delete_self`, `api_key_limit`, `factor_limit`, `no_factor` (the account has none), `passkey_exists`,
 *   `idempotency_in_progress`
 * - 412: `etag_mismatch`
 * - 413: `payload_too_large`
 * - 415: `unsupported_media_type`
 * - 422: `validation_failed`, `weak_password`, `one_time_token_invalid`, `cursor_invalid`, `metadata_invalid`,
 *   `idempotency_key_reused`
 * - 429: `rate_limited`, `too_many_attempts` (sign-in is locked after too many wrong passwords or codes)
 * - 431: `head_too_large`
 * - 500: `internal_error`
 * - 503: `overloaded`, `unavailable`
 */
export const ProblemCode = {
  BadRequest: "bad_request",
  MalformedJson: "malformed_json",
  InvalidHost: "invalid_host",
  Unauthenticated: "unauthenticated",
  InvalidToken: "invalid_token",
  InvalidCredentials: "invalid_credentials",
  RefreshTokenInvalid: "refresh_token_invalid",
  RefreshTokenReused: "refresh_token_reused",
  LoginTokenInvalid: "login_token_invalid",
  StepUpRequired: "step_up_required",
  Forbidden: "forbidden",
  PrivilegeEscalation: "privilege_escalation",
  AccountInactive: "account_inactive",
  EmailNotVerified: "email_not_verified",
  PasswordResetRequired: "password_reset_required",
  CurrentPasswordInvalid: "current_password_invalid",
  FactorCodeInvalid: "factor_code_invalid",
  PasskeyInvalid: "passkey_invalid",
  RegistrationClosed: "registration_closed",
  NotFound: "not_found",
  UserNotFound: "user_not_found",
  SessionNotFound: "session_not_found",
  ApiKeyNotFound: "api_key_not_found",
  FactorNotFound: "factor_not_found",
  RoleNotFound: "role_not_found",
  MethodNotAllowed: "method_not_allowed",
  RequestTimeout: "request_timeout",
  EmailTaken: "email_taken",
  UsernameTaken: "username_taken",
  RoleExists: "role_exists",
  RoleInUse: "role_in_use",
  SystemRole: "system_role",
  LastAdmin: "last_admin",
  CannotDeleteSelf: "cannot_delete_self",
  ApiKeyLimit: "api_key_limit",
  FactorLimit: "factor_limit",
  NoFactor: "no_factor",
  PasskeyExists: "passkey_exists",
  IdempotencyInProgress: "idempotency_in_progress",
  EtagMismatch: "etag_mismatch",
  PayloadTooLarge: "payload_too_large",
  UnsupportedMediaType: "unsupported_media_type",
  ValidationFailed: "validation_failed",
  WeakPassword: "weak_password",
  OneTimeTokenInvalid: "one_time_token_invalid",
  CursorInvalid: "cursor_invalid",
  MetadataInvalid: "metadata_invalid",
  IdempotencyKeyReused: "idempotency_key_reused",
  RateLimited: "rate_limited",
  TooManyAttempts: "too_many_attempts",
  HeadTooLarge: "head_too_large",
  InternalError: "internal_error",
  Overloaded: "overloaded",
  Unavailable: "unavailable",
} as const;
export type ProblemCode = (typeof ProblemCode)[keyof typeof ProblemCode] | (string & {});

/** An error (RFC 9457). */
export interface Problem {
  /** The kind of problem as a URI ending in `code`. */
  type: string;
  /** The kind of problem in words. */
  title: string;
  /** HTTP status code. */
  status: Int64;
  /** What went wrong this time and what to do about it. For people; may be reworded. */
  detail: string;
  code: ProblemCode;
  request_id: RequestId;
  /** The invalid fields and parameters, if that is what went wrong. */
  errors?: ProblemErrorModel[];
}

/** An invalid field or parameter. */
export interface ProblemErrorModel {
  /**
   * Where: a JSON pointer into the body, such as `/email`, or the place and name of a parameter, such as
   * `/query/limit`.
   */
  pointer: string;
  /** The rule that was broken, such as `required` or `max_length`. */
  code: string;
  /** What would be valid. Never echoes the rejected value. */
  detail: string;
}

/** An OAuth error (RFC 6749, section 5.2). */
export interface OAuthErrorModel {
  /** What went wrong, for code to branch on. */
  error: OAuthErrorErrorModel;
  /** What went wrong, for people. */
  error_description: string;
  /** With `mfa_required`: for `auth.complete_login`. Works once. */
  login_token?: string;
  /** With `mfa_required`: seconds until `login_token` expires. */
  expires_in?: Int64;
  /** With `mfa_required`: what can complete the sign-in. */
  factors?: FactorKind[];
}

/** The request was accepted; the rest happens by email. */
export interface Accepted {
  /** What happens next, for people. */
  detail: string;
}

/** Identifier of a request. */
export type RequestId = string;

/** Something that roles and API keys allow. `roles.list_permissions` explains each. */
export const Permission = {
  UsersRead: "users:read",
  UsersWrite: "users:write",
  UsersDelete: "users:delete",
  RolesRead: "roles:read",
  RolesWrite: "roles:write",
  RolesAssign: "roles:assign",
  AuditRead: "audit:read",
  TokensIntrospect: "tokens:introspect",
} as const;
export type Permission = (typeof Permission)[keyof typeof Permission] | (string & {});

/** Name of a role. */
export type RoleName = string;

/** What the role is for. */
export type RoleDescription = string;

/**
 * An email address in ASCII; write international domains in their `xn--` form. Unique regardless of case, and stored as typed.
 */
export type Email = string;

/** A name to sign in with. Unique regardless of case, and stored as typed. */
export type Username = string;

/** A current password, as typed. */
export type Password = string;

/**
 * A new password. Must mix at least three of lower case, upper case, digits and symbols, or be 15 characters or
 * longer. Must not appear in lists of breached passwords, nor be easy to guess, even for someone who knows the
 * user's name, username and email address. Otherwise the response is 422 `weak_password`. `auth.policy` has the
 * rules of this installation.
 */
export type NewPassword = string;

/** Display name. */
export type FullName = string;

/** About the user. May contain line feeds and tabs, but no other control characters. */
export type Bio = string;

/** The https URL of a picture. */
export type AvatarUrl = string;

/**
 * Data that your applications store with the user: at most 16 KiB of JSON, 5 levels deep, without NUL characters;
 * otherwise 422 `metadata_invalid`. Updates are merged (JSON merge patch, RFC 7396): members that you send replace
 * the stored ones, `null` removes a member, and others keep their value.
 */
export type Metadata = { [key: string]: unknown };

/** A one-time token from an email. */
export type OneTimeToken = string;

/** Cursor of the next page, or null on the last page. */
export type NextCursor = string;

/** Your new account. */
export interface RegisterRequest {
  email: Email;
  username: Username;
  password: NewPassword;
  full_name?: FullName | null | undefined;
  bio?: Bio | null | undefined;
  avatar_url?: AvatarUrl | null | undefined;
  metadata?: Metadata | undefined;
}

/** A password, and either an email or a username. */
export interface LoginRequest {
  /** The email address of the account. Or send `username`. */
  email?: string | undefined;
  /** The username of the account. Or send `email`. */
  username?: string | undefined;
  password: Password;
  /**
   * Keep me signed in: both tokens last longer.
   *
   * @default false
   */
  remember_me?: boolean | undefined;
}

/** A password, and a username or email, sent as a form. */
export interface LoginForm {
  /** The email address of the account. Or send `username`. */
  email?: string | undefined;
  /** The username or email address of the account. */
  username?: string | undefined;
  password: Password;
  /**
   * Keep me signed in: both tokens last longer.
   *
   * @default false
   */
  remember_me?: boolean | undefined;
}

/** An access token, and the refresh token for the next pair. */
export interface TokenPair {
  /** A signed JWT, for the `Authorization` header. */
  access_token: string;
  /** An opaque token for `auth.refresh`. Works once. */
  refresh_token: string;
  /** The type of the access token. */
  token_type: "bearer";
  /** Seconds until the access token expires. */
  expires_in: Int64;
  /** Seconds until the refresh token expires. */
  refresh_expires_in: Int64;
}

/** Signed in, or a second factor is required: `status` says which. */
export type LoginAnswer = SignedIn | FactorRequired | Unrecognized<"status">;

/** A token pair and its user. */
export interface SignedIn {
  /** A signed JWT, for the `Authorization` header. */
  access_token: string;
  /** An opaque token for `auth.refresh`. Works once. */
  refresh_token: string;
  /** The type of the access token. */
  token_type: "bearer";
  /** Seconds until the access token expires. */
  expires_in: Int64;
  /** Seconds until the refresh token expires. */
  refresh_expires_in: Int64;
  /** Always `signed_in`. */
  status: "signed_in";
  user: User;
}

/** The password is right, and the account has a second factor: complete the sign-in with a code. */
export interface FactorRequired {
  /** Always `factor_required`. */
  status: "factor_required";
  /** An opaque token for `auth.complete_login` and its like, and for nothing else. Works once. */
  login_token: string;
  /** Seconds until `login_token` expires. */
  expires_in: Int64;
  /** What can complete the sign-in. */
  factors: FactorKind[];
}

/** The token of a sign-in that waits for a second factor, and a code. */
export interface LoginCompletion {
  login_token: LoginToken;
  code: FactorCode;
}

/** The token of a sign-in that waits for a second factor. */
export interface LoginTokenProof {
  login_token: LoginToken;
}

/** The token of a sign-in that waits for a second factor, and a passkey's signature. */
export interface PasskeyCompletion {
  login_token: LoginToken;
  credential: PasskeyCredential;
}

/** A code of a second factor. */
export interface StepUp {
  code: FactorCode;
}

/** A passkey's signature. */
export interface PasskeyStepUp {
  credential: PasskeyCredential;
}

/** The `login_token` of the `FactorRequired`. */
export type LoginToken = string;

/** An OAuth token request (RFC 6749). Unknown fields are ignored. */
export interface TokenRequest {
  /**
   * `password` or `refresh_token`.
   *
   * @default "password"
   */
  grant_type?: string | undefined;
  /** Email address or username. For the `password` grant. */
  username?: string | undefined;
  /** For the `password` grant. */
  password?: string | undefined;
  /** For the `refresh_token` grant. */
  refresh_token?: string | undefined;
  /** Ignored: tokens always carry all permissions of the user. */
  scope?: string | undefined;
  /** Ignored. */
  client_id?: string | undefined;
  /** Ignored. */
  client_secret?: string | undefined;
  [key: string]: unknown;
}

/** A token pair and its permissions. */
export interface OAuthToken {
  /** A signed JWT, for the `Authorization` header. */
  access_token: string;
  /** An opaque token for `auth.refresh`. Works once. */
  refresh_token: string;
  /** The type of the access token. */
  token_type: "bearer";
  /** Seconds until the access token expires. */
  expires_in: Int64;
  /** Seconds until the refresh token expires. */
  refresh_expires_in: Int64;
  /** Permissions, separated by spaces. */
  scope?: string;
}

/** A refresh token to exchange. */
export interface RefreshRequest {
  /** The latest refresh token of the session. */
  refresh_token: string;
}

/** Which sessions to end. */
export interface LogoutRequest {
  /**
   * This session, your other sessions, or all of them.
   *
   * @default "this"
   */
  scope?: LogoutRequestScope | undefined;
}

/** Whose password to reset. */
export interface PasswordResetRequest {
  email: Email;
}

/** The new password. */
export interface PasswordReset {
  new_password: NewPassword;
}

/** A reset token and the new password. */
export interface PasswordResetConfirm {
  token: OneTimeToken;
  new_password: NewPassword;
}

/** Which email address to verify. */
export interface EmailVerificationRequest {
  email: Email;
}

/** The token from the verification email, and the password of a new account. */
export interface EmailVerification {
  token: OneTimeToken;
  password?: NewPassword | undefined;
}

/** The token to introspect. */
export interface IntrospectionRequest {
  /** An access or refresh token. */
  token: string;
  /** `access_token` or `refresh_token`; others are ignored. */
  token_type_hint?: string | undefined;
}

/** The state of a token (RFC 7662). Only `active` is present unless the token is active. */
export interface Introspection {
  /** Whether the token is valid now. */
  active: boolean;
  /** Permissions, separated by spaces. */
  scope?: string;
  /** The user's username. */
  username?: string;
  /** `access_token` or `refresh_token`. */
  token_type?: string;
  /** Expiry as a Unix timestamp. */
  exp?: Int64;
  /** Time of issue as a Unix timestamp. */
  iat?: Int64;
  /** The user's UUID. */
  sub?: string;
  /** The audience. */
  aud?: string;
  /** The issuer. */
  iss?: string;
  /** Identifier of the token. */
  jti?: string;
  /** Identifier of its session. */
  sid?: string;
  /** How the user signed in (RFC 8176): `pwd`, and with a second factor `mfa` and `otp` or, for a passkey, `pop`. */
  amr?: string[];
  /** How strong that was: `urn:gatehouse:acr:1fa` or `urn:gatehouse:acr:2fa`. */
  acr?: string;
  /** When the user signed in as a Unix timestamp. */
  auth_time?: Int64;
}

/** The token to revoke. */
export interface RevocationRequest {
  /** An access or refresh token. */
  token: string;
  /** `access_token` or `refresh_token`; others are ignored. */
  token_type_hint?: string | undefined;
}

/** `passkey` is a signature that a browser asks for (WebAuthn), `totp` a code of an authenticator app (RFC 6238). */
export const FactorKind = {
  Passkey: "passkey",
  Totp: "totp",
  RecoveryCode: "recovery_code",
} as const;
export type FactorKind = (typeof FactorKind)[keyof typeof FactorKind] | (string & {});

/** The kind of factor. */
export const EnrolledFactorKind = {
  Passkey: "passkey",
  Totp: "totp",
} as const;
export type EnrolledFactorKind = (typeof EnrolledFactorKind)[keyof typeof EnrolledFactorKind] | (string & {});

/** What to tell it apart by. */
export type FactorName = string;

/** The six digits that an authenticator app shows, or a recovery code. */
export type FactorCode = string;

/** A second factor. */
export interface Factor {
  /** Identifier of the factor. */
  id: Uuid;
  kind: EnrolledFactorKind;
  /** What to tell it apart by. */
  name: string;
  /** When it was enrolled. */
  created_at: DateTimeString;
  /** When it was last used. */
  last_used_at: DateTimeString | null;
}

/** Your second factors. */
export interface FactorList {
  /** The factors. */
  items: Factor[];
  /** How many recovery codes have not been used. */
  recovery_codes_left: Int64;
}

/** Your password, and a name for the new factor. */
export interface TotpEnrol {
  password: Password;
  name?: FactorName | undefined;
}

/** A factor that waits to be confirmed, and its secret. */
export interface TotpEnrolment {
  /** Identifier of the factor. */
  id: Uuid;
  /** What to tell it apart by. */
  name: string;
  /** The secret in Base32, to type into an authenticator app. */
  secret: string;
  /** The secret with all that an authenticator app needs to know, as a URI. */
  otpauth_uri: string;
  /** The URI as a QR code: an `svg` element. */
  qr_svg: string;
  /** Seconds in which it can be confirmed. */
  expires_in: Int64;
}

/** A code made with the secret. */
export interface FactorConfirm {
  code: FactorCode;
}

/** The confirmed factor, and with the first one ten recovery codes. */
export interface FactorConfirmed {
  factor: Factor;
  /** Codes that stand in for the factor, each once; empty unless this is your first factor. */
  recovery_codes: string[];
}

/** What a browser needs to make or use a passkey. */
export interface PasskeyOptions {
  /**
   * The public key options of WebAuthn, as JSON. Pass them on as they are, read by
   * `PublicKeyCredential.parseCreationOptionsFromJSON()` or `parseRequestOptionsFromJSON()`.
   */
  options: { [key: string]: unknown };
  /** Seconds in which the challenge can be used. */
  expires_in: Int64;
}

/** What `toJSON()` of the browser's `PublicKeyCredential` returned, as it is. */
export type PasskeyCredential = { [key: string]: unknown };

/** A passkey that a browser has made, and a name for it. */
export interface PasskeyAdd {
  credential: PasskeyCredential;
  name?: FactorName | undefined;
}

/** The new name. */
export interface FactorRename {
  name: FactorName;
}

/** Your password. */
export interface PasswordProof {
  password: Password;
}

/** Ten new recovery codes. */
export interface RecoveryCodes {
  /** Codes that stand in for a second factor, each once. */
  recovery_codes: string[];
}

/** The password and sign-in policy of this installation. */
export interface Policy {
  password: PasswordPolicy;
  lockout: LockoutPolicy;
  registration: RegistrationPolicy;
  second_factors: FactorPolicy;
  tokens: TokenPolicy;
}

/** Rules for new passwords. */
export interface PasswordPolicy {
  /** Minimum length. */
  min_length: Int64;
  /** Maximum length. */
  max_length: Int64;
  /** How many of lower case, upper case, digits and symbols a password must mix; 1 if it need not. */
  min_character_classes: Int64;
  /** Length from which a password need not mix them. */
  passphrase_length: Int64;
  /** Lowest zxcvbn score of a password; 0 if its score does not count. */
  min_score: Int64;
  /** Whether passwords from lists of breached ones are refused. */
  breached_refused: boolean;
  /** All rules as text, to show to users. */
  rules: string[];
}

/** What happens after failed sign-ins. */
export interface LockoutPolicy {
  /** Failures after which an account is locked for the IP address they came from. */
  max_failures: Int64;
  /** Duration of the lock in seconds. */
  window_seconds: Int64;
}

/** Who may register. */
export interface RegistrationPolicy {
  /** Anyone, only invited users, or nobody. */
  mode: RegistrationPolicyMode;
  /** Whether the email address must be verified before the first sign-in. */
  email_verification_required: boolean;
}

/** What is asked of second factors. */
export interface FactorPolicy {
  /** For how long a session that has shown one may do what needs a recent one. */
  recent_for_seconds: Int64;
}

/** How long tokens last, in seconds. */
export interface TokenPolicy {
  /** Access tokens. */
  access_expires_in: Int64;
  /** Refresh tokens. */
  refresh_expires_in: Int64;
  /** Access tokens with `remember_me`. */
  remember_access_expires_in: Int64;
  /** Refresh tokens with `remember_me`. */
  remember_refresh_expires_in: Int64;
}

/**
 * Changes to your profile. Fields left out keep their value, with PUT too. `null` clears a field that may be empty;
 * `metadata` is merged.
 */
export interface ProfileUpdate {
  username?: Username | undefined;
  full_name?: FullName | null | undefined;
  bio?: Bio | null | undefined;
  avatar_url?: AvatarUrl | null | undefined;
  metadata?: Metadata | undefined;
}

/** The current and the new password. */
export interface PasswordChange {
  current_password: Password;
  new_password: NewPassword;
}

/** The new email address and the current password. */
export interface EmailChange {
  new_email: Email;
  password: Password;
}

/** The token from the email to the new address. */
export interface EmailChangeConfirm {
  token: OneTimeToken;
}

/** A device or program where a user is signed in. */
export interface SessionModel {
  /** Identifier of the session. */
  id: Uuid;
  /** The client's `User-Agent`. */
  user_agent: string | null;
  /** IP address of the last use. */
  ip_address: string | null;
  /** Time of sign-in. */
  created_at: DateTimeString;
  /** Time of last use, to about a minute. */
  last_used_at: DateTimeString;
  /** When the session ends. */
  expires_at: DateTimeString;
  /** Whether this is the session making the request. */
  is_current: boolean;
}

/** A list of sessions. */
export interface SessionList {
  items: SessionModel[];
}

/** An API key, without the key itself. */
export interface ApiKey {
  /** Identifier of the API key. */
  id: Uuid;
  /** The name its owner gave it. */
  name: string;
  /** First characters of the key, to recognise it by. */
  prefix: string;
  /** Permissions of the key. */
  scopes: Permission[];
  /** Time of creation. */
  created_at: DateTimeString;
  /** Expiry, or null if it does not expire. */
  expires_at: DateTimeString | null;
  /** Time of last use, to about a minute. */
  last_used_at: DateTimeString | null;
}

/** A list of API keys. */
export interface ApiKeyList {
  items: ApiKey[];
}

/** An API key to create. */
export interface ApiKeyCreate {
  /** A name, to tell your keys apart. */
  name: string;
  /** Permissions of the key. With none, it can only read your account. */
  scopes: Permission[];
  /** Days until it expires. Null or left out means never. */
  expires_in_days?: Int64 | null | undefined;
}

/** A new API key. */
export interface ApiKeyCreated {
  /** Identifier of the API key. */
  id: Uuid;
  /** The name its owner gave it. */
  name: string;
  /** First characters of the key, to recognise it by. */
  prefix: string;
  /** Permissions of the key. */
  scopes: Permission[];
  /** Time of creation. */
  created_at: DateTimeString;
  /** Expiry, or null if it does not expire. */
  expires_at: DateTimeString | null;
  /** Time of last use, to about a minute. */
  last_used_at: DateTimeString | null;
  /** The key for the `X-API-Key` header. Not shown again. */
  key: string;
}

/** Everything stored about a user. */
export interface Export {
  /** Time of the export. */
  generated_at: DateTimeString;
  user: User;
  /** Active sessions. */
  sessions: SessionModel[];
  /** Active API keys. */
  api_keys: ApiKey[];
  /** Second factors. */
  factors: Factor[];
  /** How many recovery codes have not been used. */
  recovery_codes_left: Int64;
  /** What the user did, and what was done to them, newest first. */
  audit: AuditEntry[];
  /** Whether older audit entries were left out. */
  audit_truncated: boolean;
}

/** A user. */
export interface User {
  /** Identifier within this installation. */
  id: Int64;
  /** Identifier for other services to store. Never changes. */
  uuid: Uuid;
  email: Email;
  username: Username;
  full_name: FullName | null;
  bio: Bio | null;
  avatar_url: AvatarUrl | null;
  metadata: Metadata;
  /** The names of the user's roles, sorted. */
  roles: RoleName[];
  /** Whether the account is active. */
  is_active: boolean;
  /** Whether the user has the role `superuser`. */
  is_superuser: boolean;
  /** Whether the email address is verified. */
  is_verified: boolean;
  /**
   * `active`; `inactive`, deactivated by its owner; `suspended`, deactivated by an administrator; or
   * `pending_verification`, waiting for its email address to be verified.
   */
  status: UserStatus;
  /** Time of creation. */
  created_at: DateTimeString;
  /** Time of last change. */
  updated_at: DateTimeString;
  /** Time of last sign-in, or null if never. */
  last_login_at: DateTimeString | null;
}

/** A page of users. */
export interface UserPage {
  items: User[];
  next_cursor: NextCursor | null;
  /** How many users match. Only with `include_total`. */
  total?: Int64;
  /** Whether `total` was estimated from a sample and not counted. Only with `include_total`. */
  total_is_estimate?: boolean;
}

/** A user to create. */
export interface UserCreate {
  email: Email;
  username: Username;
  password?: NewPassword | undefined;
  full_name?: FullName | null | undefined;
  bio?: Bio | null | undefined;
  avatar_url?: AvatarUrl | null | undefined;
  metadata?: Metadata | undefined;
  /** Initial roles; `user` if left out. */
  roles?: RoleName[] | undefined;
}

/**
 * Changes to a user. Fields left out keep their value, with PUT too. `null` clears a field that may be empty;
 * `metadata` is merged.
 */
export interface UserUpdate {
  email?: Email | undefined;
  username?: Username | undefined;
  full_name?: FullName | null | undefined;
  bio?: Bio | null | undefined;
  avatar_url?: AvatarUrl | null | undefined;
  metadata?: Metadata | undefined;
}

/** A reference to a user, for other services to store. */
export interface Reference {
  /** Identifier that never changes. */
  uuid: Uuid;
  username: Username;
  email: Email;
  /** Whether the account is active. */
  is_active: boolean;
}

/** Counts of users. Deleted users are not counted. */
export interface UserStats {
  /** All users. */
  total_users: Int64;
  /** Users who are active. */
  active_users: Int64;
  /** Users who are not active. */
  inactive_users: Int64;
  /** Users with a verified email address. */
  verified_users: Int64;
  /** One entry per day, oldest first, including days without registrations. */
  registrations: DailyCount[];
}

/** A count for one day. */
export interface DailyCount {
  /** The day in UTC. */
  date: DateString;
  /** Registrations on that day. */
  count: Int64;
}

/** A named set of permissions. */
export interface Role {
  name: RoleName;
  description: RoleDescription | null;
  /** What users with this role may do. */
  permissions: Permission[];
  /** Whether this is a system role, which cannot be changed or deleted. */
  is_system: boolean;
  /** Time of creation. */
  created_at: DateTimeString;
  /** Time of last change. */
  updated_at: DateTimeString;
}

/** A page of roles. */
export interface RolePage {
  items: Role[];
  next_cursor: NextCursor | null;
}

/** A role to create. */
export interface RoleCreate {
  name: RoleName;
  description?: RoleDescription | null | undefined;
  /** What the role allows. */
  permissions: Permission[];
}

/** Changes to a role. Fields left out keep their value. */
export interface RoleUpdate {
  description?: RoleDescription | null | undefined;
  /** Everything the role allows; replaces the stored list. */
  permissions?: Permission[] | undefined;
}

/** A list of permissions. */
export interface PermissionList {
  items: PermissionInfo[];
}

/** A permission and what it allows. */
export interface PermissionInfo {
  name: Permission;
  /** What it allows. */
  description: string;
}

/** An entry of the audit trail. */
export interface AuditEntry {
  /** Identifier of the entry. */
  id: Int64;
  /** Time of the action. */
  created_at: DateTimeString;
  /** The action, such as `users.create`. */
  action: string;
  /** The user who did it, or null. */
  actor_uuid: Uuid | null;
  /** How they acted: signed in, with an API key, without credentials, or the service itself. */
  actor_kind: AuditEntryActorKind;
  /** Kind of the resource it was done to, such as `user`. */
  target_type: string | null;
  /** Which one: the UUID of a user or the name of a role. */
  target_id: string | null;
  /** IP address the request came from. */
  ip_address: string | null;
  /** The client's `User-Agent`. */
  user_agent: string | null;
  /** `X-Request-ID` of the request. */
  request_id: string | null;
  /** Further details. Never contains secrets. */
  details: { [key: string]: unknown };
}

/** A page of audit entries. */
export interface AuditPage {
  items: AuditEntry[];
  next_cursor: NextCursor | null;
}

/** The service and where to go from here. */
export interface ServiceInfo {
  /** Name of the service. */
  name: string;
  /** Version of the service. */
  version: string;
  /** What it does. */
  description: string;
  links: ServiceLinks;
  /** SDKs for this version. */
  sdks: SdkInfo[];
}

/** Links. */
export interface ServiceLinks {
  /** API documentation, or null if disabled. */
  docs: string | null;
  /** This document as JSON, or null if disabled. */
  openapi: string | null;
  /** Health report. */
  health: string;
  /** Public signing keys. */
  jwks: string;
}

/** An SDK. */
export interface SdkInfo {
  /** Programming language. */
  language: SdkInfoLanguage;
  /** Version of the SDK. */
  version: string;
  /** Name of the package. */
  package: string;
}

/** Health of the service. */
export interface Health {
  /** All well, a dependency unreachable, or unable to serve requests. */
  status: HealthStatus;
  /** Version of the service. */
  version: string;
  /** Time of the check. */
  timestamp: DateTimeString;
  /** Whether the database responds. */
  database: HealthDatabase;
  /** Each dependency, by name. */
  dependencies: { [key: string]: DependencyHealth };
}

/** Health of a dependency. */
export interface DependencyHealth {
  /** Whether it responds. */
  state: DependencyHealthState;
  /** Response time in milliseconds, or null if it did not respond. */
  latency_ms: number | null;
}

/** The process is alive. */
export interface Liveness {
  /** Always this value. */
  status: "alive";
}

/** The service is ready for requests. */
export interface Readiness {
  /** Always this value. */
  status: "ready";
}

/** A set of public keys (RFC 7517). */
export interface JwkSet {
  keys: Jwk[];
}

/** A public key (RFC 7517). Members that its type does not have are left out. */
export interface Jwk {
  /** Key type. */
  kty: JwkKty;
  /** Curve, of OKP and EC. */
  crv?: JwkCrv;
  /** The public key of OKP, or the first coordinate of EC, base64url-encoded. */
  x?: string;
  /** The second coordinate of EC, base64url-encoded. */
  y?: string;
  /** The modulus of RSA, base64url-encoded. */
  n?: string;
  /** The exponent of RSA, base64url-encoded. */
  e?: string;
  /** Key ID, as in the header of a token. */
  kid: string;
  /** Use of the key. */
  use: "sig";
  /** Signature algorithm. */
  alg: JwkAlg;
}

/** What went wrong, for code to branch on. */
export const OAuthErrorErrorModel = {
  InvalidRequest: "invalid_request",
  InvalidGrant: "invalid_grant",
  UnsupportedGrantType: "unsupported_grant_type",
  InvalidScope: "invalid_scope",
  InvalidClient: "invalid_client",
  MfaRequired: "mfa_required",
} as const;
export type OAuthErrorErrorModel = (typeof OAuthErrorErrorModel)[keyof typeof OAuthErrorErrorModel] | (string & {});

/** This session, your other sessions, or all of them. */
export const LogoutRequestScope = {
  This: "this",
  Others: "others",
  All: "all",
} as const;
export type LogoutRequestScope = (typeof LogoutRequestScope)[keyof typeof LogoutRequestScope];

/** Anyone, only invited users, or nobody. */
export const RegistrationPolicyMode = {
  Open: "open",
  InviteOnly: "invite_only",
  Closed: "closed",
} as const;
export type RegistrationPolicyMode =
  | (typeof RegistrationPolicyMode)[keyof typeof RegistrationPolicyMode]
  | (string & {});

/**
 * `active`; `inactive`, deactivated by its owner; `suspended`, deactivated by an administrator; or
 * `pending_verification`, waiting for its email address to be verified.
 */
export const UserStatus = {
  Active: "active",
  Inactive: "inactive",
  Suspended: "suspended",
  PendingVerification: "pending_verification",
} as const;
export type UserStatus = (typeof UserStatus)[keyof typeof UserStatus] | (string & {});

/** How they acted: signed in, with an API key, without credentials, or the service itself. */
export const AuditEntryActorKind = {
  User: "user",
  ApiKey: "api_key",
  Anonymous: "anonymous",
  System: "system",
} as const;
export type AuditEntryActorKind = (typeof AuditEntryActorKind)[keyof typeof AuditEntryActorKind] | (string & {});

/** Programming language. */
export const SdkInfoLanguage = {
  Typescript: "typescript",
  Rust: "rust",
  Go: "go",
  Python: "python",
  Nushell: "nushell",
} as const;
export type SdkInfoLanguage = (typeof SdkInfoLanguage)[keyof typeof SdkInfoLanguage] | (string & {});

/** All well, a dependency unreachable, or unable to serve requests. */
export const HealthStatus = {
  Ok: "ok",
  Degraded: "degraded",
  Down: "down",
} as const;
export type HealthStatus = (typeof HealthStatus)[keyof typeof HealthStatus] | (string & {});

/** Whether the database responds. */
export const HealthDatabase = {
  Up: "up",
  Down: "down",
} as const;
export type HealthDatabase = (typeof HealthDatabase)[keyof typeof HealthDatabase] | (string & {});

/** Whether it responds. */
export const DependencyHealthState = {
  Up: "up",
  Down: "down",
} as const;
export type DependencyHealthState = (typeof DependencyHealthState)[keyof typeof DependencyHealthState] | (string & {});

/** Key type. */
export const JwkKty = {
  Okp: "OKP",
  Ec: "EC",
  Rsa: "RSA",
} as const;
export type JwkKty = (typeof JwkKty)[keyof typeof JwkKty] | (string & {});

/** Curve, of OKP and EC. */
export const JwkCrv = {
  Ed25519: "Ed25519",
  P256: "P-256",
} as const;
export type JwkCrv = (typeof JwkCrv)[keyof typeof JwkCrv] | (string & {});

/** Signature algorithm. */
export const JwkAlg = {
  EdDsa: "EdDSA",
  Es256: "ES256",
  Rs256: "RS256",
} as const;
export type JwkAlg = (typeof JwkAlg)[keyof typeof JwkAlg] | (string & {});

export const SortParameter = {
  CreatedAt: "created_at",
  MinusCreatedAt: "-created_at",
  UpdatedAt: "updated_at",
  MinusUpdatedAt: "-updated_at",
  Email: "email",
  MinusEmail: "-email",
  Username: "username",
  MinusUsername: "-username",
  FullName: "full_name",
  MinusFullName: "-full_name",
} as const;
export type SortParameter = (typeof SortParameter)[keyof typeof SortParameter];

export type AuthRegisterSuccess = User | Accepted | Unrecognized;
