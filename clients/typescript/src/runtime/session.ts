/** Tokens that run out: had by logging in, renewed ahead of time, shared by all calls. */

import { unlessAborted } from "./deadline.js";
import { FactorRequiredError, InputError, StatusError } from "./errors.js";

/** What a login gives. `expiresAt` is in milliseconds since 1970. */
export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken?: string | undefined;
  readonly expiresAt?: number | undefined;
}

/** Where tokens are kept. Several clients may share one. */
export interface TokenStore {
  load(): Tokens | undefined | Promise<Tokens | undefined>;
  save(tokens: Tokens | undefined): void | Promise<void>;
}

/** Keeps tokens for as long as the program runs. */
export class MemoryTokenStore implements TokenStore {
  #tokens: Tokens | undefined;

  constructor(tokens?: Tokens) {
    this.#tokens = tokens;
  }

  load(): Tokens | undefined {
    return this.#tokens;
  }

  save(tokens: Tokens | undefined): void {
    this.#tokens = tokens;
  }
}

/** How tokens are had from the service. `operations` need no tokens themselves. */
export interface SessionSource {
  readonly operations: readonly string[];
  readonly login?: (() => Promise<Tokens>) | undefined;
  readonly refresh?: ((refreshToken: string) => Promise<Tokens>) | undefined;
}

const AHEAD_MS = 30_000;
const REFUSED = new Set([400, 401, 403, 404]);

/** The tokens of a client. However many calls need new ones at once, they are asked for once. */
export class Session {
  readonly #source: SessionSource;
  readonly #store: TokenStore;
  #renewal: Promise<Tokens> | undefined;

  constructor(source: SessionSource, store: TokenStore = new MemoryTokenStore()) {
    this.#source = source;
    this.#store = store;
  }

  /** Whether an operation gets its credentials from here. */
  serves(operation: string): boolean {
    return !this.#source.operations.includes(operation);
  }

  /** The current tokens, without asking for any. */
  async tokens(): Promise<Tokens | undefined> {
    return this.#store.load();
  }

  /** Forgets the tokens. The next call logs in again, if it can. */
  async clear(): Promise<void> {
    await this.#store.save(undefined);
  }

  /** An access token that is good for a while. */
  async token(signal: AbortSignal): Promise<string> {
    const tokens = await this.#store.load();
    if (tokens && !isEnding(tokens)) {
      return tokens.accessToken;
    }
    const renewed = await this.#renewed(tokens?.accessToken, signal);
    return renewed.accessToken;
  }

  /** Replaces a token that was refused; says whether there is another one now. */
  async renew(refused: string, signal: AbortSignal): Promise<boolean> {
    const tokens = await this.#store.load();
    if (tokens && tokens.accessToken !== refused) {
      return true;
    }
    if (!this.#source.login && !(this.#source.refresh && tokens?.refreshToken)) {
      return false;
    }
    await this.#renewed(refused, signal);
    return true;
  }

  /** Joins the renewal under way, or begins one. A caller that gives up does not end it for the others. */
  #renewed(stale: string | undefined, signal: AbortSignal): Promise<Tokens> {
    this.#renewal ??= this.#replace(stale).finally(() => {
      this.#renewal = undefined;
    });
    return unlessAborted(this.#renewal, signal);
  }

  async #replace(stale: string | undefined): Promise<Tokens> {
    const current = await this.#store.load();
    if (current && current.accessToken !== stale && !isEnding(current)) {
      return current;
    }
    const tokens = await this.#obtain(current);
    await this.#store.save(tokens);
    return tokens;
  }

  async #obtain(current: Tokens | undefined): Promise<Tokens> {
    const { login, refresh } = this.#source;
    if (refresh && current?.refreshToken !== undefined) {
      try {
        const tokens = await refresh(current.refreshToken);
        return { ...tokens, refreshToken: tokens.refreshToken ?? current.refreshToken };
      } catch (error) {
        if (!(error instanceof StatusError) || !REFUSED.has(error.status)) {
          throw error;
        }
        await this.#store.save(undefined);
        if (!login) {
          throw error;
        }
      }
    }
    if (login) {
      return login();
    }
    if (current) {
      return current;
    }
    throw new InputError("there are no tokens, and nothing to log in with");
  }
}

function isEnding(tokens: Tokens): boolean {
  return tokens.expiresAt !== undefined && tokens.expiresAt - AHEAD_MS < Date.now();
}

/** Finds out the code of a second factor, for example by asking a person; `due` is what the login answered. */
export type SecondFactor<Due = unknown> = (due: Due) => string | Promise<string>;

/** How a login is completed whose answer has a token in a member of its own, and no access token. */
export interface SecondStep<Due> {
  readonly member: string;
  readonly ask?: SecondFactor<Due> | undefined;
  complete(token: string, code: string): PromiseLike<unknown>;
}

/** The answer of a login, or of its second step if it needs one. */
export async function completed<Due>(answer: unknown, step: SecondStep<Due>): Promise<unknown> {
  const token = membersOf(answer)[step.member];
  if (typeof token !== "string") {
    return answer;
  }
  if (!step.ask) {
    throw new FactorRequiredError(answer);
  }
  return step.complete(token, await step.ask(answer as Due));
}

/** The names of the members that hold the tokens in an answer. */
export interface TokenMembers {
  readonly access: string;
  readonly refresh: string;
  readonly expiresIn: string;
}

function membersOf(answer: unknown): Record<string, unknown> {
  return (typeof answer === "object" && answer !== null ? answer : {}) as Record<string, unknown>;
}

/** Takes the tokens out of the answer of a login. */
export function tokensOf(answer: unknown, names: TokenMembers): Tokens {
  const members = membersOf(answer);
  const access = members[names.access];
  const refresh = members[names.refresh];
  const seconds = Number(members[names.expiresIn]);
  if (typeof access !== "string") {
    throw new InputError(`the login's answer has no ${names.access}`);
  }
  return {
    accessToken: access,
    refreshToken: typeof refresh === "string" ? refresh : undefined,
    // Tokens that live for less than a minute are renewed when half of their time is over.
    expiresAt: seconds > 0 ? Date.now() + seconds * 1000 + Math.max(0, AHEAD_MS - seconds * 500) : undefined,
  };
}
