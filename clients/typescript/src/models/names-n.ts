/** Types whose names begin with n. */

/**
 * A new password. Must mix at least three of lower case, upper case, digits and symbols, or be 15 characters or
 * longer. Must not appear in lists of breached passwords, nor be easy to guess, even for someone who knows the
 * user's name, username and email address. Otherwise the response is 422 `weak_password`. `auth.policy` has the
 * rules of this installation.
 */
export type NewPassword = string;

/** Cursor of the next page, or null on the last page. */
export type NextCursor = string;
