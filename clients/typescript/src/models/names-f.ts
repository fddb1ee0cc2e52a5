/** Types whose names begin with f. */

import type { EnrolledFactorKind } from "../models.js";

import type { DateTimeString, Int64, Uuid } from "../runtime/scalars.js";

/** Display name. */
export type FullName = string;

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

/** `passkey` is a signature that a browser asks for (WebAuthn), `totp` a code of an authenticator app (RFC 6238). */
export const FactorKind = {
  Passkey: "passkey",
  Totp: "totp",
  RecoveryCode: "recovery_code",
} as const;
export type FactorKind = (typeof FactorKind)[keyof typeof FactorKind] | (string & {});

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

/** The new name. */
export interface FactorRename {
  name: FactorName;
}

/** What is asked of second factors. */
export interface FactorPolicy {
  /** Whether people may add second factors; `off` leaves existing ones valid. */
  mode: FactorPolicyMode;
  /** Roles whose holders need a second factor. */
  required_for_roles: string[];
  /** For how long a session that has shown one may do what needs a recent one. */
  recent_for_seconds: Int64;
}

/** Whether people may add second factors; `off` leaves existing ones valid. */
export const FactorPolicyMode = {
  Offered: "offered",
  Off: "off",
} as const;
export type FactorPolicyMode = (typeof FactorPolicyMode)[keyof typeof FactorPolicyMode] | (string & {});
