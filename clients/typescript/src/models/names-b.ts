/** Types whose names begin with b. */

/** About the user. May contain line feeds and tabs, but no other control characters. */
export type Bio = string;
