/** Bodies of answers. */

import { DecodeError } from "./errors.js";
import { parseJson } from "./json.js";
import type { AnswerSpec, ReadContext } from "./operation.js";
import { conform, fits, type Shape, ShapeMismatch } from "./shapes.js";

type ErrorShapes = Readonly<Record<string, Shape>>;

/** The body of an error, and what its type is described under. */
interface ErrorBody {
  readonly body: unknown;
  readonly declared?: string;
}

/** Reads JSON, and checks that it has the shape it should have. */
export async function readJson(response: Response, answer: AnswerSpec, context: ReadContext): Promise<unknown> {
  const text = await response.text();
  if (text.trim() === "" && answer.empty) {
    return undefined;
  }
  return decodeJson(text, answer, context);
}

/** Makes a value of the text of an answer. */
export function decodeJson(text: string, answer: AnswerSpec, context: ReadContext): unknown {
  if (text.trim() === "") {
    throw new DecodeError("JSON was expected, but the answer is empty", context);
  }
  const shape = answer.shape ?? "any";
  let value: unknown;
  try {
    value = JSON.parse(text);
    if (fits(shape, value)) {
      return value;
    }
    value = parseJson(text);
  } catch {
    const what = mediaType(context.headers) || "no media type";
    throw new DecodeError(`JSON was expected, but the answer (${what}) is not JSON`, context);
  }
  try {
    return conform(shape, value, context.int64);
  } catch (error) {
    if (error instanceof ShapeMismatch) {
      throw new DecodeError(`the answer is not as described: ${error.message}`, context);
    }
    throw error;
  }
}

/** Reads text. */
export async function readText(response: Response): Promise<unknown> {
  return response.text();
}

/** Expects nothing, and ignores what comes. */
export async function readNothing(response: Response): Promise<undefined> {
  await response.body?.cancel();
  return undefined;
}

/** An answer of bytes. They are read when asked for, once. */
export class BinaryAnswer {
  readonly #response: Response;

  constructor(response: Response) {
    this.#response = response;
  }

  /** The media type, as the service says. */
  get contentType(): string {
    return this.#response.headers.get("content-type") ?? "";
  }

  /** The number of bytes, if the service says. */
  get size(): number | undefined {
    const length = this.#response.headers.get("content-length");
    return length === null ? undefined : Number(length);
  }

  /** The bytes as they arrive. */
  stream(): ReadableStream<Uint8Array> {
    return this.#response.body ?? new Blob([]).stream();
  }

  async bytes(): Promise<Uint8Array<ArrayBuffer>> {
    return new Uint8Array(await this.#response.arrayBuffer());
  }

  async blob(): Promise<Blob> {
    return this.#response.blob();
  }

  async text(): Promise<string> {
    return this.#response.text();
  }
}

/** Hands over bytes. */
export function readBinary(response: Response): Promise<BinaryAnswer> {
  return Promise.resolve(new BinaryAnswer(response));
}

/** Reads the body of an error: JSON, of the type that is described for the status where it fits, or text. */
export async function readError(
  response: Response,
  context: ReadContext,
  errors: ErrorShapes = {},
): Promise<ErrorBody> {
  const text = await response.text();
  if (!mediaType(response.headers).includes("json")) {
    return { body: text };
  }
  const { status } = context;
  const keys = [String(status), `${String(Math.floor(status / 100))}XX`, "default"];
  const declared = keys.find((each) => Object.hasOwn(errors, each)) ?? "";
  const shape = errors[declared];
  try {
    return shape ? { body: conform(shape, parseJson(text), context.int64), declared } : { body: parseJson(text) };
  } catch (error) {
    return { body: error instanceof ShapeMismatch ? parseJson(text) : text };
  }
}

/** The media type of an answer, without parameters. */
export function mediaType(headers: Headers): string {
  return (headers.get("content-type") ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
}
