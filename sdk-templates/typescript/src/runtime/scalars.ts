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
 * What a whole number of up to 64 bits can be: a `number`, and exact, since an answer with one beyond
 * `Number.MAX_SAFE_INTEGER` is a `DecodeError`. A program that would rather have such numbers as `bigint` (or `string`)
 * says so to the compiler, and can then choose it with the option `int64`:
 *
 *     declare module "<this package>" {
 *       interface Int64Types {
 *         readonly bigint: bigint;
 *       }
 *     }
 */
export interface Int64Types {
  readonly number: number;
}

/** A whole number of up to 64 bits. */
export type Int64 = Int64Types[keyof Int64Types];

/** What to make of a whole number that a `number` cannot hold: an error, the nearest one, or what `Int64Types` has. */
export type Int64Policy = "error" | keyof Int64Types;

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
