/** Redirects, followed by hand: `fetch` would carry API keys and bodies to wherever it is sent. */

import { TransportError } from "./errors.js";
import type { Fetch } from "./options.js";

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const MOST_HOPS = 5;
const HARMLESS = ["accept", "user-agent"];

/** A request as `fetch` takes it. */
export interface Hop {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: BodyInit | null;
}

/** Sends a request and goes where it is redirected to. Another origin gets no headers of ours and no body. */
export async function fetchFollowing(
  fetch: Fetch,
  start: Hop,
  signal: AbortSignal,
  operation: string,
): Promise<Response> {
  let hop = start;
  for (let hops = 0; ; hops += 1) {
    const response = await fetch(hop.url, initOf(hop, signal));
    if (response.type === "opaqueredirect") {
      throw refusal(operation, "the service redirects, which browsers do not let this client follow safely");
    }
    const location = REDIRECTS.has(response.status) ? response.headers.get("location") : null;
    if (location === null) {
      return response;
    }
    if (hops >= MOST_HOPS) {
      throw refusal(operation, "there are too many redirects");
    }
    await response.body?.cancel();
    hop = nextHop(hop, response.status, location, operation);
  }
}

function initOf(hop: Hop, signal: AbortSignal): RequestInit {
  const init: RequestInit & { duplex?: "half" } = {
    method: hop.method,
    headers: hop.headers,
    redirect: "manual",
    signal,
  };
  if (hop.body !== null) {
    init.body = hop.body;
  }
  if (hop.body instanceof ReadableStream) {
    init.duplex = "half";
  }
  return init;
}

function nextHop(hop: Hop, status: number, location: string, operation: string): Hop {
  const from = new URL(hop.url);
  const to = URL.canParse(location, from) ? new URL(location, from) : undefined;
  if (to === undefined || !/^https?:$/.test(to.protocol) || to.username !== "") {
    throw refusal(operation, "the service redirects to an address that cannot be used");
  }
  const becomesGet = (status === 303 && hop.method !== "HEAD") || (status < 303 && hop.method === "POST");
  const [method, body] = becomesGet ? ["GET", null] : [hop.method, hop.body];
  if (body instanceof ReadableStream) {
    throw refusal(operation, "the service redirects, but the body is a stream and cannot be sent twice");
  }
  const isSame = to.origin === from.origin;
  if (!isSame && method !== "GET" && method !== "HEAD") {
    throw refusal(operation, "the service redirects to another host, which is not sent the request");
  }
  return { url: to.href, method, body, headers: headersFor(hop.headers, isSame, body === null) };
}

function headersFor(headers: Headers, isSame: boolean, isEmpty: boolean): Headers {
  const kept = new Headers();
  headers.forEach((value, name) => {
    if ((isSame || HARMLESS.includes(name)) && !(isEmpty && name === "content-type")) {
      kept.set(name, value);
    }
  });
  return kept;
}

function refusal(operation: string, message: string): TransportError {
  return new TransportError(`${operation}: ${message}`, "REDIRECT", false);
}
