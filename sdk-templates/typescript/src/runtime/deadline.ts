/** Time limits and cancellation. */

import { TimeoutError } from "./errors.js";

const LONGEST_TIMER_MS = 2 ** 31 - 1;

type Timer = ReturnType<typeof setTimeout> | undefined;

/** The time for a call and its tries. */
export class Deadline {
  readonly #parent: AbortSignal | undefined;
  readonly #timer: Timer;
  readonly #end: number;
  readonly #stop = (): void => {
    this.#give(this.#parent?.reason);
  };
  // Signals are dear, so tries share the call's, until one runs out of time.
  #controller = new AbortController();
  #fail: ((reason: unknown) => void) | undefined;

  constructor(ms: number, message: string, parent?: AbortSignal) {
    this.#parent = parent;
    this.#end = Date.now() + ms;
    if (parent?.aborted) {
      this.#stop();
      return;
    }
    parent?.addEventListener("abort", this.#stop, { once: true });
    this.#timer = startTimer(ms, () => {
      this.#give(new TimeoutError(message));
    });
  }

  /** Given when the parent's is, or when the time for the call is up. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** How much time is left, in milliseconds. */
  get leftMs(): number {
    return this.#end - Date.now();
  }

  /** Makes a try, which has a time of its own: its signal is given when that is up as well, and need not be heeded. */
  async limit<Value>(ms: number, message: string, attempt: (signal: AbortSignal) => Promise<Value>): Promise<Value> {
    const controller = this.#controller;
    controller.signal.throwIfAborted();
    let timer: Timer;
    try {
      return await new Promise<Value>((resolve, reject) => {
        this.#fail = reject;
        timer = startTimer(ms, () => {
          const late = new TimeoutError(message);
          this.#controller = new AbortController();
          controller.abort(late);
          reject(late);
        });
        attempt(controller.signal).then(resolve, reject);
      });
    } finally {
      clearTimeout(timer);
    }
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

  #give(reason: unknown): void {
    this.#controller.abort(reason);
    this.#fail?.(this.signal.reason);
  }
}

function startTimer(ms: number, end: () => void): Timer {
  return ms <= LONGEST_TIMER_MS ? setTimeout(end, ms) : undefined;
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
