/** Types whose names begin with c. */

/** What an application is known by. */
export type ClientId = string;
