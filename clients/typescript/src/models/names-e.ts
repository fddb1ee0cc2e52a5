/** Types whose names begin with e. */

import type {
  ApiKey,
  AuditEntry,
  Consent,
  Factor,
  NewPassword,
  OneTimeToken,
  Password,
  SessionModel,
  User,
} from "../models.js";

import type { DateTimeString, Int64 } from "../runtime/scalars.js";

/**
 * An email address in ASCII; write international domains in their `xn--` form. Unique regardless of case, and stored as typed.
 */
export type Email = string;

/** Which email address to verify. */
export interface EmailVerificationRequest {
  email: Email;
}

/** The token from the verification email, and the password of a new account. */
export interface EmailVerification {
  token: OneTimeToken;
  password?: NewPassword | undefined;
}

/** The kind of factor. */
export const EnrolledFactorKind = {
  Passkey: "passkey",
  Totp: "totp",
} as const;
export type EnrolledFactorKind = (typeof EnrolledFactorKind)[keyof typeof EnrolledFactorKind] | (string & {});

/** The new email address and the current password. */
export interface EmailChange {
  new_email: Email;
  password: Password;
}

/** The token from the email to the new address. */
export interface EmailChangeConfirm {
  token: OneTimeToken;
}

/** Everything stored about a user. */
export interface Export {
  /** Time of the export. */
  generated_at: DateTimeString;
  user: User;
  /** Active sessions. */
  sessions: SessionModel[];
  /** What the user has allowed applications. */
  consents: Consent[];
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
