/** The types of requests and answers. Members have the names they have in JSON. */

import type { DateString, DateTimeString, Int64, Unrecognized, Uuid } from "./runtime/scalars.js";

/**
 * What went wrong, for programs to branch on. Each code belongs to one status:
 *
 * - 400: `bad_request`, `malformed_json`, `invalid_host`
 * - 401: `unauthenticated` (no credentials), `invalid_token` (credentials that are not valid),
 *   `invalid_credentials` (wrong sign-in), `refresh_token_invalid`, `refresh_token_reused`
 * - 403: `forbidden` (a permission is missing), `privilege_escalation`, `account_inactive`, `email_not_verified`,
 *   `password_reset_required`, `current_password_invalid`, `registration_closed`
 * - 404: `not_found` (no such address), `user_not_found`, `session_not_found`, `api_key_not_found`, `role_not_found`
 * - 405: `method_not_allowed`
 * - 408: `request_timeout`
 * - 409: `email_taken`, `username_taken`, `role_exists`, `role_in_use`, `system_role`, `last_admin`,
 *   `cannot_delete_self`, `api_key_limit`, `idempotency_in_progress`
 * - 412: `etag_mismatch`
 * - 413: `payload_too_large`
 * - 415: `unsupported_media_type`
 * - 422: `validation_failed`, `weak_password`, `one_time_token_invalid`, `cursor_invalid`, `metadata_invalid`,
 *   `idempotency_key_reused`
 * - 429: `rate_limited`
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
  Forbidden: "forbidden",
  PrivilegeEscalation: "privilege_escalation",
  AccountInactive: "account_inactive",
  EmailNotVerified: "email_not_verified",
  PasswordResetRequired: "password_reset_required",
  CurrentPasswordInvalid: "current_password_invalid",
  RegistrationClosed: "registration_closed",
  NotFound: "not_found",
  UserNotFound: "user_not_found",
  SessionNotFound: "session_not_found",
  ApiKeyNotFound: "api_key_not_found",
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
  InternalError: "internal_error",
  Overloaded: "overloaded",
  Unavailable: "unavailable",
} as const;
export type ProblemCode = (typeof ProblemCode)[keyof typeof ProblemCode] | (string & {});

/** An error, in the form of RFC 9457. */
export interface Problem {
  /** The kind of problem as a URI. It ends in the code. */
  type: string;
  /** The kind of problem in a few words. */
  title: string;
  /** The HTTP status. */
  status: number;
  /** What happened this time. For people; may be reworded. */
  detail: string;
  code: ProblemCode;
  request_id: RequestId;
  /** The single faults, when the request broke rules that can be pointed at. */
  errors?: ProblemErrorModel[];
}

/** One fault of a request. */
export interface ProblemErrorModel {
  /**
   * A JSON pointer into the body, such as `/email`; for a parameter, where it is and its name, such as
   * `/query/limit`.
   */
  pointer: string;
  /** The rule that was broken, such as `required` or `max_length`. */
  code: string;
  /** What was expected. The rejected value is not repeated. */
  detail: string;
}

/** An error in the form of RFC 6749, section 5.2. */
export interface OAuthErrorModel {
  /** What went wrong, for programs to branch on. */
  error: OAuthErrorErrorModel;
  /** The same for people. */
  error_description: string;
}

/** Says that the request was taken on. */
export interface Accepted {
  /** What happens next. For people. */
  detail: string;
}

/** The identifier of a request. */
export type RequestId = string;

/** Something a role, and an API key, can allow. */
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

/** The name of a role. */
export type RoleName = string;

/** What the role is for. */
export type RoleDescription = string;

/**
 * An email address in ASCII; write an international domain in its `xn--` form. No two accounts share one, not even in another letter case. Its spelling is kept.
 */
export type Email = string;

/** A name for signing in. No two accounts share one, not even in another letter case. Its spelling is kept. */
export type Username = string;

/** A password as its owner typed it, whatever the rules were when it was chosen. */
export type Password = string;

/**
 * A password to be set. It needs characters from three of the four classes lower case, upper case, digits and
 * symbols, or a length of 15 and more; it must not be a common one, nor be made from the user's own name,
 * username or address. One that breaks these rules is 422 `weak_password`. `auth.policy` has the rules in
 * effect.
 */
export type NewPassword = string;

/** The name to show. */
export type FullName = string;

/** A few words about the user. Line feeds and tabs are the only control characters allowed. */
export type Bio = string;

/** The https address of a picture. */
export type AvatarUrl = string;

/**
 * Data that other applications keep with the user, at most 16 KiB as JSON and 5 levels deep; what goes beyond
 * that is 422 `metadata_invalid`. NUL characters are refused, as everywhere. An update is merged into it as a JSON merge patch
 * (RFC 7396): members given replace the stored ones, members given as `null` are removed, others stay.
 */
export type Metadata = { [key: string]: unknown };

/** A token from a message, good for one use. */
export type OneTimeToken = string;

/** The cursor of the next page, or null on the last one. */
export type NextCursor = string;

/** A new account. */
export interface RegisterRequest {
  email: Email;
  username: Username;
  password: NewPassword;
  full_name?: FullName | null | undefined;
}

/** A password, and either an email address or a username. */
export interface LoginRequest {
  /** The email address of the account. */
  email?: string | undefined;
  /** The username of the account. */
  username?: string | undefined;
  password: Password;
  /**
   * Whether the tokens should live longer.
   *
   * @default false
   */
  remember_me?: boolean | undefined;
}

/** An access token, and a refresh token to get the next pair with. */
export interface TokenPair {
  /** A signed JWT for the `Authorization` header. */
  access_token: string;
  /** An opaque token. It works once. */
  refresh_token: string;
  /** How to present the access token. */
  token_type: "bearer";
  /** Seconds until the access token expires. */
  expires_in: number;
  /** Seconds until the refresh token expires. */
  refresh_expires_in: number;
}

/** A token pair and the user it belongs to. */
export interface LoginAnswer {
  /** A signed JWT for the `Authorization` header. */
  access_token: string;
  /** An opaque token. It works once. */
  refresh_token: string;
  /** How to present the access token. */
  token_type: "bearer";
  /** Seconds until the access token expires. */
  expires_in: number;
  /** Seconds until the refresh token expires. */
  refresh_expires_in: number;
  user: User;
}

/** A token request after RFC 6749. Fields that are not listed are passed over, as the RFC asks. */
export interface TokenRequest {
  /** Which credentials follow: `password` or `refresh_token`. */
  grant_type: string;
  /** An email address or a username. For the password grant. */
  username?: string | undefined;
  /** For the password grant. */
  password?: string | undefined;
  /** For the refresh grant. */
  refresh_token?: string | undefined;
  /** Permissions asked for, separated by spaces. Tokens always carry what the user may do. */
  scope?: string | undefined;
  /** Not looked at. */
  client_id?: string | undefined;
  /** Not looked at. */
  client_secret?: string | undefined;
  [key: string]: unknown;
}

/** A token pair, and the permissions it carries. */
export interface OAuthToken {
  /** A signed JWT for the `Authorization` header. */
  access_token: string;
  /** An opaque token. It works once. */
  refresh_token: string;
  /** How to present the access token. */
  token_type: "bearer";
  /** Seconds until the access token expires. */
  expires_in: number;
  /** Seconds until the refresh token expires. */
  refresh_expires_in: number;
  /** Permissions, separated by spaces. */
  scope?: string;
}

/** A refresh token to be spent. */
export interface RefreshRequest {
  /** The latest refresh token of the session. */
  refresh_token: string;
}

/** Which sessions to end. */
export interface LogoutRequest {
  /**
   * This session, the caller's other sessions, or all of them.
   *
   * @default "this"
   */
  scope?: LogoutRequestScope | undefined;
}

/** Whose password to reset. */
export interface PasswordResetRequest {
  email: Email;
}

/** The password to set. */
export interface PasswordReset {
  new_password: NewPassword;
}

/** A reset token and the password to set. */
export interface PasswordResetConfirm {
  token: OneTimeToken;
  new_password: NewPassword;
}

/** Which address to verify. */
export interface EmailVerificationRequest {
  email: Email;
}

/** Proof that the address was reached. */
export interface EmailVerification {
  token: OneTimeToken;
}

/** The token to look into. */
export interface IntrospectionRequest {
  /** An access or refresh token. */
  token: string;
  /** `access_token` or `refresh_token`; other hints are passed over. */
  token_type_hint?: string | undefined;
}

/** What is known about a token. Everything but `active` is left out when it is not in force. */
export interface Introspection {
  /** Whether the token is in force. */
  active: boolean;
  /** Permissions, separated by spaces. */
  scope?: string;
  /** The username of the user it belongs to. */
  username?: string;
  /** The kind of token. */
  token_type?: string;
  /** When it expires, in seconds since 1970. */
  exp?: Int64;
  /** When it was issued, in seconds since 1970. */
  iat?: Int64;
  /** The UUID of the user it belongs to. */
  sub?: string;
  /** Whom it is meant for. */
  aud?: string;
  /** Who issued it. */
  iss?: string;
  /** The identifier of the token. */
  jti?: string;
  /** The identifier of its session. */
  sid?: string;
}

/** The token to give back. */
export interface RevocationRequest {
  /** An access or refresh token. */
  token: string;
  /** `access_token` or `refresh_token`; other hints are passed over. */
  token_type_hint?: string | undefined;
}

/** The rules in effect on this installation. */
export interface Policy {
  password: PasswordPolicy;
  lockout: LockoutPolicy;
  registration: RegistrationPolicy;
  tokens: TokenPolicy;
}

/** What a new password must be like. */
export interface PasswordPolicy {
  /** The fewest characters. */
  min_length: number;
  /** The most characters. */
  max_length: number;
  /** How many of lower case, upper case, digits and symbols are needed. */
  min_character_classes: number;
  /** From how many characters on the classes do not matter. */
  passphrase_length: number;
  /** All rules as sentences to show. */
  rules: string[];
}

/** What happens after failed sign-ins. */
export interface LockoutPolicy {
  /** After how many failures an account is locked for the address they came from. */
  max_failures: number;
  /** For how many seconds. */
  window_seconds: number;
}

/** Who may open an account. */
export interface RegistrationPolicy {
  /** Anyone, those who were invited, or nobody. */
  mode: RegistrationPolicyMode;
  /** Whether the address has to be confirmed before the first sign-in. */
  email_verification_required: boolean;
}

/** How long tokens live, in seconds. */
export interface TokenPolicy {
  /** Access tokens. */
  access_expires_in: number;
  /** Refresh tokens. */
  refresh_expires_in: number;
  /** Access tokens with `remember_me`. */
  remember_access_expires_in: number;
  /** Refresh tokens with `remember_me`. */
  remember_refresh_expires_in: number;
}

/**
 * What to change of the own profile. With PUT as with PATCH, fields left out stay as they are; `null` clears a
 * field that allows it; `metadata` is merged.
 */
export interface ProfileUpdate {
  username?: Username | undefined;
  full_name?: FullName | null | undefined;
  bio?: Bio | null | undefined;
  avatar_url?: AvatarUrl | null | undefined;
  metadata?: Metadata | undefined;
}

/** The current password and the one to replace it. */
export interface PasswordChange {
  current_password: Password;
  new_password: NewPassword;
}

/** The address to change to, and the current password as proof. */
export interface EmailChange {
  new_email: Email;
  password: Password;
}

/** Proof that the new address was reached. */
export interface EmailChangeConfirm {
  token: OneTimeToken;
}

/** A place where a user is signed in. */
export interface SessionModel {
  /** The identifier of the session. */
  id: Uuid;
  /** What the client called itself. */
  user_agent: string | null;
  /** The address it was last used from. */
  ip_address: string | null;
  /** When the user signed in. */
  created_at: DateTimeString;
  /** When it was last used. May lag by a minute. */
  last_used_at: DateTimeString;
  /** When it ends unless it is renewed. */
  expires_at: DateTimeString;
  /** Whether it is the session that makes the request. */
  is_current: boolean;
}

/** Sessions. */
export interface SessionList {
  items: SessionModel[];
}

/** What is known about an API key. */
export interface ApiKey {
  /** The identifier of the key. */
  id: Uuid;
  /** What its owner calls it. */
  name: string;
  /** The beginning of the key, to recognise it by. */
  prefix: string;
  /** What it allows. */
  scopes: Permission[];
  /** When it was created. */
  created_at: DateTimeString;
  /** When it stops working, or null for never. */
  expires_at: DateTimeString | null;
  /** When it was last used. May lag by a minute. */
  last_used_at: DateTimeString | null;
}

/** API keys. */
export interface ApiKeyList {
  items: ApiKey[];
}

/** An API key to create. */
export interface ApiKeyCreate {
  /** What to call it. */
  name: string;
  /** What it should allow. With none it can only read the account of its owner. */
  scopes: Permission[];
  /** After how many days it stops working. Never, if null or left out. */
  expires_in_days?: number | null | undefined;
}

/** A new API key, with the key itself. */
export interface ApiKeyCreated {
  /** The identifier of the key. */
  id: Uuid;
  /** What its owner calls it. */
  name: string;
  /** The beginning of the key, to recognise it by. */
  prefix: string;
  /** What it allows. */
  scopes: Permission[];
  /** When it was created. */
  created_at: DateTimeString;
  /** When it stops working, or null for never. */
  expires_at: DateTimeString | null;
  /** When it was last used. May lag by a minute. */
  last_used_at: DateTimeString | null;
  /** The key for the `X-API-Key` header. It cannot be shown again. */
  key: string;
}

/** All that is kept about a user. */
export interface Export {
  /** When the export was made. */
  generated_at: DateTimeString;
  user: User;
  /** Sessions in force. */
  sessions: SessionModel[];
  /** API keys in force. */
  api_keys: ApiKey[];
  /** What the user did and what was done to them, newest first. */
  audit: AuditEntry[];
  /** Whether older audit entries were left out. */
  audit_truncated: boolean;
}

/** An account. */
export interface User {
  /** The identifier within this installation. */
  id: Int64;
  /** The identifier to keep in other services. It never changes. */
  uuid: Uuid;
  email: Email;
  username: Username;
  full_name: FullName | null;
  bio: Bio | null;
  avatar_url: AvatarUrl | null;
  metadata: Metadata;
  /** The names of the user's roles, sorted. */
  roles: RoleName[];
  /** Whether the account is switched on. */
  is_active: boolean;
  /** Whether the user has the role `superuser`. */
  is_superuser: boolean;
  /** Whether the email address was confirmed. */
  is_verified: boolean;
  /**
   * Where the account stands: in use, switched off, switched off for cause, or waiting for its address to be
   * confirmed.
   */
  status: UserStatus;
  /** When the account was opened. */
  created_at: DateTimeString;
  /** When it last changed. */
  updated_at: DateTimeString;
  /** When the user last signed in, or null if never. */
  last_login_at: DateTimeString | null;
}

/** A page of users. */
export interface UserPage {
  items: User[];
  next_cursor: NextCursor | null;
  /** How many users match, if `include_total` asked for it. */
  total?: Int64;
}

/** An account to create for somebody else. */
export interface UserCreate {
  email: Email;
  username: Username;
  password?: NewPassword | undefined;
  full_name?: FullName | null | undefined;
  bio?: Bio | null | undefined;
  avatar_url?: AvatarUrl | null | undefined;
  metadata?: Metadata | undefined;
  /** The roles to start with. */
  roles?: RoleName[] | undefined;
}

/**
 * What to change of a user. With PUT as with PATCH, fields left out stay as they are; `null` clears a field that
 * allows it; `metadata` is merged.
 */
export interface UserUpdate {
  email?: Email | undefined;
  username?: Username | undefined;
  full_name?: FullName | null | undefined;
  bio?: Bio | null | undefined;
  avatar_url?: AvatarUrl | null | undefined;
  metadata?: Metadata | undefined;
}

/** A pointer to a user, for other services to keep. */
export interface Reference {
  /** The identifier that never changes. */
  uuid: Uuid;
  username: Username;
  email: Email;
  /** Whether the account is switched on. */
  is_active: boolean;
}

/** Counts of users. Deleted users are left out. */
export interface UserStats {
  /** All users. */
  total_users: Int64;
  /** Users whose account is switched on. */
  active_users: Int64;
  /** Users whose account is not. */
  inactive_users: Int64;
  /** Users whose address was confirmed. */
  verified_users: Int64;
  /** One entry for each day asked for, oldest first, days without registrations included. */
  registrations: DailyCount[];
}

/** How many there were on one day. */
export interface DailyCount {
  /** The day in UTC. */
  date: DateString;
  /** How many. */
  count: Int64;
}

/** A named set of permissions. */
export interface Role {
  name: RoleName;
  description: RoleDescription | null;
  /** What users with the role may do. */
  permissions: Permission[];
  /** Whether the role is built in, and cannot be changed or deleted. */
  is_system: boolean;
  /** When it was created. */
  created_at: DateTimeString;
  /** When it last changed. */
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
  /** What it should allow. */
  permissions: Permission[];
}

/** What to change of a role. Fields left out stay as they are. */
export interface RoleUpdate {
  description?: RoleDescription | null | undefined;
  /** All that it should allow from now on. */
  permissions?: Permission[] | undefined;
}

/** Permissions. */
export interface PermissionList {
  items: PermissionInfo[];
}

/** A permission and what it allows. */
export interface PermissionInfo {
  name: Permission;
  /** What it allows. */
  description: string;
}

/** Something that happened. */
export interface AuditEntry {
  /** The identifier of the entry. */
  id: Int64;
  /** When it happened. */
  created_at: DateTimeString;
  /** What happened, such as `users.create`. */
  action: string;
  /** The user who did it, if one did. */
  actor_uuid: Uuid | null;
  /** In what capacity. */
  actor_kind: AuditEntryActorKind;
  /** The kind of resource it was done to, such as `user`. */
  target_type: string | null;
  /** Which one: the UUID of a user, the name of a role. */
  target_id: string | null;
  /** Where the request came from. */
  ip_address: string | null;
  /** What the client called itself. */
  user_agent: string | null;
  /** The `X-Request-ID` of the request. */
  request_id: string | null;
  /** More about it. Never a secret. */
  details: { [key: string]: unknown };
}

/** A page of audit entries. */
export interface AuditPage {
  items: AuditEntry[];
  next_cursor: NextCursor | null;
}

/** What the service is. */
export interface ServiceInfo {
  /** The name of the service. */
  name: string;
  /** The version that is running. */
  version: string;
  /** What it does. */
  description: string;
  links: ServiceLinks;
  /** Clients made for this version. */
  sdks: SdkInfo[];
}

/** Where to go from here. */
export interface ServiceLinks {
  /** The API browser, or null if it is turned off. */
  docs: string | null;
  /** This document, or null if it is turned off. */
  openapi: string | null;
  /** The health report. */
  health: string;
  /** The public signing keys. */
  jwks: string;
}

/** A client package. */
export interface SdkInfo {
  /** What it is written in. */
  language: SdkInfoLanguage;
  /** Its version. */
  version: string;
  /** Its name in the package registry of the language. */
  package: string;
}

/** How the service is doing. */
export interface Health {
  /** All well, some dependency away, or unable to serve. */
  status: HealthStatus;
  /** The version that is running. */
  version: string;
  /** When this was found out. */
  timestamp: DateTimeString;
  /** Whether the database answers. */
  database: HealthDatabase;
  /** Everything the service depends on, by name. */
  dependencies: { [key: string]: DependencyHealth };
}

/** How a dependency is doing. */
export interface DependencyHealth {
  /** Whether it answers. */
  state: DependencyHealthState;
  /** How long it took to answer, or null if it did not. */
  latency_ms: number | null;
}

/** The process is alive. */
export interface Liveness {
  /** Always the same. */
  status: "alive";
}

/** Requests can be served. */
export interface Readiness {
  /** Always the same. */
  status: "ready";
}

/** Public keys (RFC 7517). */
export interface JwkSet {
  keys: Jwk[];
}

/** A public Ed25519 key (RFC 8037). */
export interface Jwk {
  /** The key type. */
  kty: "OKP";
  /** The curve. */
  crv: "Ed25519";
  /** The key, base64url. */
  x: string;
  /** The identifier that tokens name in their header. */
  kid: string;
  /** What it is for. */
  use: "sig";
  /** The algorithm. */
  alg: "EdDSA";
}

/** What went wrong, for programs to branch on. */
export const OAuthErrorErrorModel = {
  InvalidRequest: "invalid_request",
  InvalidGrant: "invalid_grant",
  UnsupportedGrantType: "unsupported_grant_type",
  InvalidScope: "invalid_scope",
  InvalidClient: "invalid_client",
} as const;
export type OAuthErrorErrorModel = (typeof OAuthErrorErrorModel)[keyof typeof OAuthErrorErrorModel] | (string & {});

/** This session, the caller's other sessions, or all of them. */
export const LogoutRequestScope = {
  This: "this",
  Others: "others",
  All: "all",
} as const;
export type LogoutRequestScope = (typeof LogoutRequestScope)[keyof typeof LogoutRequestScope];

/** Anyone, those who were invited, or nobody. */
export const RegistrationPolicyMode = {
  Open: "open",
  InviteOnly: "invite_only",
  Closed: "closed",
} as const;
export type RegistrationPolicyMode =
  (typeof RegistrationPolicyMode)[keyof typeof RegistrationPolicyMode] | (string & {});

/**
 * Where the account stands: in use, switched off, switched off for cause, or waiting for its address to be
 * confirmed.
 */
export const UserStatus = {
  Active: "active",
  Inactive: "inactive",
  Suspended: "suspended",
  PendingVerification: "pending_verification",
} as const;
export type UserStatus = (typeof UserStatus)[keyof typeof UserStatus] | (string & {});

/** In what capacity. */
export const AuditEntryActorKind = {
  User: "user",
  ApiKey: "api_key",
  Anonymous: "anonymous",
  System: "system",
} as const;
export type AuditEntryActorKind = (typeof AuditEntryActorKind)[keyof typeof AuditEntryActorKind] | (string & {});

/** What it is written in. */
export const SdkInfoLanguage = {
  Typescript: "typescript",
  Rust: "rust",
  Go: "go",
  Nushell: "nushell",
} as const;
export type SdkInfoLanguage = (typeof SdkInfoLanguage)[keyof typeof SdkInfoLanguage] | (string & {});

/** All well, some dependency away, or unable to serve. */
export const HealthStatus = {
  Ok: "ok",
  Degraded: "degraded",
  Down: "down",
} as const;
export type HealthStatus = (typeof HealthStatus)[keyof typeof HealthStatus] | (string & {});

/** Whether the database answers. */
export const HealthDatabase = {
  Up: "up",
  Down: "down",
} as const;
export type HealthDatabase = (typeof HealthDatabase)[keyof typeof HealthDatabase] | (string & {});

/** Whether it answers. */
export const DependencyHealthState = {
  Up: "up",
  Down: "down",
} as const;
export type DependencyHealthState = (typeof DependencyHealthState)[keyof typeof DependencyHealthState] | (string & {});

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
