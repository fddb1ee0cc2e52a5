/** What the client knows about an operation: plain data, so that bundlers can leave out what nobody calls. */

import type { AnswerInfo } from "./errors.js";
import type { ParameterSpec } from "./serialize.js";
import type { LongIntegers, Shape } from "./shapes.js";

/** The body of a request, ready to be sent. `replayable` is false for a stream. */
export interface WrittenBody {
  readonly content: BodyInit;
  readonly contentType?: string;
  readonly replayable: boolean;
}

/** How a member of a form or of a multipart body is written. */
export interface PartSpec {
  readonly wire: string;
  readonly contentType: string;
  readonly style?: string;
  readonly explode?: boolean;
  readonly file?: boolean;
}

/** Writes a body in a media type. */
export type WriteBody = (value: unknown, content: BodySpec) => WrittenBody;

/** A media type that an operation takes. */
export interface BodySpec {
  readonly type: string;
  readonly write: WriteBody;
  readonly parts?: readonly PartSpec[];
}

/** Reads the body of a successful answer. */
export type ReadAnswer = (response: Response, answer: AnswerSpec, context: ReadContext) => Promise<unknown>;

/** What reading an answer depends on. */
export interface ReadContext extends AnswerInfo {
  readonly int64: LongIntegers;
}

/** What a successful answer looks like. `live` answers are handed over before they have arrived in full. */
export interface AnswerSpec {
  readonly read: ReadAnswer;
  readonly type?: string;
  readonly shape?: Shape;
  readonly empty?: boolean;
  readonly live?: boolean;
}

/** An operation of the service. */
export interface Operation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly server?: string;
  /** In place of base URL and path: an address, or one relative to the base URL. */
  readonly address?: string;
  readonly parameters?: readonly ParameterSpec[];
  /** Alternatives, each a list of schemes that are needed together; one of none needs nothing. */
  readonly security?: readonly (readonly string[])[];
  readonly body?: readonly BodySpec[];
  readonly answer: AnswerSpec;
  /** What errors have for bodies, by status, range or `default`. */
  readonly errors?: Readonly<Record<string, Shape>>;
  readonly retryable?: boolean;
  /** The header that takes an idempotency key. */
  readonly idempotency?: string;
  readonly page?: PageSpec;
}

/** Where a page is: a cursor or number to send, or an address that the service gave. */
export interface PagePlace {
  readonly position?: unknown;
  readonly url?: string;
}

/** How one page of a list leads to the next. */
export interface PageSpec {
  readonly style: "cursor" | "next_url" | "link" | "offset" | "page";
  readonly items: readonly string[];
  readonly next?: readonly string[];
  readonly more?: readonly string[];
  /** The argument that says which page is wanted. */
  readonly parameter?: string;
  /** Where in the body it is said instead. */
  readonly member?: readonly string[];
}
