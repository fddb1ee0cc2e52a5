/** Answers that arrive piece by piece. */

import { decodeJson } from "./answers.js";
import { TransportError } from "./errors.js";
import type { AnswerSpec, ReadContext } from "./operation.js";

/** One server-sent event. `retry` is how long to wait before connecting again, in milliseconds, if the service says. */
export interface ServerSentEvent<Data = string> {
  readonly event: string;
  readonly data: Data;
  /** The last id there was: what `Last-Event-ID` takes. */
  readonly id: string;
  readonly retry: number | undefined;
}

/** A stream of values. Leaving the loop early closes the connection. It can be gone through once. */
export class ValueStream<Item> implements AsyncIterable<Item> {
  readonly #response: Response;
  readonly #decode: (response: Response) => AsyncGenerator<Item>;

  constructor(response: Response, decode: (response: Response) => AsyncGenerator<Item>) {
    this.#response = response;
    this.#decode = decode;
  }

  [Symbol.asyncIterator](): AsyncGenerator<Item> {
    return this.#decode(this.#response);
  }

  /** Closes the connection without reading on. */
  async close(): Promise<void> {
    if (!this.#response.bodyUsed) {
      await this.#response.body?.cancel();
    }
  }
}

/** A stream of the data of server-sent events; `events()` has their names and ids as well. */
export class EventStream<Item> extends ValueStream<Item> {
  readonly #events: () => AsyncGenerator<ServerSentEvent<Item>>;

  constructor(response: Response, decode: (response: Response) => AsyncGenerator<ServerSentEvent<Item>>) {
    super(response, async function* (from) {
      for await (const event of decode(from)) {
        yield event.data;
      }
    });
    this.#events = () => decode(response);
  }

  /** The events, each with its data. Go through these or through the stream itself, once. */
  events(): AsyncGenerator<ServerSentEvent<Item>> {
    return this.#events();
  }
}

/** Reads server-sent events; the data of each is JSON, or text where it is not described. */
export function readEvents(
  response: Response,
  answer: AnswerSpec,
  context: ReadContext,
): Promise<EventStream<unknown>> {
  return Promise.resolve(
    new EventStream(response, async function* (from) {
      for await (const event of serverSentEvents(from)) {
        if (event.data === "[DONE]") {
          return;
        }
        yield answer.shape === "string" ? event : { ...event, data: decodeJson(event.data, answer, context) };
      }
    }),
  );
}

/** Reads one JSON value per line. */
export function readJsonLines(
  response: Response,
  answer: AnswerSpec,
  context: ReadContext,
): Promise<ValueStream<unknown>> {
  return Promise.resolve(
    new ValueStream(response, async function* (from) {
      for await (const line of lines(from)) {
        if (line.trim() !== "") {
          yield decodeJson(line, answer, context);
        }
      }
    }),
  );
}

/** Splits an answer into server-sent events. */
export async function* serverSentEvents(response: Response): AsyncGenerator<ServerSentEvent> {
  let [event, data, id] = ["", [] as string[], ""];
  let retry: number | undefined;
  for await (const line of lines(response)) {
    if (line === "") {
      if (data.length > 0) {
        yield { event: event || "message", data: data.join("\n"), id, retry };
      }
      [event, data, retry] = ["", [], undefined];
      continue;
    }
    const [, name = "", value = ""] = /^([^:]*):? ?(.*)$/s.exec(line) ?? [];
    if (name === "data") {
      data.push(value);
    } else if (name === "event") {
      event = value;
    } else if (name === "id" && !value.includes("\0")) {
      id = value;
    } else if (name === "retry" && /^\d+$/.test(value)) {
      retry = Number(value);
    }
  }
}

async function* lines(response: Response): AsyncGenerator<string> {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  try {
    for (;;) {
      const piece = await reader?.read();
      rest += piece?.value ? decoder.decode(piece.value, { stream: true }) : decoder.decode();
      const isLast = piece?.done ?? true;
      const complete = rest.split(/\r\n|\n|\r(?!$)/);
      rest = complete.pop() ?? "";
      yield* complete;
      if (isLast) {
        break;
      }
    }
    if (rest !== "") {
      yield rest.replace(/\r$/, "");
    }
  } catch (error) {
    throw error instanceof TypeError ? new TransportError("the connection broke in the middle of the answer") : error;
  } finally {
    await reader?.cancel().catch(() => undefined);
  }
}
