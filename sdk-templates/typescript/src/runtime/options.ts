/** What callers can choose: for all calls, and for one. */

import type { ProblemTable } from "./errors.js";
import type { ServerChoice } from "./servers.js";
import type { Int64Policy } from "./scalars.js";

/** The function that sends a request, such as the global `fetch`. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** A request on its way. Logged as a whole it shows no credentials; its address, headers and body may hold some. */
export interface OutgoingRequest {
  /** The operation's id. */
  readonly operation: string;
  readonly method: string;
  url: string;
  readonly headers: Headers;
  readonly body: BodyInit | null;
  /** The first try is 0. */
  readonly attempt: number;
}

/** Sees every try of every request, and may change it, answer it, or look at the answer. */
export type Middleware = (
  request: OutgoingRequest,
  next: (request: OutgoingRequest) => Promise<Response>,
) => Promise<Response>;

/** What can be chosen for all calls. */
export interface TransportOptions {
  /** Where the service is, such as `https://api.example.com`. */
  baseUrl?: string | undefined;
  /** Which of the addresses in the service's description, in place of `baseUrl`. */
  server?: ServerChoice | undefined;
  /** How long one try may take, in milliseconds. Default 30 seconds. */
  timeoutMs?: number | undefined;
  /** How long a call may take with all its tries, in milliseconds. Default 2 minutes. */
  totalTimeoutMs?: number | undefined;
  /** How often a call is tried again. Default 2. */
  maxRetries?: number | undefined;
  /** Headers of every request. */
  headers?: Readonly<Record<string, string>> | undefined;
  /** Query parameters of every request. */
  query?: Readonly<Record<string, unknown>> | undefined;
  /** Sends requests in place of the global `fetch`. */
  fetch?: Fetch | undefined;
  /** The first is the outermost. */
  middleware?: readonly Middleware[] | undefined;
  /** Put before this package's own. Browsers may ignore it. */
  userAgent?: string | undefined;
  /** What to make of integers that a `number` cannot hold: an error, the nearest, or what you add to `Int64Types`. */
  int64?: Int64Policy | undefined;
  /** How errors are told apart. The client class brings its own. */
  problems?: ProblemTable | undefined;
}

/** What can be chosen for one call. */
export interface RequestOptions {
  /** Cancels the call; it fails with the signal's reason. */
  signal?: AbortSignal | undefined;
  timeoutMs?: number | undefined;
  totalTimeoutMs?: number | undefined;
  maxRetries?: number | undefined;
  /** Further headers. They win over all others. */
  headers?: Readonly<Record<string, string>> | undefined;
  /** Further query parameters. */
  query?: Readonly<Record<string, unknown>> | undefined;
  /** Sends the request without the client's credentials. */
  withoutCredentials?: boolean | undefined;
}
