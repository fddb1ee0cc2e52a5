import type {
  Accepted,
  Reference,
  RoleName,
  SessionList,
  SortParameter,
  User,
  UserCreate,
  UserPage,
  UserStats,
  UserUpdate,
} from "../models.js";
import { readJson, readNothing } from "../runtime/answers.js";
import { writeJson } from "../runtime/bodies.js";
import type { Operation } from "../runtime/operation.js";
import type { RequestOptions } from "../runtime/options.js";
import { type PagePromise, paginate } from "../runtime/pages.js";
import type { ApiPromise } from "../runtime/promise.js";
import type { DateTimeString, Int64, Uuid } from "../runtime/scalars.js";
import type { Transport } from "../runtime/transport.js";
import * as shapes from "../shapes.js";

/** Options of `users.list`. */
export interface UsersListCallOptions extends RequestOptions {
  /**
   * Maximum number of items per page.
   *
   * @default 50
   */
  limit?: Int64 | undefined;
  /**
   * The `next_cursor` of the previous page. Send the same filters and sort order. Cannot be combined with a `skip`
   * above 0.
   */
  cursor?: string | undefined;
  /** How many items to skip. Cannot be combined with `cursor`, unless 0. */
  skip?: Int64 | undefined;
  /**
   * Sort order; a leading `-` means descending. By default oldest first.
   *
   * @default "created_at"
   */
  sort?: SortParameter | undefined;
  /**
   * Text to find in the email address, username or full name, ignoring case. The whole address of somebody finds only them.
   */
  search?: string | undefined;
  /**
   * Also say how many users match, as `total`. With more than 20,000 users, what many match is estimated from a sample of them; `total_is_estimate` says so.
   *
   * @default false
   */
  includeTotal?: boolean | undefined;
  /** Only the user with this email address, ignoring case. */
  email?: string | undefined;
  /** Only the user with this username, ignoring case. */
  username?: string | undefined;
  /** Only users with this role. An unknown role matches nobody. */
  role?: RoleName | undefined;
  /** `true` for active users only, `false` for all others. By default both. */
  isActive?: boolean | undefined;
  /** `true` for users with a verified email address only, `false` for all others. By default both. */
  isVerified?: boolean | undefined;
  /** Only items created at this time or later. */
  createdFrom?: DateTimeString | undefined;
  /** Only items created before this time. */
  createdTo?: DateTimeString | undefined;
}

const USERS_LIST: Operation = {
  id: "users.list",
  method: "GET",
  path: "/users",
  parameters: [
    { name: "limit", wire: "limit", in: "query" },
    { name: "cursor", wire: "cursor", in: "query" },
    { name: "skip", wire: "skip", in: "query" },
    { name: "sort", wire: "sort", in: "query" },
    { name: "search", wire: "search", in: "query" },
    { name: "includeTotal", wire: "include_total", in: "query" },
    { name: "email", wire: "email", in: "query" },
    { name: "username", wire: "username", in: "query" },
    { name: "role", wire: "role", in: "query" },
    { name: "isActive", wire: "is_active", in: "query" },
    { name: "isVerified", wire: "is_verified", in: "query" },
    { name: "createdFrom", wire: "created_from", in: "query" },
    { name: "createdTo", wire: "created_to", in: "query" },
  ],
  security: [["oauth2"], ["bearer"], ["apiKey"]],
  answer: { read: readJson, type: "application/json", shape: shapes.UserPage },
  retryable: true,
  page: { style: "cursor", items: ["items"], next: ["next_cursor"], parameter: "cursor" },
};

/**
 * List users
 *
 * By default all users except deleted ones, whatever their status, oldest first. Pass `is_active=true` for active
 * users only, and `sort=-created_at` for newest first.
 *
 * Filters narrow the list, and users must match all of them. `email`, `username` and `role` match whole values,
 * `search` matches parts of the email address, username or full name; case and Unicode form do not matter. Page
 * with `cursor`; `skip` jumps to a page by number.
 *
 * With filters or a search that many match, a page looks at the next 5,000 users in the order of the list and
 * no further. If few of them match, it is short, or empty, and `next_cursor` goes on from there: only a
 * `next_cursor` of `null` says that this is the end. A page by `skip` is always full, and can take long.
 */
export function usersList(transport: Transport, options: UsersListCallOptions = {}): PagePromise<UserPage, User> {
  return paginate(transport, USERS_LIST, {}, options);
}

/** Options of `users.create`. */
export interface UsersCreateCallOptions extends RequestOptions {
  /**
   * A value of your choice, such as a random UUID, that makes this request safe to repeat. Keys belong to one
   * operation and one user; without credentials, to one operation and one body.
   */
  idempotencyKey?: string | undefined;
}

const USERS_CREATE: Operation = {
  id: "users.create",
  method: "POST",
  path: "/users",
  parameters: [{ name: "idempotencyKey", wire: "Idempotency-Key", in: "header" }],
  security: [["oauth2"], ["bearer"], ["apiKey"]],
  body: [{ type: "application/json", write: writeJson }],
  answer: { read: readJson, type: "application/json", shape: shapes.User },
  retryable: true,
  idempotency: "Idempotency-Key",
};

/**
 * Create a user
 *
 * Creates an account for someone else, with the role `user` unless `roles` says otherwise. Without `password`, the
 * user is emailed an invitation to choose one. 403 `privilege_escalation` if a role has a permission that the
 * caller does not hold; 404 `role_not_found`; 409 `email_taken` or `username_taken`.
 *
 * If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
 */
export function usersCreate(
  transport: Transport,
  body: UserCreate,
  options: UsersCreateCallOptions = {},
): ApiPromise<User> {
  return transport.call(USERS_CREATE, {}, options, body);
}

/** Options of `users.stats`. */
export interface UsersStatsCallOptions extends RequestOptions {
  /**
   * Number of days to count registrations for, including today.
   *
   * @default 30
   */
  days?: Int64 | undefined;
}

const USERS_STATS: Operation = {
  id: "users.stats",
  method: "GET",
  path: "/users/stats/count",
  parameters: [{ name: "days", wire: "days", in: "query" }],
  security: [["oauth2"], ["bearer"], ["apiKey"]],
  answer: { read: readJson, type: "application/json", shape: shapes.UserStats },
  retryable: true,
};

/**
 * Count users
 *
 * How many users there are by status, and how many registered on each of the last `days` days (UTC).
 */
export function usersStats(transport: Transport, options: UsersStatsCallOptions = {}): ApiPromise<UserStats> {
  return transport.call(USERS_STATS, {}, options);
}

const USERS_GET_BY_UUID: Operation = {
  id: "users.get_by_uuid",
  method: "GET",
  path: "/users/uuid/{user_uuid}",
  parameters: [{ name: "userUuid", wire: "user_uuid", in: "path" }],
  security: [["oauth2"], ["bearer"], ["apiKey"]],
  answer: { read: readJson, type: "application/json", shape: shapes.User },
  retryable: true,
};

/**
 * Get a user by UUID
 *
 * For services that store the UUID, which is also the subject of access tokens. 404 `user_not_found` if there is no
 * such user, or it was deleted. Nobody needs a permission for the user that their credentials belong to.
 */
export function usersGetByUuid(transport: Transport, userUuid: Uuid, options: RequestOptions = {}): ApiPromise<User> {
  return transport.call(USERS_GET_BY_UUID, { userUuid }, options);
}

const USERS_GET: Operation = {
  id: "users.get",
  method: "GET",
  path: "/users/{user_id}",
  parameters: [{ name: "userId", wire: "user_id", in: "path" }],
  security: [["oauth2"], ["bearer"], ["apiKey"]],
  answer: { read: readJson, type: "application/json", shape: shapes.User },
  retryable: true,
};

/**
 * Get a user
 *
 * Returns one user. 404 `user_not_found` if there is no such user, or it was deleted. Nobody needs a permission for
 * the user that their credentials belong to.
 */
export function usersGet(transport: Transport, userId: Int64, options: RequestOptions = {}): ApiPromise<User> {
  return transport.call(USERS_GET, { userId }, options);
}

/** Options of `users.replace`. */
export interface UsersReplaceCallOptions extends RequestOptions {
  /**
   * The `ETag` of the version you are updating, or `*` for any. The update fails with 412 if the resource has
   * changed since.
   */
  ifMatch?: string | undefined;
}

const USERS_REPLACE: Operation = {
  id: "users.replace",
  method: "PUT",
  path: "/users/{user_id}",
  parameters: [
    { name: "userId", wire: "user_id", in: "path" },
    { name: "ifMatch", wire: "If-Match", in: "header" },
  ],
  security: [["oauth2"], ["bearer"], ["apiKey"]],
  body: [{ type: "application/json", write: writeJson }],
  answer: { read: readJson, type: "application/json", shape: shapes.User },
  retryable: true,
};

/**
 * Update a user (PUT)
 *
 * Same as `users.update`, for clients that send PUT: fields left out keep their value.
 *
 * If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
 */
export function usersReplace(
  transport: Transport,
  userId: Int64,
  body: UserUpdate,
  options: UsersReplaceCallOptions = {},
): ApiPromise<User> {
  return transport.call(USERS_REPLACE, { userId }, options, body);
}

/** Options of `users.update`. */
export interface UsersUpdateCallOptions extends RequestOptions {
  /**
   * The `ETag` of the version you are updating, or `*` for any. The update fails with 412 if the resource has
   * changed since.
   */
  ifMatch?: string | undefined;
}

const USERS_UPDATE: Operation = {
  id: "users.update",
  method: "PATCH",
  path: "/users/{user_id}",
  parameters: [
    { name: "userId", wire: "user_id", in: "path" },
    { name: "ifMatch", wire: "If-Match", in: "header" },
  ],
  security: [["oauth2"], ["bearer"], ["apiKey"]],
  body: [{ type: "application/json", write: writeJson }],
  answer: { read: readJson, type: "application/json", shape: shapes.User },
};

/**
 * Update a user
 *
 * Changes only the fields in the body. `null` clears a field that may be empty, and `metadata` is merged into the
 * stored value. Roles, status and password have operations of their own. A new email address has to be verified
 * again, and gets no password reset before; the former one is told. Nobody changes their own here (403 `forbidden`),
 * but with `me.change_email`. 403 `privilege_escalation` for a user with permissions that the caller does not hold;
 * 409 `email_taken` or `username_taken`.
 *
 * If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
 */
export function usersUpdate(
  transport: Transport,
  userId: Int64,
  body: UserUpdate,
  options: UsersUpdateCallOptions = {},
): ApiPromise<User> {
  return transport.call(USERS_UPDATE, { userId }, options, body);
}

/** Options of `users.delete`. */
export interface UsersDeleteCallOptions extends RequestOptions {
  /**
   * Remove personal data for good. Cannot be undone.
   *
   * @default false
   */
  erase?: boolean | undefined;
}

const USERS_DELETE: Operation = {
  id: "users.delete",
  method: "DELETE",
  path: "/users/{user_id}",
  parameters: [
    { name: "userId", wire: "user_id", in: "path" },
    { name: "erase", wire: "erase", in: "query" },
  ],
  security: [["oauth2"], ["bearer"], ["apiKey"]],
  answer: { read: readNothing },
  retryable: true,
};

/**
 * Delete a user
 *
 * Signs the user out everywhere, revokes their API keys and hides the account; `users.restore` undoes that. With
 * `erase=true`, personal data is removed for good. 409 `cannot_delete_self` for your own account, 409 `last_admin`
 * for the last superuser.
 *
 * If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
 */
export function usersDelete(
  transport: Transport,
  userId: Int64,
  options: UsersDeleteCallOptions = {},
): ApiPromise<void> {
  return transport.call(USERS_DELETE, { userId }, options);
}

const USERS_ACTIVATE: Operation = {
  id: "users.activate",
  method: "POST",
  path: "/users/{user_id}/activate",
  parameters: [{ name: "userId", wire: "user_id", in: "path" }],
  security: [["oauth2"], ["bearer"], ["apiKey"]],
  answer: { read: readJson, type: "application/json", shape: shapes.User },
};

/**
 * Activate an account
 *
 * Makes a deactivated account usable again. Does nothing if it is active already.
 *
 * If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
 */
export function usersActivate(transport: Transport, userId: Int64, options: RequestOptions = {}): ApiPromise<User> {
  return transport.call(USERS_ACTIVATE, { userId }, options);
}

const USERS_DEACTIVATE: Operation = {
  id: "users.deactivate",
  method: "POST",
  path: "/users/{user_id}/deactivate",
  parameters: [{ name: "userId", wire: "user_id", in: "path" }],
  security: [["oauth2"], ["bearer"], ["apiKey"]],
  answer: { read: readJson, type: "application/json", shape: shapes.User },
};

/**
 * Deactivate an account
 *
 * Signs the user out everywhere, revokes their API keys and blocks sign-in until `users.activate`. 409
 * `last_admin` for the last superuser.
 *
 * If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
 */
export function usersDeactivate(transport: Transport, userId: Int64, options: RequestOptions = {}): ApiPromise<User> {
  return transport.call(USERS_DEACTIVATE, { userId }, options);
}

const USERS_RESTORE: Operation = {
  id: "users.restore",
  method: "POST",
  path: "/users/{user_id}/restore",
  parameters: [{ name: "userId", wire: "user_id", in: "path" }],
  security: [["oauth2"], ["bearer"], ["apiKey"]],
  answer: { read: readJson, type: "application/json", shape: shapes.User },
};

/**
 * Restore a deleted user
 *
 * Undoes `users.delete`; the user has to sign in again. Does nothing if the user is not deleted. 404
 * `user_not_found` if the account was erased.
 *
 * If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
 */
export function usersRestore(transport: Transport, userId: Int64, options: RequestOptions = {}): ApiPromise<User> {
  return transport.call(USERS_RESTORE, { userId }, options);
}

const USERS_UNLOCK: Operation = {
  id: "users.unlock",
  method: "POST",
  path: "/users/{user_id}/unlock",
  parameters: [{ name: "userId", wire: "user_id", in: "path" }],
  security: [["oauth2"], ["bearer"], ["apiKey"]],
  answer: { read: readJson, type: "application/json", shape: shapes.User },
};

/**
 * Unlock an account
 *
 * Clears failed sign-ins, so that the user can try again without waiting.
 */
export function usersUnlock(transport: Transport, userId: Int64, options: RequestOptions = {}): ApiPromise<User> {
  return transport.call(USERS_UNLOCK, { userId }, options);
}

const USERS_FORCE_PASSWORD_RESET: Operation = {
  id: "users.force_password_reset",
  method: "POST",
  path: "/users/{user_id}/force-password-reset",
  parameters: [{ name: "userId", wire: "user_id", in: "path" }],
  security: [["oauth2"], ["bearer"], ["apiKey"]],
  answer: { read: readJson, type: "application/json", shape: shapes.Accepted },
};

/**
 * Force a password reset
 *
 * Ends all sessions and API keys of the user, blocks their password (403 `password_reset_required` at sign-in),
 * and emails them a token to set a new one. If an administrator has changed their address and it is not verified
 * yet, they are emailed a token to verify it instead, and can then request the reset.
 *
 * If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
 */
export function usersForcePasswordReset(
  transport: Transport,
  userId: Int64,
  options: RequestOptions = {},
): ApiPromise<Accepted> {
  return transport.call(USERS_FORCE_PASSWORD_RESET, { userId }, options);
}

const USERS_LIST_SESSIONS: Operation = {
  id: "users.list_sessions",
  method: "GET",
  path: "/users/{user_id}/sessions",
  parameters: [{ name: "userId", wire: "user_id", in: "path" }],
  security: [["oauth2"], ["bearer"], ["apiKey"]],
  answer: { read: readJson, type: "application/json", shape: shapes.SessionList },
  retryable: true,
};

/**
 * List a user's sessions
 *
 * Where the user is signed in, most recently used first. `is_current` is true only for the session making the
 * request. 403 `privilege_escalation` for a user with permissions that the caller does not hold.
 */
export function usersListSessions(
  transport: Transport,
  userId: Int64,
  options: RequestOptions = {},
): ApiPromise<SessionList> {
  return transport.call(USERS_LIST_SESSIONS, { userId }, options);
}

const USERS_REVOKE_SESSIONS: Operation = {
  id: "users.revoke_sessions",
  method: "DELETE",
  path: "/users/{user_id}/sessions",
  parameters: [{ name: "userId", wire: "user_id", in: "path" }],
  security: [["oauth2"], ["bearer"], ["apiKey"]],
  answer: { read: readNothing },
  retryable: true,
};

/**
 * End all sessions of a user
 *
 * Signs the user out everywhere, immediately. They can sign in again, and their API keys keep working.
 */
export function usersRevokeSessions(
  transport: Transport,
  userId: Int64,
  options: RequestOptions = {},
): ApiPromise<void> {
  return transport.call(USERS_REVOKE_SESSIONS, { userId }, options);
}

const USERS_RESET_FACTORS: Operation = {
  id: "users.reset_factors",
  method: "DELETE",
  path: "/users/{user_id}/factors",
  parameters: [{ name: "userId", wire: "user_id", in: "path" }],
  security: [["oauth2"], ["bearer"], ["apiKey"]],
  answer: { read: readNothing },
  retryable: true,
};

/**
 * Remove all second factors of a user
 *
 * For somebody who has lost their phone and their recovery codes. Removes both, ends the user's sessions, and tells them
 * by email; API keys keep working. Be sure who asks: from then on the password alone signs in. 403
 * `privilege_escalation` for a user with permissions that the caller does not hold, 403 `forbidden` for yourself: remove
 * your own with `factors.remove`.
 *
 * If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
 */
export function usersResetFactors(transport: Transport, userId: Int64, options: RequestOptions = {}): ApiPromise<void> {
  return transport.call(USERS_RESET_FACTORS, { userId }, options);
}

const USERS_GRANT_ROLE: Operation = {
  id: "users.grant_role",
  method: "PUT",
  path: "/users/{user_id}/roles/{role}",
  parameters: [
    { name: "userId", wire: "user_id", in: "path" },
    { name: "role", wire: "role", in: "path" },
  ],
  security: [["oauth2"], ["bearer"], ["apiKey"]],
  answer: { read: readJson, type: "application/json", shape: shapes.User },
  retryable: true,
};

/**
 * Grant a role
 *
 * Ends the user's sessions and API keys, so that none outlives the change. Does nothing if the user has the role
 * already. 403 `privilege_escalation` if the role has a permission that the caller does not hold; 404
 * `user_not_found` or `role_not_found`.
 *
 * If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
 */
export function usersGrantRole(
  transport: Transport,
  userId: Int64,
  role: RoleName,
  options: RequestOptions = {},
): ApiPromise<User> {
  return transport.call(USERS_GRANT_ROLE, { userId, role }, options);
}

const USERS_REVOKE_ROLE: Operation = {
  id: "users.revoke_role",
  method: "DELETE",
  path: "/users/{user_id}/roles/{role}",
  parameters: [
    { name: "userId", wire: "user_id", in: "path" },
    { name: "role", wire: "role", in: "path" },
  ],
  security: [["oauth2"], ["bearer"], ["apiKey"]],
  answer: { read: readJson, type: "application/json", shape: shapes.User },
  retryable: true,
};

/**
 * Revoke a role
 *
 * Ends the user's sessions and API keys. Does nothing if the user does not have the role. 403
 * `privilege_escalation` if the role has a permission that the caller does not hold; 409 `last_admin` for the last
 * superuser.
 *
 * If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
 */
export function usersRevokeRole(
  transport: Transport,
  userId: Int64,
  role: RoleName,
  options: RequestOptions = {},
): ApiPromise<User> {
  return transport.call(USERS_REVOKE_ROLE, { userId, role }, options);
}

const USERS_REFERENCE: Operation = {
  id: "users.reference",
  method: "GET",
  path: "/users/{user_id}/cross-env-ref",
  parameters: [{ name: "userId", wire: "user_id", in: "path" }],
  security: [["oauth2"], ["bearer"], ["apiKey"]],
  answer: { read: readJson, type: "application/json", shape: shapes.Reference },
  retryable: true,
};

/**
 * Get a reference to a user
 *
 * The few fields that another service needs to point at a user. Nobody needs a permission for the user that their
 * credentials belong to.
 */
export function usersReference(
  transport: Transport,
  userId: Int64,
  options: RequestOptions = {},
): ApiPromise<Reference> {
  return transport.call(USERS_REFERENCE, { userId }, options);
}

/** Administration of users. */
export class UsersApi {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * List users
   *
   * By default all users except deleted ones, whatever their status, oldest first. Pass `is_active=true` for active
   * users only, and `sort=-created_at` for newest first.
   *
   * Filters narrow the list, and users must match all of them. `email`, `username` and `role` match whole values,
   * `search` matches parts of the email address, username or full name; case and Unicode form do not matter. Page
   * with `cursor`; `skip` jumps to a page by number.
   *
   * With filters or a search that many match, a page looks at the next 5,000 users in the order of the list and
   * no further. If few of them match, it is short, or empty, and `next_cursor` goes on from there: only a
   * `next_cursor` of `null` says that this is the end. A page by `skip` is always full, and can take long.
   */
  list(options: UsersListCallOptions = {}): PagePromise<UserPage, User> {
    return usersList(this.#transport, options);
  }

  /**
   * Create a user
   *
   * Creates an account for someone else, with the role `user` unless `roles` says otherwise. Without `password`, the
   * user is emailed an invitation to choose one. 403 `privilege_escalation` if a role has a permission that the
   * caller does not hold; 404 `role_not_found`; 409 `email_taken` or `username_taken`.
   *
   * If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
   */
  create(body: UserCreate, options: UsersCreateCallOptions = {}): ApiPromise<User> {
    return usersCreate(this.#transport, body, options);
  }

  /**
   * Count users
   *
   * How many users there are by status, and how many registered on each of the last `days` days (UTC).
   */
  stats(options: UsersStatsCallOptions = {}): ApiPromise<UserStats> {
    return usersStats(this.#transport, options);
  }

  /**
   * Get a user by UUID
   *
   * For services that store the UUID, which is also the subject of access tokens. 404 `user_not_found` if there is no
   * such user, or it was deleted. Nobody needs a permission for the user that their credentials belong to.
   */
  getByUuid(userUuid: Uuid, options: RequestOptions = {}): ApiPromise<User> {
    return usersGetByUuid(this.#transport, userUuid, options);
  }

  /**
   * Get a user
   *
   * Returns one user. 404 `user_not_found` if there is no such user, or it was deleted. Nobody needs a permission for
   * the user that their credentials belong to.
   */
  get(userId: Int64, options: RequestOptions = {}): ApiPromise<User> {
    return usersGet(this.#transport, userId, options);
  }

  /**
   * Update a user (PUT)
   *
   * Same as `users.update`, for clients that send PUT: fields left out keep their value.
   *
   * If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
   */
  replace(userId: Int64, body: UserUpdate, options: UsersReplaceCallOptions = {}): ApiPromise<User> {
    return usersReplace(this.#transport, userId, body, options);
  }

  /**
   * Update a user
   *
   * Changes only the fields in the body. `null` clears a field that may be empty, and `metadata` is merged into the
   * stored value. Roles, status and password have operations of their own. A new email address has to be verified
   * again, and gets no password reset before; the former one is told. Nobody changes their own here (403 `forbidden`),
   * but with `me.change_email`. 403 `privilege_escalation` for a user with permissions that the caller does not hold;
   * 409 `email_taken` or `username_taken`.
   *
   * If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
   */
  update(userId: Int64, body: UserUpdate, options: UsersUpdateCallOptions = {}): ApiPromise<User> {
    return usersUpdate(this.#transport, userId, body, options);
  }

  /**
   * Delete a user
   *
   * Signs the user out everywhere, revokes their API keys and hides the account; `users.restore` undoes that. With
   * `erase=true`, personal data is removed for good. 409 `cannot_delete_self` for your own account, 409 `last_admin`
   * for the last superuser.
   *
   * If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
   */
  delete(userId: Int64, options: UsersDeleteCallOptions = {}): ApiPromise<void> {
    return usersDelete(this.#transport, userId, options);
  }

  /**
   * Activate an account
   *
   * Makes a deactivated account usable again. Does nothing if it is active already.
   *
   * If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
   */
  activate(userId: Int64, options: RequestOptions = {}): ApiPromise<User> {
    return usersActivate(this.#transport, userId, options);
  }

  /**
   * Deactivate an account
   *
   * Signs the user out everywhere, revokes their API keys and blocks sign-in until `users.activate`. 409
   * `last_admin` for the last superuser.
   *
   * If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
   */
  deactivate(userId: Int64, options: RequestOptions = {}): ApiPromise<User> {
    return usersDeactivate(this.#transport, userId, options);
  }

  /**
   * Restore a deleted user
   *
   * Undoes `users.delete`; the user has to sign in again. Does nothing if the user is not deleted. 404
   * `user_not_found` if the account was erased.
   *
   * If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
   */
  restore(userId: Int64, options: RequestOptions = {}): ApiPromise<User> {
    return usersRestore(this.#transport, userId, options);
  }

  /**
   * Unlock an account
   *
   * Clears failed sign-ins, so that the user can try again without waiting.
   */
  unlock(userId: Int64, options: RequestOptions = {}): ApiPromise<User> {
    return usersUnlock(this.#transport, userId, options);
  }

  /**
   * Force a password reset
   *
   * Ends all sessions and API keys of the user, blocks their password (403 `password_reset_required` at sign-in),
   * and emails them a token to set a new one. If an administrator has changed their address and it is not verified
   * yet, they are emailed a token to verify it instead, and can then request the reset.
   *
   * If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
   */
  forcePasswordReset(userId: Int64, options: RequestOptions = {}): ApiPromise<Accepted> {
    return usersForcePasswordReset(this.#transport, userId, options);
  }

  /**
   * List a user's sessions
   *
   * Where the user is signed in, most recently used first. `is_current` is true only for the session making the
   * request. 403 `privilege_escalation` for a user with permissions that the caller does not hold.
   */
  listSessions(userId: Int64, options: RequestOptions = {}): ApiPromise<SessionList> {
    return usersListSessions(this.#transport, userId, options);
  }

  /**
   * End all sessions of a user
   *
   * Signs the user out everywhere, immediately. They can sign in again, and their API keys keep working.
   */
  revokeSessions(userId: Int64, options: RequestOptions = {}): ApiPromise<void> {
    return usersRevokeSessions(this.#transport, userId, options);
  }

  /**
   * Remove all second factors of a user
   *
   * For somebody who has lost their phone and their recovery codes. Removes both, ends the user's sessions, and tells them
   * by email; API keys keep working. Be sure who asks: from then on the password alone signs in. 403
   * `privilege_escalation` for a user with permissions that the caller does not hold, 403 `forbidden` for yourself: remove
   * your own with `factors.remove`.
   *
   * If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
   */
  resetFactors(userId: Int64, options: RequestOptions = {}): ApiPromise<void> {
    return usersResetFactors(this.#transport, userId, options);
  }

  /**
   * Grant a role
   *
   * Ends the user's sessions and API keys, so that none outlives the change. Does nothing if the user has the role
   * already. 403 `privilege_escalation` if the role has a permission that the caller does not hold; 404
   * `user_not_found` or `role_not_found`.
   *
   * If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
   */
  grantRole(userId: Int64, role: RoleName, options: RequestOptions = {}): ApiPromise<User> {
    return usersGrantRole(this.#transport, userId, role, options);
  }

  /**
   * Revoke a role
   *
   * Ends the user's sessions and API keys. Does nothing if the user does not have the role. 403
   * `privilege_escalation` if the role has a permission that the caller does not hold; 409 `last_admin` for the last
   * superuser.
   *
   * If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
   */
  revokeRole(userId: Int64, role: RoleName, options: RequestOptions = {}): ApiPromise<User> {
    return usersRevokeRole(this.#transport, userId, role, options);
  }

  /**
   * Get a reference to a user
   *
   * The few fields that another service needs to point at a user. Nobody needs a permission for the user that their
   * credentials belong to.
   */
  reference(userId: Int64, options: RequestOptions = {}): ApiPromise<Reference> {
    return usersReference(this.#transport, userId, options);
  }
}
