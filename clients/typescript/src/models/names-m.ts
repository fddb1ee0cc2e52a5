/** Types whose names begin with m. */

/**
 * Data that your applications store with the user: at most 16 KiB of JSON, 5 levels deep, without NUL characters;
 * otherwise 422 `metadata_invalid`. Updates are merged (JSON merge patch, RFC 7396): members that you send replace
 * the stored ones, `null` removes a member, and others keep their value.
 */
export type Metadata = { [key: string]: unknown };
