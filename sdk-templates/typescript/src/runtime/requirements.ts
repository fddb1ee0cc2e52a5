/** What a token has to say, and what is to be answered where it does not. */

/** Why a token is not accepted; `unavailable` says nothing about it: the keys cannot be fetched. */
export type VerifyReason =
  | "malformed"
  | "algorithm"
  | "type"
  | "key"
  | "signature"
  | "issuer"
  | "audience"
  | "expired"
  | "early"
  | "client"
  | "scope"
  | "authentication"
  | "unavailable";

/** What a token says. */
export interface Claims {
  readonly iss: string;
  readonly aud: string | readonly string[];
  readonly exp: number;
  readonly sub?: string;
  readonly scope?: string;
  readonly client_id?: string;
  readonly acr?: string;
  readonly amr?: readonly string[];
  readonly auth_time?: number;
  readonly [name: string]: unknown;
}

/** What a token needs for what is about to be done, besides being a good one. */
export interface Requirements {
  /** Scopes, of which it needs each. */
  readonly scopes?: readonly string[] | undefined;
  /** The applications (`client_id`) that it may be of. */
  readonly clients?: readonly string[] | undefined;
  /** How the person may have signed in (`acr`). */
  readonly acr?: readonly string[] | undefined;
  /** How long ago the person may have signed in, in seconds. */
  readonly maxAge?: number | undefined;
}

/** A token that is not accepted. The token itself is nowhere in the error. */
export class VerifyError extends Error {
  readonly reason: VerifyReason;

  /** What to answer to who sent the token. */
  readonly status: 401 | 403 | 503;

  /** The header `WWW-Authenticate` that goes with it (RFC 6750, RFC 9470); empty with 503. */
  readonly challenge: string;

  constructor(reason: VerifyReason, message: string, details = "") {
    super(message);
    this.name = "VerifyError";
    this.reason = reason;
    const [status, error] = ANSWERS[reason] ?? [401, "invalid_token"];
    this.status = status;
    this.challenge = error === "" ? "" : `Bearer error="${error}"${details}`;
  }
}

const ANSWERS: Partial<Record<VerifyReason, readonly [401 | 403 | 503, string]>> = {
  client: [403, "insufficient_scope"],
  scope: [403, "insufficient_scope"],
  authentication: [401, "insufficient_user_authentication"],
  unavailable: [503, ""],
};

/** Throws a `VerifyError` if a token does not meet the requirements. */
export function requireAll(claims: Claims, requirements: Requirements, leeway: number): void {
  const { scopes = [], clients, acr, maxAge } = requirements;
  if (clients && !isOneOf(claims.client_id, clients)) {
    throw new VerifyError("client", "the token is of an application that is not accepted here");
  }
  const granted = typeof claims.scope === "string" ? claims.scope.split(" ") : [];
  const missing = scopes.filter((each) => !granted.includes(each));
  if (missing.length > 0) {
    throw new VerifyError("scope", `the token lacks: ${missing.join(" ")}`, `, scope="${scopes.join(" ")}"`);
  }
  if (acr && !isOneOf(claims.acr, acr)) {
    throw weak(`the sign-in has to be one of: ${acr.join(" ")}`, requirements);
  }
  const since = typeof claims.auth_time === "number" ? claims.auth_time : Number.NEGATIVE_INFINITY;
  if (maxAge !== undefined && since + maxAge + leeway < Date.now() / 1000) {
    throw weak(`the sign-in must not be older than ${String(maxAge)} seconds`, requirements);
  }
}

function weak(message: string, { acr, maxAge }: Requirements): VerifyError {
  const values = acr ? `, acr_values="${acr.join(" ")}"` : "";
  const age = maxAge === undefined ? "" : `, max_age="${String(maxAge)}"`;
  return new VerifyError("authentication", message, values + age);
}

function isOneOf(value: unknown, accepted: readonly string[]): boolean {
  return typeof value === "string" && accepted.includes(value);
}
