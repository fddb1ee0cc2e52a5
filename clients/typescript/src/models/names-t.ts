/** Types whose names begin with t. */

import type { FactorName, Password } from "../models.js";

import type { Int64, Uuid } from "../runtime/scalars.js";

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

/** An OAuth token request (RFC 6749). Unknown fields are ignored. */
export interface TokenRequest {
  /**
   * `password`, `refresh_token`, `client_credentials`, `authorization_code` or `urn:ietf:params:oauth:grant-type:device_code`.
   *
   * @default "password"
   */
  grant_type?: string | undefined;
  /** For `urn:ietf:params:oauth:grant-type:device_code`, see `openid.authorize_device`. */
  device_code?: string | undefined;
  /** Email address or username. For the `password` grant. */
  username?: string | undefined;
  /** For the `password` grant. */
  password?: string | undefined;
  /** For the `refresh_token` grant. */
  refresh_token?: string | undefined;
  /**
   * For `client_credentials`: permissions, separated by spaces. Otherwise ignored: tokens always carry all permissions of the user.
   */
  scope?: string | undefined;
  /** For `client_credentials`. */
  client_id?: string | undefined;
  /** For `client_credentials`: a secret of the application. */
  client_secret?: string | undefined;
  /** In place of a secret: a JWT that the application signed (RFC 7523). */
  client_assertion?: string | undefined;
  /** `urn:ietf:params:oauth:client-assertion-type:jwt-bearer`. */
  client_assertion_type?: string | undefined;
  /** For `authorization_code`. */
  code?: string | undefined;
  /** For `authorization_code`: what `code_challenge` was made of (RFC 7636). */
  code_verifier?: string | undefined;
  /** For `authorization_code`: the same as in the request for the code. */
  redirect_uri?: string | undefined;
  /** For `client_credentials`: the audience that the token is for (RFC 8707). */
  resource?: string | undefined;
  /** The same, as older clients call it. */
  audience?: string | undefined;
  [key: string]: unknown;
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
