/** Whether to try again, and when. */

import { retryAfterMs, SdkError, TimeoutError, TransportError } from "./errors.js";

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 8000;

// What the runtimes call a connection that was never made: nothing has been sent.
const NEVER_CONNECTED = new Set([
  "ECONNREFUSED",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
  "UND_ERR_CONNECT_TIMEOUT",
  "ConnectionRefused",
  "FailedToOpenSocket",
]);
const PLAIN_WORDS = /^[a-z]{1,20}( [a-z]{1,20}){0,11}$/i;
const UNTRUSTED = /CERT|SSL|TLS|SELF_SIGNED|ALTNAME|UNABLE_TO_VERIFY/i;

/** How long to wait before the next try: longer each time, never exactly the same, and at least what the service asks. */
export function waitMs(attempt: number, headers: Headers | undefined, random = Math.random()): number {
  const asked = headers && retryAfterMs(headers);
  if (asked !== undefined) {
    return asked;
  }
  return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt) * (0.5 + random / 2);
}

/** Makes an error of whatever a failed `fetch` throws. Its message names no address, and nothing of the request. */
export function transportError(operation: string, error: unknown): SdkError {
  if (error instanceof SdkError) {
    return error;
  }
  const code = codeOf(error);
  const what = NEVER_CONNECTED.has(code)
    ? "no connection could be made"
    : UNTRUSTED.test(code)
      ? "the certificate cannot be trusted, or TLS failed"
      : "the connection failed";
  const detail = code === "" ? causeOf(error) : ` (${code})`;
  return new TransportError(`${operation}: ${what}${detail}`, code, !UNTRUSTED.test(code));
}

/** What the cause says, if it is nothing but words: a message that quotes something may quote a credential. */
function causeOf(error: unknown): string {
  const message = (error as { cause?: { message?: unknown } } | undefined)?.cause?.message;
  return typeof message === "string" && PLAIN_WORDS.test(message) ? `: ${message}` : "";
}

function codeOf(error: unknown): string {
  const seen = [error, (error as { cause?: unknown } | undefined)?.cause];
  const nested = (seen[1] as { errors?: unknown[] } | undefined)?.errors?.[0];
  for (const each of [...seen, nested]) {
    const code = (each as { code?: unknown } | null | undefined)?.code;
    if (typeof code === "string") {
      return code;
    }
  }
  return "";
}

/** Whether a failed try may be repeated: always if nothing was sent, else only if repeating does no harm. */
export function mayRepeat(error: unknown, isRetryable: boolean): boolean {
  if (error instanceof TransportError && NEVER_CONNECTED.has(error.code)) {
    return true;
  }
  const isPassing = error instanceof TransportError || error instanceof TimeoutError;
  return isRetryable && isPassing && error.retryable;
}

/** Waits, unless the signal is given. */
export async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  await new Promise<void>((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, ms);
    signal.addEventListener("abort", stop, { once: true });
  });
}
