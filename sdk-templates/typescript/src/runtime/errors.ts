/** Everything that can go wrong with a call. Neither messages nor what is shown when an error is logged hold credentials. */

import { hide } from "./redact.js";

/** What all errors of this package have in common. */
export abstract class SdkError extends Error {
  /** Which kind of error it is, for programs that would rather not use `instanceof`. */
  abstract readonly kind: "problem" | "status" | "transport" | "timeout" | "decode" | "input" | "factor_required";

  /** Whether the same call may succeed later. */
  readonly retryable: boolean;

  constructor(message: string, retryable: boolean, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.retryable = retryable;
  }
}

/** A call that was never sent: an argument is missing or cannot be written into a request. */
export class InputError extends SdkError {
  readonly kind = "input";

  constructor(message: string) {
    super(message, false);
  }
}

/** A call that was never sent: the client lacks the credentials for it. Of `missing`, those in one list go together. */
export class CredentialsError extends InputError {
  readonly operation: string;
  readonly missing: readonly (readonly string[])[];

  constructor(
    operation: string,
    missing: readonly (readonly string[])[],
    optionsOf: (scheme: string) => readonly string[],
  ) {
    const named = (id: string): string => `'${id}' (${optionsOf(id).join(" or ")})`;
    const texts = missing.map((ids) => `for ${ids.map(named).join(" and ")}${ids.length > 1 ? " together" : ""}`);
    super(`${operation} needs credentials ${texts.join(", or ")}`);
    this.operation = operation;
    this.missing = missing;
  }
}

/** A sign-in that waits for a code of a second factor, while the client has nobody to ask for one. */
export class FactorRequiredError extends SdkError {
  readonly kind = "factor_required";

  /** The login's answer. Who has its token and a code is signed in: keep it as you keep a password. */
  declare readonly answer: unknown;

  constructor(answer: unknown) {
    super("signing in needs a code of a second factor: choose secondFactor, or complete the sign-in yourself", false);
    hide(this, { answer });
  }
}

/** No answer: no connection, no certificate to trust, or the connection broke. */
export class TransportError extends SdkError {
  readonly kind = "transport";

  /** The system's own word for it, such as `ECONNREFUSED`; may be empty. */
  readonly code: string;

  constructor(message: string, code = "", retryable = true) {
    super(message, retryable);
    this.code = code;
  }
}

/** No complete answer in time. */
export class TimeoutError extends SdkError {
  readonly kind = "timeout";

  constructor(message: string) {
    super(message, true);
  }
}

/** What is known of an answer besides its body. */
export interface AnswerInfo {
  /** The operation's id. */
  readonly operation: string;
  readonly status: number;
  readonly headers: Headers;
  /** What the description has the type of an error's body under, where the body is of that type. */
  readonly declared?: string;
}

/** An answer that cannot be read as what the service describes. */
export class DecodeError extends SdkError {
  readonly kind = "decode";
  readonly status: number;
  declare readonly headers: Headers;
  readonly requestId: string | undefined;

  constructor(message: string, info: AnswerInfo) {
    super(`${info.operation}: ${message}`, false);
    this.status = info.status;
    hide(this, { headers: info.headers });
    this.requestId = requestIdOf(info.headers);
  }
}

const RETRYABLE = new Set([408, 429, 502, 503, 504]);

/** Whether a status says that the same request may succeed later. */
export function isRetryableStatus(status: number): boolean {
  return RETRYABLE.has(status);
}

const OTHER_REASONS = /\berror\s*=\s*"?(insufficient_scope|insufficient_user_authentication)\b/;

/** Whether an answer refuses the token itself. One that asks for more (RFC 6750, RFC 9470) would refuse the next token, too. */
export function refusesToken(status: number, headers: Headers): boolean {
  return status === 401 && !OTHER_REASONS.test(headers.get("www-authenticate") ?? "");
}

/** The id a service gave to a request, for asking its operators about it. */
export function requestIdOf(headers: Headers): string | undefined {
  return headers.get("x-request-id") ?? headers.get("request-id") ?? undefined;
}

/** An answer that is no success. */
export class StatusError extends SdkError {
  readonly kind: "problem" | "status" = "status";
  readonly status: number;

  /** The operation's id. */
  readonly operation: string;

  /** `409`, `4XX` or `default`: where the description has the type of the body, if it has one, and the body fits. */
  readonly declared: string | undefined;
  declare readonly headers: Headers;
  readonly requestId: string | undefined;

  /** The answer's body: what its JSON says, or its text. */
  declare readonly body: unknown;

  constructor(message: string, info: AnswerInfo, body: unknown) {
    const facts = [...fieldTexts(body), origin(info)].join("; ");
    super(`${`${String(info.status)} ${message}`.trimEnd()} (${facts})`, isRetryableStatus(info.status));
    this.status = info.status;
    this.operation = info.operation;
    this.declared = info.declared;
    hide(this, { headers: info.headers, body });
    this.requestId = requestIdOf(info.headers);
  }

  /** How long the service asked to wait, in milliseconds, if it did. */
  get retryAfterMs(): number | undefined {
    return retryAfterMs(this.headers);
  }
}

/** An error whose body is of the type that the description has for its status. */
export type DeclaredError<Declared extends string, Body> = StatusError & {
  readonly declared: Declared;
  readonly status: Declared extends `${infer Status extends number}` ? Status : number;
  readonly body: Body;
};

/** Whether something that was thrown is an error of an operation, with a body of a type that the description has. */
export function isDeclared(error: unknown, operation: { readonly id: string }): boolean {
  return error instanceof StatusError && error.operation === operation.id && error.declared !== undefined;
}

/** One fault of a request. */
export interface FieldError {
  /** Where it is; a JSON pointer where the service gives one. */
  readonly pointer: string;
  readonly code: string;
  readonly detail: string;
}

/** An error the service describes, told apart from others by its code. */
export class ProblemError<Code extends string = string, Body = unknown> extends StatusError {
  override readonly kind = "problem";
  readonly code: Code;
  declare readonly body: Body;

  constructor(message: string, info: AnswerInfo, body: Body, code: Code) {
    super(message, info, body);
    this.code = code;
  }

  /** The single faults of the request, if the service lists them. */
  get fieldErrors(): readonly FieldError[] {
    return fieldErrorsOf(this.body);
  }
}

/** A class of errors for one code. */
export type ProblemClass = new (message: string, info: AnswerInfo, body: never, code: never) => StatusError;

/** How errors are told apart: the member that holds the code, and the class of each code. */
export interface ProblemTable {
  readonly field: string;
  readonly classes: Readonly<Record<string, ProblemClass>>;
}

const MOST_FIELDS = 3;
const LONGEST_TEXT = 500;
const TEXTS = ["detail", "message", "error_description", "error", "title"];

/** The member with the code in errors as RFC 6749 has them. */
const OAUTH_CODE = "error";

/** Makes the error of an answer that is no success, of an endpoint that is none of the service's own operations. */
export function plainErrorOf(info: AnswerInfo, body: unknown): StatusError {
  return new StatusError(textOf(body), info, body);
}

/** Makes the error of an answer that is no success. */
export function errorOf(info: AnswerInfo, body: unknown, table: ProblemTable | undefined): StatusError {
  const codes = [table?.field, OAUTH_CODE].map((name) => name !== undefined && member(body, name));
  const code = codes.find((each) => typeof each === "string" && each !== "");
  const text = textOf(body);
  if (typeof code !== "string") {
    return new StatusError(text, info, body);
  }
  const known = table && Object.hasOwn(table.classes, code) ? table.classes[code] : undefined;
  const Class = known ?? ProblemError;
  const message = text === "" || text === code ? code : `${code}: ${text}`;
  return new Class(message, info, body as never, code as never);
}

function fieldErrorsOf(body: unknown): FieldError[] {
  const errors = member(body, "errors");
  return Array.isArray(errors) ? errors.filter(isObject).map(fieldError) : [];
}

/** Which call it was, for looking it up in logs. */
function origin(info: AnswerInfo): string {
  const requestId = requestIdOf(info.headers);
  return requestId === undefined ? info.operation : `${info.operation}, request id ${requestId}`;
}

/** What is wrong with the first fields of a request. */
function fieldTexts(body: unknown): string[] {
  return fieldErrorsOf(body)
    .slice(0, MOST_FIELDS)
    .map((each) => [each.pointer, each.detail || each.code].filter((part) => part !== "").join(": "))
    .filter((text) => text !== "")
    .map((text) => text.slice(0, LONGEST_TEXT));
}

function textOf(body: unknown): string {
  const nested = member(body, "error");
  for (const source of isObject(nested) ? [nested, body] : [body]) {
    for (const name of TEXTS) {
      const text = member(source, name);
      if (typeof text === "string" && text !== "") {
        return text.slice(0, LONGEST_TEXT);
      }
    }
  }
  return "";
}

function fieldError(value: object): FieldError {
  const text = (...names: string[]): string => {
    const found = names.map((name) => member(value, name)).find((each) => typeof each === "string");
    return typeof found === "string" ? found : "";
  };
  return { pointer: text("pointer", "field", "path"), code: text("code", "type"), detail: text("detail", "message") };
}

/** Reads `Retry-After`, in seconds or as a date. */
export function retryAfterMs(headers: Headers, now = Date.now()): number | undefined {
  const value = headers.get("retry-after")?.trim();
  if (value === undefined || value === "") {
    return undefined;
  }
  const wait = /^\d+(\.\d+)?$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now;
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function member(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
}
