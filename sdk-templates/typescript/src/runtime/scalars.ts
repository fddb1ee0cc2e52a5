/** Names for plain values that mean something in particular. They are not converted: what arrives is what you get. */

/** A time in RFC 3339, such as `2026-11-20T09:00:00Z`. `new Date(value)` reads it, `date.toISOString()` writes it. */
export type DateTimeString = string;

/** A day in RFC 3339, such as `2026-11-20`. */
export type DateString = string;

/** A UUID. */
export type Uuid = string;

/** A URI. */
export type UriString = string;

/** A decimal number as text, as numbers of JavaScript cannot hold all of them. */
export type DecimalString = string;

/** Bytes in base64. */
export type Base64String = string;

/**
 * A whole number of up to 64 bits. It is a `number`, and exact: an answer with one beyond `Number.MAX_SAFE_INTEGER` is
 * a `DecodeError` unless the option `int64` says what to make of it.
 */
export type Int64 = number;

/** What can be sent where a file or other bytes are asked for. A stream is sent once and never again. */
export type Upload = Blob | ArrayBuffer | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> | string;

declare const unrecognized: unique symbol;

/**
 * What a service may answer in place of the variants that are known. It is the value as it arrived; look at it with
 * care. `Tag` is the member that tells variants apart.
 */
export type Unrecognized<Tag extends string = never> = { readonly [unrecognized]: true } & {
  readonly [Name in Tag]?: never;
};
