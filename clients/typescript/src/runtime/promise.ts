/** What a call returns: a promise of the answer's value, with ways to get at more than that. */

import { requestIdOf } from "./errors.js";

/** A value, and the answer it came in. */
export interface WithResponse<Value> {
  readonly data: Value;
  /** Status and headers; the body is used up. */
  readonly response: Response;
  readonly requestId: string | undefined;
  /** The version of what was answered, for `If-Match`. */
  readonly etag: string | undefined;
}

/** A value that was read, or an answer that nobody has read yet. */
export interface Outcome {
  readonly value: unknown;
  readonly response: Response;
}

/** Sends a request. A raw answer is not read, and any status will do. */
export type Start = (raw: boolean) => Promise<Outcome>;

/** A promise of a value. The request is sent at once, whether or not anyone waits. */
export class ApiPromise<Value> implements Promise<Value> {
  readonly [Symbol.toStringTag] = "ApiPromise";
  readonly #start: Start;
  #outcome: Promise<Outcome> | undefined;
  #isRaw = false;

  constructor(start: Start) {
    this.#start = start;
    // Node.js takes longer for queueMicrotask.
    void Promise.resolve().then(() => {
      if (!this.#isRaw) {
        void this.#run();
      }
    });
  }

  #run(): Promise<Outcome> {
    this.#outcome ??= this.#start(false);
    return this.#outcome;
  }

  /** The answer's value together with its status and headers. */
  async withResponse(): Promise<WithResponse<Value>> {
    const { value, response } = await this.#run();
    const { headers } = response;
    return {
      data: value as Value,
      response,
      requestId: requestIdOf(headers),
      etag: headers.get("etag") ?? undefined,
    };
  }

  /** The answer as it arrives, whatever its status. Call this first: an answer is read only once. */
  async asResponse(): Promise<Response> {
    if (this.#outcome) {
      throw new TypeError("asResponse() must be called as soon as the call is made");
    }
    this.#isRaw = true;
    return (await this.#start(true)).response;
  }

  then<Kept = Value, Caught = never>(
    onfulfilled?: ((value: Value) => Kept | PromiseLike<Kept>) | null,
    onrejected?: ((reason: unknown) => Caught | PromiseLike<Caught>) | null,
  ): Promise<Kept | Caught> {
    return this.#value().then(onfulfilled, onrejected);
  }

  catch<Caught = never>(
    onrejected?: ((reason: unknown) => Caught | PromiseLike<Caught>) | null,
  ): Promise<Value | Caught> {
    return this.#value().catch(onrejected);
  }

  finally(onfinally?: (() => void) | null): Promise<Value> {
    return this.#value().finally(onfinally);
  }

  async #value(): Promise<Value> {
    return (await this.#run()).value as Value;
  }
}
