/** What the driver makes of its input and of what the client returns. */

import {
  BinaryAnswer,
  PagePromise,
  type RequestOptions,
  SdkError,
  StatusError,
  ValueStream,
} from "../src/runtime/index.js";
import { parseJson, stringifyJson } from "../src/runtime/json.js";
import { VerifyError } from "../src/runtime/requirements.js";

declare module "../src/runtime/scalars.js" {
  interface Int64Types {
    readonly bigint: bigint;
  }
}

type Values = Readonly<Record<string, unknown>>;

/** One line of input. */
export interface Request {
  readonly id: string;
  readonly base_url?: string;
  readonly operation: string;
  readonly verify?: {
    readonly token?: string;
    readonly issuer?: string;
    readonly audiences?: readonly string[];
    readonly scopes?: readonly string[];
    readonly clients?: readonly string[];
    readonly acr?: readonly string[];
    readonly max_age?: number;
  };
  readonly input?: {
    readonly path?: Values;
    readonly query?: Values;
    readonly headers?: Values;
    readonly cookies?: Values;
    readonly body?: unknown;
  };
  readonly options?: {
    readonly token?: string;
    readonly api_key?: string;
    readonly email?: string;
    readonly password?: string;
    readonly code?: string;
    readonly access_token?: string;
    readonly refresh_token?: string;
    readonly max_retries?: number;
    readonly timeout_ms?: number;
    readonly total_timeout_ms?: number;
    readonly all_pages?: boolean;
    readonly concurrent?: number;
    readonly credentials?: Readonly<Record<string, string | Readonly<Record<string, unknown>>>>;
    readonly without_credentials?: boolean;
    readonly server?: { readonly index?: number; readonly variables?: Readonly<Record<string, string>> };
  };
}

/** Hands out the arguments of a call. What no parameter asks for goes along as further headers and query parameters. */
export class Call {
  readonly #path: Values;
  readonly #query: Map<string, unknown>;
  readonly #headers: Map<string, unknown>;
  readonly #cookies: Values;
  readonly #body: unknown;
  readonly #withoutCredentials: boolean;

  constructor({ input = {}, options = {} }: Request) {
    this.#withoutCredentials = options.without_credentials ?? false;
    this.#path = input.path ?? {};
    this.#query = new Map(Object.entries(input.query ?? {}));
    this.#headers = new Map(Object.entries(input.headers ?? {}));
    this.#cookies = input.cookies ?? {};
    this.#body = input.body;
  }

  path(wire: string): never {
    return this.#path[wire] as never;
  }

  query(wire: string): never {
    const value = this.#query.get(wire);
    this.#query.delete(wire);
    return value as never;
  }

  header(wire: string): never {
    const name = [...this.#headers.keys()].find((each) => each.toLowerCase() === wire.toLowerCase()) ?? wire;
    const value = this.#headers.get(name);
    this.#headers.delete(name);
    return value as never;
  }

  cookie(wire: string): never {
    return this.#cookies[wire] as never;
  }

  /** The body, with files made of base64. */
  body(files: readonly string[] = []): never {
    const given = files.filter((name) => typeof (this.#body as Values | undefined)?.[name] === "string");
    const made = given.map((name) => [name, Buffer.from(String((this.#body as Values)[name]), "base64")]);
    return (given.length > 0 ? { ...(this.#body as Values), ...Object.fromEntries(made) } : this.#body) as never;
  }

  /** The arguments that go by name, and what no parameter has asked for. */
  options(named: Values): never {
    const headers = Object.fromEntries([...this.#headers].map(([name, value]) => [name, String(value)]));
    const rest: RequestOptions = {
      headers,
      query: Object.fromEntries(this.#query),
      withoutCredentials: this.#withoutCredentials,
    };
    return { ...named, ...rest } as never;
  }
}

/** Names the members of credentials as the client does. */
export function credentialsOf(given: NonNullable<NonNullable<Request["options"]>["credentials"]>): never {
  const renamed = (name: string): string => name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
  const members = ({ client_secrets: secrets, ...each }: Values): Values => ({
    ...Object.fromEntries(Object.entries(each).map(([name, value]) => [renamed(name), value])),
    ...(Array.isArray(secrets) && { clientSecret: () => String(secrets.shift()) }),
  });
  const named = Object.entries(given).map(([id, each]) => [id, typeof each === "string" ? each : members(each)]);
  return Object.fromEntries(named) as never;
}

/** Makes the function that sends a request, with a client of its own. */
export type Prepare = (request: Request) => () => PromiseLike<unknown>;

/** Makes a call, as often as it is wanted, and says how it went, in one line. */
export async function report(line: string, prepare: Prepare): Promise<string> {
  const request = parseJson(line) as Request;
  const { all_pages: isWhole = false, concurrent } = request.options ?? {};
  try {
    const send = prepare(request);
    const values = await Promise.all(Array.from({ length: concurrent ?? 1 }, () => valueOf(send(), isWhole)));
    return stringifyJson({ id: request.id, value: concurrent === undefined ? values[0] : values });
  } catch (error) {
    return stringifyJson({ id: request.id, error: described(error) });
  }
}

async function valueOf(promise: PromiseLike<unknown>, isWhole: boolean): Promise<unknown> {
  const value: unknown = isWhole && promise instanceof PagePromise ? await promise.all() : await promise;
  return (await plain(value)) ?? null;
}

async function plain(value: unknown): Promise<unknown> {
  if (value instanceof BinaryAnswer) {
    return Buffer.from(await value.bytes()).toString("base64");
  }
  if (value instanceof ValueStream) {
    const items: unknown[] = [];
    for await (const item of value) {
      items.push(item);
    }
    return items;
  }
  return value;
}

function described(error: unknown): Values {
  if (error instanceof VerifyError) {
    const { reason, status, challenge, message } = error;
    return { kind: "token", code: reason, status, challenge, message, retryable: reason === "unavailable" };
  }
  if (!(error instanceof SdkError)) {
    return { kind: "input", retryable: false, message: String(error) };
  }
  const { status, code, requestId } = error as { status?: number; code?: string; requestId?: string };
  return {
    kind: error.kind,
    retryable: error.retryable,
    message: error.message,
    status,
    request_id: requestId,
    code: error.kind === "problem" ? code : undefined,
    body: error instanceof StatusError && error.declared !== undefined ? error.body : undefined,
  };
}
