/** Time limits and cancellation. */

import { TimeoutError } from "./errors.js";

const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** A signal that is given when its parent is, or when time is up. */
export class Deadline {
  readonly #controller = new AbortController();
  readonly #parent: AbortSignal | undefined;
  readonly #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #end: number;
  readonly #stop = (): void => {
    this.#controller.abort(this.#parent?.reason);
  };

  constructor(ms: number, message: string, parent?: AbortSignal) {
    this.#parent = parent;
    this.#end = Date.now() + ms;
    if (parent?.aborted) {
      this.#stop();
      return;
    }
    parent?.addEventListener("abort", this.#stop, { once: true });
    if (ms <= LONGEST_TIMER_MS) {
      this.#timer = setTimeout(() => {
        this.#controller.abort(new TimeoutError(message));
      }, ms);
    }
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** How much time is left, in milliseconds. */
  get leftMs(): number {
    return this.#end - Date.now();
  }

  /** Stops the clock; the parent can still cancel. For answers that are handed over before they have arrived in full. */
  relax(): void {
    clearTimeout(this.#timer);
  }

  /** Stops the clock and forgets the parent. */
  release(): void {
    this.relax();
    this.#parent?.removeEventListener("abort", this.#stop);
  }
}

/** Waits for something, but no longer than until the signal is given. */
export async function unlessAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  let stop: (() => void) | undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    stop = (): void => {
      reject(signal.reason as Error);
    };
    signal.addEventListener("abort", stop, { once: true });
  });
  try {
    signal.throwIfAborted();
    return await Promise.race([promise, aborted]);
  } catch (error) {
    promise.catch(() => undefined);
    throw signal.aborted ? signal.reason : error;
  } finally {
    if (stop) {
      signal.removeEventListener("abort", stop);
    }
  }
}
