/** Credentials: which ones an operation needs, and where they go. */

import { InputError } from "./errors.js";
import type { Operation } from "./operation.js";
import type { Session } from "./session.js";

/** A way in which a service takes credentials. */
export interface SchemeSpec {
  readonly kind: "bearer" | "basic" | "api_key";
  readonly in?: "header" | "query" | "cookie";
  readonly wire?: string;
}

/** A secret, or a function that knows the current one. */
export type Secret = string | (() => string | Promise<string>);

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

/** Finds the credentials for an operation. */
export interface Authenticator {
  credentials(operation: Operation, signal: AbortSignal): Promise<Credentials>;
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
      return { placements: operation.security ? [placement(scheme, await reveal(secret))] : [] };
    },
  };
}

/** Chooses, for each operation, the first of its alternatives that there are credentials for. */
export class SchemeAuthenticator implements Authenticator {
  readonly #schemes: Readonly<Record<string, SchemeSpec>>;
  readonly #secrets: Readonly<Record<string, Secret | undefined>>;
  readonly #session: Session | undefined;

  constructor(
    schemes: Readonly<Record<string, SchemeSpec>>,
    secrets: Readonly<Record<string, Secret | undefined>>,
    session?: Session,
  ) {
    this.#schemes = schemes;
    this.#secrets = secrets;
    this.#session = session;
  }

  async credentials(operation: Operation, signal: AbortSignal): Promise<Credentials> {
    const session = this.#session?.serves(operation.id) ? this.#session : undefined;
    const alternatives = (operation.security ?? []).filter((each) => each.length > 0);
    const chosen = alternatives.find((each) => each.every((id) => this.#has(id, session))) ?? [];
    const placements: Placement[] = [];
    let renew: Credentials["renew"];
    for (const id of chosen) {
      const scheme = this.#schemes[id];
      const secret = this.#secrets[id];
      if (scheme && secret !== undefined) {
        placements.push(placement(scheme, await reveal(secret)));
      } else if (scheme && session) {
        const token = await session.token(signal);
        placements.push(placement(scheme, token));
        renew = (until) => session.renew(token, until);
      }
    }
    return renew ? { placements, renew } : { placements };
  }

  #has(id: string, session: Session | undefined): boolean {
    const isToken = this.#schemes[id]?.kind === "bearer";
    return this.#secrets[id] !== undefined || (isToken && session !== undefined);
  }
}

/** User name and password as HTTP's basic scheme wants them. */
export function basicSecret(username: string, password: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(`${username}:${password}`)));
}

async function reveal(secret: Secret): Promise<string> {
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
