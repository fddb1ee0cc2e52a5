/** Credentials: which ones an operation needs, and where they go. */

import { CredentialsError, InputError } from "./errors.js";
import type { Operation } from "./operation.js";
import { Session } from "./session.js";

/** Where tokens are had from. */
export interface FlowSpec {
  readonly tokenUrl: string;
  readonly refreshUrl?: string;
}

/** A way in which a service takes credentials. `options` are those of the client that they are given by. */
export interface SchemeSpec {
  readonly kind: "bearer" | "basic" | "api_key";
  readonly in?: "header" | "query" | "cookie";
  readonly wire?: string;
  readonly options?: readonly string[];
  readonly clientCredentials?: FlowSpec;
  readonly password?: FlowSpec;
}

/** A secret, or a function that knows the current one. */
export type Secret = string | (() => string | Promise<string>);

/** User name and password, sent with every request. */
export interface BasicCredentials {
  readonly username: string;
  readonly password: string;
}

/**
 * A program's own credentials, for which it gets tokens (OAuth 2.0, client credentials). A secret that is exchanged now
 * and then is a function: it is asked whenever a token is.
 */
export interface ClientCredentials {
  readonly clientId: string;
  readonly clientSecret: Secret;
  readonly scopes?: readonly string[] | undefined;
}

/** A user's credentials, for which a program gets tokens (OAuth 2.0, password). */
export interface PasswordCredentials extends BasicCredentials {
  readonly clientId?: string | undefined;
  readonly clientSecret?: string | undefined;
  readonly scopes?: readonly string[] | undefined;
}

/** What can be given for a scheme. */
export type Credential = Secret | BasicCredentials | ClientCredentials | PasswordCredentials;

/** What a client holds for a scheme: what is sent, or what knows how to get it. */
export type Holder = Secret | Session;

/** Something to add to a request. */
export interface Placement {
  readonly in: "header" | "query" | "cookie";
  readonly name: string;
  readonly value: string;
}

/** Credentials for a request; `renew` is there if they could be replaced when they are refused. */
export interface Credentials {
  readonly placements: readonly Placement[];
  readonly renew?: (signal: AbortSignal) => Promise<boolean>;
}

/** The request that credentials are for. `isOpen`: somebody else, such as a middleware, may add some later. */
export interface Unauthenticated {
  readonly url: string;
  readonly headers: Headers;
  readonly isOpen: boolean;
}

/** Finds the credentials for an operation. */
export interface Authenticator {
  credentials(operation: Operation, signal: AbortSignal, request: Unauthenticated): Promise<Credentials>;
}

/** Sends a token as `Authorization: Bearer` with every operation that needs credentials. */
export function bearer(token: Secret): Authenticator {
  return fixed({ kind: "bearer" }, token);
}

/** Sends an API key with every operation that needs credentials. */
export function apiKey(key: Secret, wire = "X-API-Key", place: Placement["in"] = "header"): Authenticator {
  return fixed({ kind: "api_key", wire, in: place }, key);
}

function fixed(scheme: SchemeSpec, secret: Secret): Authenticator {
  return {
    async credentials(operation) {
      const isNeeded = operation.security?.some((each) => each.length > 0);
      return { placements: isNeeded ? [placement(scheme, await reveal(secret))] : [] };
    },
  };
}

/** Chooses, for each operation, the first of its alternatives that there are all credentials for. */
export class SchemeAuthenticator implements Authenticator {
  readonly #schemes: Readonly<Record<string, SchemeSpec>>;
  readonly #held: Readonly<Record<string, Holder | undefined>>;
  readonly #session: Session | undefined;

  constructor(
    schemes: Readonly<Record<string, SchemeSpec>>,
    held: Readonly<Record<string, Holder | undefined>>,
    session?: Session,
  ) {
    this.#schemes = schemes;
    this.#held = held;
    this.#session = session;
  }

  async credentials(operation: Operation, signal: AbortSignal, request: Unauthenticated): Promise<Credentials> {
    const placements: Placement[] = [];
    const renewals: NonNullable<Credentials["renew"]>[] = [];
    for (const id of this.#chosen(operation, request)) {
      const scheme = this.#schemes[id];
      const held = this.#holder(id, operation);
      if (!scheme || held === undefined || isGiven(scheme, request)) {
        continue;
      }
      const isSession = held instanceof Session;
      const secret = isSession ? await held.token(signal) : await reveal(held);
      placements.push(placement(scheme, secret));
      if (isSession) {
        renewals.push((until) => held.renew(secret, until));
      }
    }
    const renew = async (until: AbortSignal): Promise<boolean> =>
      (await Promise.all(renewals.map((each) => each(until)))).includes(true);
    return renewals.length > 0 ? { placements, renew } : { placements };
  }

  /** The schemes of the first alternative of which nothing is missing; of none is the last resort. */
  #chosen(operation: Operation, request: Unauthenticated): readonly string[] {
    const alternatives = operation.security ?? [];
    const needed = alternatives.filter((each) => each.length > 0);
    const found = needed.find((each) => each.every((id) => this.#has(id, operation, request)));
    const isOwn = this.#session !== undefined && !this.#session.serves(operation.id);
    if (found || isOwn || request.isOpen || needed.length < alternatives.length || needed.length === 0) {
      return found ?? [];
    }
    throw new CredentialsError(operation.id, needed, (id) => this.#schemes[id]?.options ?? []);
  }

  #has(id: string, operation: Operation, request: Unauthenticated): boolean {
    const scheme = this.#schemes[id];
    return this.#holder(id, operation) !== undefined || (scheme !== undefined && isGiven(scheme, request));
  }

  #holder(id: string, operation: Operation): Holder | undefined {
    const isToken = this.#schemes[id]?.kind === "bearer";
    const session = isToken && this.#session?.serves(operation.id) ? this.#session : undefined;
    return this.#held[id] ?? session;
  }
}

/** Whether a request has credentials of a scheme already. Cookies of a page are the browser's. */
function isGiven(scheme: SchemeSpec, request: Unauthenticated): boolean {
  const wire = scheme.wire ?? "authorization";
  if (scheme.in === "query") {
    return new URL(request.url).searchParams.has(wire);
  }
  if (scheme.in === "cookie") {
    const cookies = request.headers.get("cookie")?.split("; ") ?? [];
    return "document" in globalThis || cookies.some((each) => each.startsWith(`${wire}=`));
  }
  return request.headers.has(wire);
}

/** User name and password as HTTP's basic scheme wants them. */
export function basicSecret(credentials: BasicCredentials): string {
  if (credentials.username.includes(":")) {
    throw new InputError("a user name with a colon cannot be sent");
  }
  return base64(`${credentials.username}:${credentials.password}`);
}

/** Text as UTF-8 in base64. */
export function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

/** The current value of a secret. */
export async function reveal(secret: Secret): Promise<string> {
  const value = typeof secret === "function" ? await secret() : secret;
  if (value === "" || /[^\t\x20-\x7e\x80-\xff]/.test(value)) {
    throw new InputError("a credential is empty, or has characters that cannot be sent");
  }
  return value;
}

function placement(scheme: SchemeSpec, value: string): Placement {
  if (scheme.kind === "api_key") {
    return { in: scheme.in ?? "header", name: scheme.wire ?? "X-API-Key", value };
  }
  const prefix = scheme.kind === "basic" ? "Basic" : "Bearer";
  return { in: "header", name: "authorization", value: `${prefix} ${value}` };
}
