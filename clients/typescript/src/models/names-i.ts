/** Types whose names begin with i. */

import type { Int64 } from "../runtime/scalars.js";

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
  /** The application that it was given to, if it was. */
  client_id?: string;
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
  /** The user's UUID; for an application that acts for itself, its `client_id`. */
  sub?: string;
  /** The audience. */
  aud?: string;
  /** The issuer. */
  iss?: string;
  /** Identifier of the token. */
  jti?: string;
  /** Identifier of its session. */
  sid?: string;
  /**
   * How the user signed in (RFC 8176): `pwd` for the password, `otp` for a code, `pop` for a passkey, `mfa` for several factors.
   */
  amr?: string[];
  /** How strong that was: `urn:gatehouse:acr:1fa` or `urn:gatehouse:acr:2fa`. */
  acr?: string;
  /** When the user signed in as a Unix timestamp. */
  auth_time?: Int64;
}
