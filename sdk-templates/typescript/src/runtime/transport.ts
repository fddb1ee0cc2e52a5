/** Sends requests: credentials, time limits, tries, and what to make of the answer. */

import { readError } from "./answers.js";
import type { Authenticator, Credentials } from "./auth.js";
import { Deadline } from "./deadline.js";
import {
  errorOf,
  InputError,
  isRetryableStatus,
  plainErrorOf,
  refusesToken,
  StatusError,
  TransportError,
} from "./errors.js";
import type { Operation, PagePlace, ReadContext } from "./operation.js";
import type { Fetch, OutgoingRequest, RequestOptions, TransportOptions } from "./options.js";
import { ApiPromise, type Outcome } from "./promise.js";
import { shownAs } from "./redact.js";
import { fetchFollowing } from "./redirects.js";
import { type CallInput, place, prepare, type Prepared } from "./request.js";
import { mayRepeat, sleep, transportError, waitMs } from "./retry.js";
import { type ServerSpec, serverUrl } from "./servers.js";
import { checkedUrl, checkLimits } from "./settings.js";

const TIMEOUT_MS = 30_000;
const TOTAL_TIMEOUT_MS = 120_000;
const MAX_RETRIES = 2;

/** Everything about one call. */
export interface Call {
  readonly operation: Operation;
  readonly options: RequestOptions;
  readonly input: CallInput;
  readonly page: PagePlace;
  readonly raw: boolean;
}

/** One try. */
interface Try {
  readonly call: Call;
  readonly prepared: Prepared;
  readonly attempt: number;
  readonly isLast: boolean;
  readonly credentials: Credentials;
  readonly total: Deadline;
}

/** What callers and the generated code agree on. */
export interface TransportSettings extends TransportOptions {
  auth?: Authenticator | undefined;
  /** The address in the service's description, if there is one. */
  defaultUrl?: string | undefined;
  /** The addresses in the service's description. */
  servers?: readonly ServerSpec[] | undefined;
  /** The environment variable that can say `baseUrl`, for errors to name. */
  baseUrlVariable?: string | undefined;
  /** This package's name and version. */
  product?: string | undefined;
}

/** Options of a call, with the arguments that go by name. */
export type NamedOptions = RequestOptions & { readonly contentType?: string | undefined };

/** Sends the requests of a client. */
export class Transport {
  readonly #settings: TransportSettings;
  readonly #baseUrl: string;
  readonly #isChosen: boolean;
  readonly #fetch: Fetch;
  readonly #agent: string | undefined;

  constructor(settings: TransportSettings) {
    this.#settings = settings;
    this.#baseUrl = addressOf(settings);
    this.#isChosen = settings.baseUrl !== undefined && this.#baseUrl !== settings.defaultUrl;
    checkLimits(settings);
    this.#fetch = settings.fetch ?? ((url, init) => fetch(url, init));
    this.#agent = agentOf(settings);
  }

  /** Calls an operation. */
  call<Value>(
    operation: Operation,
    path: Readonly<Record<string, unknown>>,
    options: NamedOptions,
    body?: unknown,
  ): ApiPromise<Value> {
    const input = { values: { ...options, ...path }, body, contentType: options.contentType };
    return new ApiPromise((raw) => this.execute({ operation, options, input, page: {}, raw }));
  }

  /** Carries out a call, with all the tries it takes. */
  async execute(call: Call): Promise<Outcome> {
    const { operation, options } = call;
    checkLimits(options);
    const totalMs = options.totalTimeoutMs ?? this.#settings.totalTimeoutMs ?? TOTAL_TIMEOUT_MS;
    const total = new Deadline(totalMs, `${operation.id}: no answer in ${String(totalMs)} ms`, options.signal);
    try {
      total.signal.throwIfAborted();
      return await this.#repeat(call, this.#prepare(call), total);
    } finally {
      total.relax();
      if (!operation.answer.live && !call.raw) {
        total.release();
      }
    }
  }

  #prepare(call: Call): Prepared {
    const { operation, input, options, page } = call;
    const own = operation.address === undefined ? operation.server : resolved(operation.address, this.#baseUrl);
    const isOwn = own !== undefined && (operation.address !== undefined || !this.#isChosen);
    const baseUrl = isOwn ? checkedUrl(own, `the address of ${operation.id}`) : this.#baseUrl;
    // Tokens may be had from another host, which has no business with what this one is sent.
    const prepared = prepare(operation, baseUrl, input, operation.address === undefined ? this.#settings : {}, options);
    if (this.#agent !== undefined && !prepared.headers.has("user-agent")) {
      prepared.headers.set("user-agent", this.#agent);
    }
    return page.url === undefined ? prepared : { ...prepared, url: nextUrl(call, prepared.url, page.url) };
  }

  async #repeat(call: Call, prepared: Prepared, total: Deadline): Promise<Outcome> {
    const retries = call.options.maxRetries ?? this.#settings.maxRetries ?? MAX_RETRIES;
    const isReplayable = prepared.body?.replayable ?? true;
    let isRenewed = false;
    for (let attempt = 0; ; ) {
      const credentials = await this.#credentials(call, prepared, total.signal);
      const isLast = attempt >= retries || !isReplayable;
      try {
        return await this.#try({ call, prepared, attempt, isLast, credentials, total });
      } catch (error) {
        if (total.signal.aborted) {
          throw total.signal.reason;
        }
        if (error instanceof StatusError && refusesToken(error.status, error.headers) && !isRenewed && isReplayable) {
          isRenewed = true;
          if (await credentials.renew?.(total.signal)) {
            continue;
          }
        }
        const wait = isLast ? undefined : this.#wait(call.operation, error, attempt);
        if (wait === undefined || wait >= total.leftMs) {
          throw error;
        }
        await sleep(wait, total.signal);
        attempt += 1;
      }
    }
  }

  async #credentials(call: Call, { url, headers }: Prepared, signal: AbortSignal): Promise<Credentials> {
    const { auth, fetch: ownFetch, middleware = [] } = this.#settings;
    if (!auth || call.options.withoutCredentials || call.operation.address !== undefined) {
      return { placements: [] };
    }
    const isOpen = ownFetch !== undefined || middleware.length > 0;
    return auth.credentials(call.operation, signal, { url, headers, isOpen });
  }

  /** How long to wait before another try; nothing if there should be none. */
  #wait(operation: Operation, error: unknown, attempt: number): number | undefined {
    const isRetryable = operation.retryable ?? false;
    if (error instanceof StatusError) {
      return isRetryable && error.retryable ? waitMs(attempt, error.headers) : undefined;
    }
    return mayRepeat(error, isRetryable) ? waitMs(attempt, undefined) : undefined;
  }

  async #try(each: Try): Promise<Outcome> {
    const { id } = each.call.operation;
    const ms = each.call.options.timeoutMs ?? this.#settings.timeoutMs ?? TIMEOUT_MS;
    try {
      return await each.total.limit(ms, `${id}: no answer in ${String(ms)} ms`, async (signal) =>
        this.#read(each, await this.#send(each, signal)),
      );
    } catch (error) {
      throw each.total.signal.aborted || error instanceof StatusError ? error : asOurs(id, error);
    }
  }

  #send(each: Try, signal: AbortSignal): Promise<Response> {
    const { operation } = each.call;
    const headers = new Headers(each.prepared.headers);
    const url = place(each.prepared.url, headers, each.credentials.placements);
    const body = each.prepared.body?.content ?? null;
    const { attempt } = each;
    const { id, method } = operation;
    const request: OutgoingRequest = { operation: id, method, url, headers, body, attempt };
    const last = (changed: OutgoingRequest): Promise<Response> => fetchFollowing(this.#fetch, changed, signal, id);
    const { middleware = [] } = this.#settings;
    if (middleware.length === 0) {
      return last(request);
    }
    const chain = middleware.reduceRight<typeof last>((next, each) => (changed) => each(changed, next), last);
    return chain(shownAs(request, ["operation", "method", "attempt"]));
  }

  async #read(each: Try, response: Response): Promise<Outcome> {
    const { call } = each;
    const { operation } = call;
    const { status, headers } = response;
    const context: ReadContext = { operation: operation.id, status, headers, int64: this.#settings.int64 ?? "error" };
    const willRetry = isRetryableStatus(status) && !each.isLast && operation.retryable === true;
    if (call.raw && !willRetry && !(refusesToken(status, headers) && each.credentials.renew)) {
      return { value: undefined, response };
    }
    if (!response.ok) {
      const { body, ...more } = await readError(response, context, operation.errors);
      const whole = { operation: operation.id, status, headers, ...more };
      throw operation.address === undefined ? errorOf(whole, body, this.#settings.problems) : plainErrorOf(whole, body);
    }
    if (status === 204 || status === 205) {
      const value = operation.answer.empty
        ? undefined
        : await operation.answer.read(response, operation.answer, { ...context, int64: "number" });
      return { value, response };
    }
    return { value: await operation.answer.read(response, operation.answer, context), response };
  }
}

/** The address of the service, as it was given or chosen. */
function addressOf({ baseUrl, server, servers = [], defaultUrl, baseUrlVariable }: TransportSettings): string {
  if (server && baseUrl !== undefined) {
    throw new InputError("baseUrl and server cannot be given together");
  }
  if (server) {
    return checkedUrl(serverUrl(servers, server), `the address of server ${String(server.index ?? 0)}`);
  }
  const name = baseUrlVariable === undefined ? "baseUrl" : `baseUrl (or ${baseUrlVariable})`;
  return checkedUrl(baseUrl ?? defaultUrl, name);
}

/** What is calling, where browsers do not say it themselves. */
function agentOf({ userAgent, product }: TransportSettings): string | undefined {
  const isKnown = (globalThis as { process?: unknown }).process !== undefined || "Deno" in globalThis;
  return isKnown ? [userAgent, product].filter((each) => each).join(" ") || "sdkgen" : undefined;
}

function resolved(address: string, baseUrl: string): string {
  return URL.canParse(address, `${baseUrl}/`) ? new URL(address, `${baseUrl}/`).href : address;
}

/** The address of the next page. Credentials are for the service alone, so it must be there. */
function nextUrl(call: Call, current: string, next: string): string {
  const url = URL.canParse(next, current) ? new URL(next, current) : undefined;
  if (url?.origin !== new URL(current).origin) {
    throw new TransportError(`${call.operation.id}: the next page is on another host`, "REDIRECT", false);
  }
  return url.href;
}

/** Leaves our own errors and those of callers' code alone; what `fetch` throws is a `TransportError`. */
function asOurs(operation: string, error: unknown): unknown {
  const isOfFetch = error instanceof TypeError || (error instanceof Error && "code" in error && !("kind" in error));
  return isOfFetch ? transportError(operation, error) : error;
}
