/** What the service sends by itself: JSON, checked like an answer. */

import { SdkError } from "./errors.js";
import { parseJson } from "./json.js";
import type { Int64Policy } from "./scalars.js";
import { conform, type Shape, ShapeMismatch } from "./shapes.js";

/** The body of a request, as servers hand it over. */
export type WebhookSource = string | Uint8Array | ArrayBuffer;

/** What can be chosen for a webhook. */
export interface WebhookOptions {
  /** What to make of integers that a `number` cannot hold, as for answers. */
  readonly int64?: Int64Policy | undefined;
}

/** A message that is not what the service describes. */
export class WebhookError extends SdkError {
  readonly kind = "decode";

  /** The name of the webhook, as it was given. */
  readonly webhook: string;

  constructor(message: string, webhook: string) {
    super(`webhook ${JSON.stringify(webhook)}: ${message}`, false);
    this.webhook = webhook;
  }
}

/** Reads the body of a webhook, and checks that it has the shape it should have. */
export function decodeBody(name: string, shape: Shape, body: WebhookSource, options: WebhookOptions): unknown {
  try {
    const text = typeof body === "string" ? body : new TextDecoder("utf-8", { fatal: true }).decode(body);
    return conform(shape, parseJson(text), options.int64 ?? "error");
  } catch (error) {
    const what =
      error instanceof ShapeMismatch ? `the message is not as described: ${error.message}` : "it is not JSON";
    throw new WebhookError(what, name);
  }
}
