/** Types whose names begin with o. */

import type { FactorKind } from "../models.js";

import type { Int64 } from "../runtime/scalars.js";

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

/** A one-time token from an email. */
export type OneTimeToken = string;

/** A token pair of a session, or the token of an application, which has no refresh token. */
export interface OAuthToken {
  /** A signed JWT, for the `Authorization` header. */
  access_token: string;
  /** An opaque token for the `refresh_token` grant. Works once. */
  refresh_token?: string;
  /** The type of the access token. */
  token_type: "bearer";
  /** Seconds until the access token expires. */
  expires_in: Int64;
  /** Seconds until the refresh token expires. */
  refresh_expires_in?: Int64;
  /** Permissions, separated by spaces. */
  scope?: string;
  /** Who has signed in, and how: a signed JWT for the application (OpenID Connect Core 1.0). */
  id_token?: string;
}

/** What went wrong, for code to branch on. */
export const OAuthErrorErrorModel = {
  InvalidRequest: "invalid_request",
  InvalidGrant: "invalid_grant",
  UnsupportedGrantType: "unsupported_grant_type",
  UnauthorizedClient: "unauthorized_client",
  InvalidScope: "invalid_scope",
  InvalidTarget: "invalid_target",
  InvalidClient: "invalid_client",
  MfaRequired: "mfa_required",
  AuthorizationPending: "authorization_pending",
  SlowDown: "slow_down",
  AccessDenied: "access_denied",
  ExpiredToken: "expired_token",
} as const;
export type OAuthErrorErrorModel = (typeof OAuthErrorErrorModel)[keyof typeof OAuthErrorErrorModel] | (string & {});
