/** A call's arguments made into a request. Whatever cannot be written is an `InputError`, which never shows a value. */

import type { Placement } from "./auth.js";
import { InputError } from "./errors.js";
import type { Operation, WrittenBody } from "./operation.js";
import type { RequestOptions, TransportOptions } from "./options.js";
import { cookieValue, plainValue, writePath, writeQuery } from "./serialize.js";

/** What a call was given: arguments by name, and the body. */
export interface CallInput {
  readonly values: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly contentType?: string | undefined;
}

/** A request that lacks credentials only. */
export interface Prepared {
  readonly url: string;
  readonly headers: Headers;
  readonly body: WrittenBody | undefined;
}

/** Writes a request. */
export function prepare(
  operation: Operation,
  baseUrl: string,
  input: CallInput,
  defaults: TransportOptions,
  options: RequestOptions,
): Prepared {
  const parameters = operation.parameters ?? [];
  const path = writePath(operation.path, parameters, input.values);
  const query = writeQuery(parameters, input.values, { ...defaults.query, ...options.query });
  const body = writeBody(operation, input);
  const headers = new Headers({ accept: operation.answer.type ?? "*/*" });
  const cookies: string[] = [];
  for (const parameter of parameters) {
    const value = input.values[parameter.name];
    if (value === undefined || value === null) {
      continue;
    }
    if (parameter.in === "header") {
      setHeader(headers, parameter.wire, plainValue(parameter, value));
    } else if (parameter.in === "cookie") {
      cookies.push(`${parameter.wire}=${cookieValue(parameter, value)}`);
    }
  }
  if (cookies.length > 0) {
    setHeader(headers, "cookie", cookies.join("; "));
  }
  if (body?.contentType !== undefined) {
    headers.set("content-type", body.contentType);
  }
  if (operation.idempotency !== undefined && !headers.has(operation.idempotency)) {
    headers.set(operation.idempotency, randomId());
  }
  for (const [name, value] of Object.entries({ ...defaults.headers, ...options.headers })) {
    setHeader(headers, name, value);
  }
  return { url: baseUrl + path + (query && `?${query}`), headers, body };
}

/** Adds credentials to an address and headers; returns the address. */
export function place(url: string, headers: Headers, placements: readonly Placement[]): string {
  let placed = url;
  for (const each of placements) {
    if (each.in === "query") {
      const target = new URL(placed);
      target.searchParams.set(each.name, each.value);
      placed = target.href;
    } else if (each.in === "cookie") {
      const others = headers.get("cookie");
      setHeader(headers, "cookie", `${others ? `${others}; ` : ""}${each.name}=${encodeURIComponent(each.value)}`);
    } else if (!headers.has(each.name)) {
      setHeader(headers, each.name, each.value);
    }
  }
  return placed;
}

function writeBody(operation: Operation, input: CallInput): WrittenBody | undefined {
  const contents = operation.body;
  if (!contents || input.body === undefined) {
    return undefined;
  }
  const wanted = input.contentType;
  const content = wanted === undefined ? contents[0] : contents.find((each) => each.type === wanted);
  if (!content) {
    throw new InputError("the operation takes no body of this media type");
  }
  return content.write(input.body, content);
}

function setHeader(headers: Headers, name: string, value: string): void {
  // The error that Headers.set throws would quote the value.
  if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name) || /[^\t\x20-\x7e\x80-\xff]/.test(value)) {
    throw new InputError(`the header ${JSON.stringify(name)} has characters that cannot be sent`);
  }
  headers.set(name, value);
}

function randomId(): string {
  if (typeof crypto.randomUUID === "function") {
    return crypto.randomUUID();
  }
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
