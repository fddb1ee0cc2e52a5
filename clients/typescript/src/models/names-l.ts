/** Types whose names begin with l. */

import type { FactorCode, FactorRequired, Password, SignedIn } from "../models.js";

import type { Int64, Unrecognized } from "../runtime/scalars.js";

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

/** Signed in, or a second factor is required: `status` says which. */
export type LoginAnswer = SignedIn | FactorRequired | Unrecognized<"status">;

/** The token of a sign-in that waits for a second factor, and a code. */
export interface LoginCompletion {
  login_token: LoginToken;
  code: FactorCode;
}

/** The token of a sign-in that waits for a second factor. */
export interface LoginTokenProof {
  login_token: LoginToken;
}

/** The `login_token` of the `FactorRequired`. */
export type LoginToken = string;

/** Which sessions to end. */
export interface LogoutRequest {
  /**
   * This session, your other sessions, or all of them.
   *
   * @default "this"
   */
  scope?: LogoutRequestScope | undefined;
}

/** What happens after failed sign-ins. */
export interface LockoutPolicy {
  /** Failures after which an account is locked for the IP address they came from. */
  max_failures: Int64;
  /** Duration of the lock in seconds. */
  window_seconds: Int64;
}

/** The process is alive. */
export interface Liveness {
  /** Always this value. */
  status: "alive";
}

/** This session, your other sessions, or all of them. */
export const LogoutRequestScope = {
  This: "this",
  Others: "others",
  All: "all",
} as const;
export type LogoutRequestScope = (typeof LogoutRequestScope)[keyof typeof LogoutRequestScope];
