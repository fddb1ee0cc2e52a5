/** Types whose names begin with p. */

import type {
  AvatarUrl,
  Bio,
  Email,
  FactorName,
  FactorPolicy,
  FullName,
  LockoutPolicy,
  LoginToken,
  Metadata,
  NewPassword,
  OneTimeToken,
  RegistrationPolicy,
  RequestId,
  TokenPolicy,
  Username,
} from "../models.js";

import type { Int64, UriString } from "../runtime/scalars.js";

/**
 * What went wrong, for code to branch on. Each code has one status:
 *
 * - 400: `bad_request`, `malformed_json`, `invalid_host`
 * - 401: `unauthenticated` (no credentials), `invalid_token` (access token or API key), `invalid_credentials` (at
 *   sign-in), `refresh_token_invalid`, `refresh_token_reused`, `login_token_invalid`, `step_up_required` (the session
 *   has not shown its second factor lately)
 * - 403: `forbidden` (a permission is missing), `privilege_escalation` (a permission that the caller does not hold
 *   would be granted), `account_inactive`, `email_not_verified`, `password_reset_required`,
 *   `current_password_invalid`, `factor_code_invalid`, `passkey_invalid`, `factor_enrolment_required` (a role of the
 *   caller needs a second factor), `second_factors_off`, `registration_closed`
 * - 404: `not_found` (no such path), `user_not_found`, `session_not_found`, `api_key_not_found`, `factor_not_found`,
 *   `role_not_found`, `application_not_found`, `secret_not_found`, `key_not_found`
 * - 405: `method_not_allowed`
 * - 408: `request_timeout`
 * - 409: `email_taken`, `username_taken`, `role_exists`, `role_in_use`, `system_role`, `last_admin`,
 *   `cannot_delete_self`, `api_key_limit`, `factor_limit`, `no_factor` (the account has none), `passkey_exists`,
 *   `audience_taken`, `permission_taken`, `permission_in_use`, `secret_limit` (of an application's secrets or keys),
 *   `key_exists`, `public_application` (its kind can keep no secret), `idempotency_in_progress`
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
  FactorEnrolmentRequired: "factor_enrolment_required",
  SecondFactorsOff: "second_factors_off",
  RegistrationClosed: "registration_closed",
  NotFound: "not_found",
  UserNotFound: "user_not_found",
  SessionNotFound: "session_not_found",
  ApiKeyNotFound: "api_key_not_found",
  FactorNotFound: "factor_not_found",
  RoleNotFound: "role_not_found",
  ApplicationNotFound: "application_not_found",
  SecretNotFound: "secret_not_found",
  KeyNotFound: "key_not_found",
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
  AudienceTaken: "audience_taken",
  PermissionTaken: "permission_taken",
  PermissionInUse: "permission_in_use",
  SecretLimit: "secret_limit",
  KeyExists: "key_exists",
  PublicApplication: "public_application",
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

/**
 * Something that roles and API keys allow: a permission of this service, such as `users:read`, or one that an
 * application defines, such as `billing:invoices.read`, which has a point after the colon.
 * `roles.list_permissions` explains each.
 */
export type Permission = string;

/** A current password, as typed. */
export type Password = string;

/** The token of a sign-in that waits for a second factor, and a passkey's signature. */
export interface PasskeyCompletion {
  login_token: LoginToken;
  credential: PasskeyCredential;
}

/** A passkey's signature. */
export interface PasskeyLogin {
  credential: PasskeyCredential;
  /**
   * Keep me signed in: both tokens last longer.
   *
   * @default false
   */
  remember_me?: boolean | undefined;
}

/** A passkey's signature. */
export interface PasskeyStepUp {
  credential: PasskeyCredential;
}

/** Addresses of the service, and what it supports (RFC 8414). */
export interface ProviderMetadata {
  /** The `iss` of tokens for applications. */
  issuer: UriString;
  /** The page where people sign in and allow. */
  authorization_endpoint: UriString;
  /** `auth.token`. */
  token_endpoint: UriString;
  /** `openid.authorize_device`. */
  device_authorization_endpoint: UriString;
  /** The page where people sign out. */
  end_session_endpoint: UriString;
  /** `openid.get_userinfo`. */
  userinfo_endpoint: UriString;
  /** `system.jwks`. */
  jwks_uri: UriString;
  /** `auth.revoke`. */
  revocation_endpoint: UriString;
  /** `auth.introspect`. */
  introspection_endpoint: UriString;
  /** Scopes of OpenID; permissions of applications come on top. */
  scopes_supported: string[];
  /** `code` only. */
  response_types_supported: string[];
  /** How answers come back. */
  response_modes_supported: string[];
  /** What the token endpoint exchanges. */
  grant_types_supported: string[];
  /** How strong a sign-in can be, strongest first. */
  acr_values_supported: string[];
  /** `public`: `sub` is the same for all applications. */
  subject_types_supported: string[];
  /** Algorithms that sign for applications. */
  id_token_signing_alg_values_supported: string[];
  /** How applications authenticate. */
  token_endpoint_auth_methods_supported: string[];
  /** Algorithms of their assertions. */
  token_endpoint_auth_signing_alg_values_supported: string[];
  /** `S256` only (RFC 7636). */
  code_challenge_methods_supported: string[];
  /** Values of `prompt`. */
  prompt_values_supported: string[];
  /** Kinds of claims. */
  claim_types_supported: string[];
  /** Claims in ID tokens and of userinfo. */
  claims_supported: string[];
  /** Whether `claims` can be sent. */
  claims_parameter_supported: boolean;
  /** Whether `request` can be sent. */
  request_parameter_supported: boolean;
  /** Whether `request_uri` can be sent. */
  request_uri_parameter_supported: boolean;
  /** Whether answers say `iss` (RFC 9207). */
  authorization_response_iss_parameter_supported: boolean;
  /** Whether applications are told of sessions that have ended. */
  backchannel_logout_supported: boolean;
  /** Whether they are told which, by `sid`. */
  backchannel_logout_session_supported: boolean;
  /** Languages of the pages. */
  ui_locales_supported: string[];
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

/** Your password. */
export interface PasswordProof {
  password: Password;
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

/** A list of permissions. */
export interface PermissionList {
  items: PermissionInfo[];
}

/** A permission and what it allows. */
export interface PermissionInfo {
  name: Permission;
  /** What it allows. */
  description: string;
  /** The application that defines it, or null for a permission of this service. */
  client_id: string | null;
}
