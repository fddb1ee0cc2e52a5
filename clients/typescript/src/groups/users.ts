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
   * How many items a page has at most.
   *
   * @default 50
   */
  limit?: number | undefined;
  /**
   * The `next_cursor` of the page before. Repeat the filters and the sort order that it came from. Not together with
   * `skip`.
   */
  cursor?: string | undefined;
  /** How many items to pass over. Anything above 0 together with `cursor` is refused with 422. */
  skip?: number | undefined;
  /**
   * The order of the list; a leading minus reverses it.
   *
   * @default "created_at"
   */
  sort?: SortParameter | undefined;
  /** Text to find in the email address, the username or the full name, in any letter case. */
  search?: string | undefined;
  /**
   * Whether to count all matching users and answer `total`, which costs more than the page itself.
   *
   * @default false
   */
  includeTotal?: boolean | undefined;
  /** Only the user with this email address. */
  email?: string | undefined;
  /** Only the user with this username. */
  username?: string | undefined;
  /** Only users with this role. A role that does not exist matches nobody. */
  role?: RoleName | undefined;
  /** Only users that are, or are not, active. */
  isActive?: boolean | undefined;
  /** Only users whose email address is, or is not, verified. */
  isVerified?: boolean | undefined;
  /** Only what was created at this time or later. */
  createdFrom?: DateTimeString | undefined;
  /** Only what was created before this time. */
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
 * All users that match every filter given. `email`, `username` and `role` match exactly, apart from letter case
 * and Unicode form; `search` finds parts of the email address, the username or the full name. Page with
 * `cursor`; `skip` exists for jumping to a page by number and, above 0, cannot be combined with a cursor. Deleted users
 * are left out.
 */
export function usersList(transport: Transport, options: UsersListCallOptions = {}): PagePromise<UserPage, User> {
  return paginate(transport, USERS_LIST, {}, options);
}

/** Options of `users.create`. */
export interface UsersCreateCallOptions extends RequestOptions {
  /**
   * A value of the caller's choice, best a random UUID, that makes repeating this request safe. Keys are kept
   * apart by operation and caller.
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
 * Creates an account for somebody else. Without `roles` it gets the role `user`; without `password` its owner
 * receives a message with a link for choosing one. 403 `privilege_escalation` if a role holds a permission that
 * the caller does not, 404 `role_not_found` for a role that does not exist, 409 `email_taken` or
 * `username_taken`.
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
   * How many days of registrations to count, today included.
   *
   * @default 30
   */
  days?: number | undefined;
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
 * How many users there are, by state, and how many registered on each of the last `days` days (UTC).
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
 * For services that keep the UUID, which is also the subject of access tokens. 404 `user_not_found` if there is
 * none.
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
 * Returns one user. 404 `user_not_found` if there is none with this id, or it was deleted.
 */
export function usersGet(transport: Transport, userId: Int64, options: RequestOptions = {}): ApiPromise<User> {
  return transport.call(USERS_GET, { userId }, options);
}

/** Options of `users.replace`. */
export interface UsersReplaceCallOptions extends RequestOptions {
  /** The `ETag` that the change is based on, or `*`. Anything that does not match the resource as it is gives 412. */
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
 * Change a user (PUT)
 *
 * For clients that send PUT; it does the same as `users.update`. Only the fields in the body change, `null` clears
 * those that may be empty, and `metadata` is merged. 403 `privilege_escalation` for an account with more
 * permissions than the caller has; 409 `email_taken` or `username_taken`.
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
  /** The `ETag` that the change is based on, or `*`. Anything that does not match the resource as it is gives 412. */
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
 * Change a user
 *
 * Changes only the fields in the body; `null` clears those that may be empty, and `metadata` is merged. Roles,
 * state and password have operations of their own. 403 `privilege_escalation` for an account with more
 * permissions than the caller has; 409 `email_taken` or `username_taken`.
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
   * Whether to remove personal data for good instead of hiding the account.
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
 * Signs the account out everywhere, stops its API keys and hides it; `users.restore` brings it back. With
 * `erase=true` personal data is removed for good. 409 `cannot_delete_self` for the caller's own account, 409
 * `last_admin` if nobody would be left to administer the service.
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
 * Switch an account on
 *
 * Makes a deactivated or suspended account usable again. Changes nothing on an account that is active already.
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
 * Switch an account off
 *
 * Signs the account out everywhere, stops its API keys and refuses sign-in until `users.activate`. 409
 * `last_admin` if nobody would be left to administer the service.
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
 * Bring a deleted account back
 *
 * Undoes `users.delete`; its owner has to sign in anew. 404 `user_not_found` for an account whose data was erased.
 * Changes nothing on an account that is not deleted.
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
 * Lift a lockout
 *
 * Forgets the failed sign-ins of the account, so that its owner can try again without waiting.
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
 * Make a user choose a new password
 *
 * Ends all sessions of the account, refuses its password from now on (403 `password_reset_required` at sign-in),
 * and mails a reset token to its owner.
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
 * Where the user is signed in, last used first. `is_current` is true only for the session making the request.
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
 * Signs the user out everywhere with the next request. The user can sign in again; API keys stay.
 */
export function usersRevokeSessions(
  transport: Transport,
  userId: Int64,
  options: RequestOptions = {},
): ApiPromise<void> {
  return transport.call(USERS_REVOKE_SESSIONS, { userId }, options);
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
 * Give a user a role
 *
 * Granting a role that the user already has changes nothing. 403 `privilege_escalation` if the role holds a
 * permission that the caller does not; 404 `user_not_found` or `role_not_found`.
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
 * Take a role from a user
 *
 * Takes effect with the user's next request. Revoking a role that the user does not have changes nothing. 403
 * `privilege_escalation` if the role holds a permission that the caller does not; 409 `last_admin` if nobody would
 * be left to administer the service.
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
 * The few fields another service needs to keep a pointer to a user: the stable UUID, and what to show for it.
 */
export function usersReference(
  transport: Transport,
  userId: Int64,
  options: RequestOptions = {},
): ApiPromise<Reference> {
  return transport.call(USERS_REFERENCE, { userId }, options);
}

/** Looking up and administering accounts. */
export class UsersApi {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * List users
   *
   * All users that match every filter given. `email`, `username` and `role` match exactly, apart from letter case
   * and Unicode form; `search` finds parts of the email address, the username or the full name. Page with
   * `cursor`; `skip` exists for jumping to a page by number and, above 0, cannot be combined with a cursor. Deleted users
   * are left out.
   */
  list(options: UsersListCallOptions = {}): PagePromise<UserPage, User> {
    return usersList(this.#transport, options);
  }

  /**
   * Create a user
   *
   * Creates an account for somebody else. Without `roles` it gets the role `user`; without `password` its owner
   * receives a message with a link for choosing one. 403 `privilege_escalation` if a role holds a permission that
   * the caller does not, 404 `role_not_found` for a role that does not exist, 409 `email_taken` or
   * `username_taken`.
   */
  create(body: UserCreate, options: UsersCreateCallOptions = {}): ApiPromise<User> {
    return usersCreate(this.#transport, body, options);
  }

  /**
   * Count users
   *
   * How many users there are, by state, and how many registered on each of the last `days` days (UTC).
   */
  stats(options: UsersStatsCallOptions = {}): ApiPromise<UserStats> {
    return usersStats(this.#transport, options);
  }

  /**
   * Get a user by UUID
   *
   * For services that keep the UUID, which is also the subject of access tokens. 404 `user_not_found` if there is
   * none.
   */
  getByUuid(userUuid: Uuid, options: RequestOptions = {}): ApiPromise<User> {
    return usersGetByUuid(this.#transport, userUuid, options);
  }

  /**
   * Get a user
   *
   * Returns one user. 404 `user_not_found` if there is none with this id, or it was deleted.
   */
  get(userId: Int64, options: RequestOptions = {}): ApiPromise<User> {
    return usersGet(this.#transport, userId, options);
  }

  /**
   * Change a user (PUT)
   *
   * For clients that send PUT; it does the same as `users.update`. Only the fields in the body change, `null` clears
   * those that may be empty, and `metadata` is merged. 403 `privilege_escalation` for an account with more
   * permissions than the caller has; 409 `email_taken` or `username_taken`.
   */
  replace(userId: Int64, body: UserUpdate, options: UsersReplaceCallOptions = {}): ApiPromise<User> {
    return usersReplace(this.#transport, userId, body, options);
  }

  /**
   * Change a user
   *
   * Changes only the fields in the body; `null` clears those that may be empty, and `metadata` is merged. Roles,
   * state and password have operations of their own. 403 `privilege_escalation` for an account with more
   * permissions than the caller has; 409 `email_taken` or `username_taken`.
   */
  update(userId: Int64, body: UserUpdate, options: UsersUpdateCallOptions = {}): ApiPromise<User> {
    return usersUpdate(this.#transport, userId, body, options);
  }

  /**
   * Delete a user
   *
   * Signs the account out everywhere, stops its API keys and hides it; `users.restore` brings it back. With
   * `erase=true` personal data is removed for good. 409 `cannot_delete_self` for the caller's own account, 409
   * `last_admin` if nobody would be left to administer the service.
   */
  delete(userId: Int64, options: UsersDeleteCallOptions = {}): ApiPromise<void> {
    return usersDelete(this.#transport, userId, options);
  }

  /**
   * Switch an account on
   *
   * Makes a deactivated or suspended account usable again. Changes nothing on an account that is active already.
   */
  activate(userId: Int64, options: RequestOptions = {}): ApiPromise<User> {
    return usersActivate(this.#transport, userId, options);
  }

  /**
   * Switch an account off
   *
   * Signs the account out everywhere, stops its API keys and refuses sign-in until `users.activate`. 409
   * `last_admin` if nobody would be left to administer the service.
   */
  deactivate(userId: Int64, options: RequestOptions = {}): ApiPromise<User> {
    return usersDeactivate(this.#transport, userId, options);
  }

  /**
   * Bring a deleted account back
   *
   * Undoes `users.delete`; its owner has to sign in anew. 404 `user_not_found` for an account whose data was erased.
   * Changes nothing on an account that is not deleted.
   */
  restore(userId: Int64, options: RequestOptions = {}): ApiPromise<User> {
    return usersRestore(this.#transport, userId, options);
  }

  /**
   * Lift a lockout
   *
   * Forgets the failed sign-ins of the account, so that its owner can try again without waiting.
   */
  unlock(userId: Int64, options: RequestOptions = {}): ApiPromise<User> {
    return usersUnlock(this.#transport, userId, options);
  }

  /**
   * Make a user choose a new password
   *
   * Ends all sessions of the account, refuses its password from now on (403 `password_reset_required` at sign-in),
   * and mails a reset token to its owner.
   */
  forcePasswordReset(userId: Int64, options: RequestOptions = {}): ApiPromise<Accepted> {
    return usersForcePasswordReset(this.#transport, userId, options);
  }

  /**
   * List a user's sessions
   *
   * Where the user is signed in, last used first. `is_current` is true only for the session making the request.
   */
  listSessions(userId: Int64, options: RequestOptions = {}): ApiPromise<SessionList> {
    return usersListSessions(this.#transport, userId, options);
  }

  /**
   * End all sessions of a user
   *
   * Signs the user out everywhere with the next request. The user can sign in again; API keys stay.
   */
  revokeSessions(userId: Int64, options: RequestOptions = {}): ApiPromise<void> {
    return usersRevokeSessions(this.#transport, userId, options);
  }

  /**
   * Give a user a role
   *
   * Granting a role that the user already has changes nothing. 403 `privilege_escalation` if the role holds a
   * permission that the caller does not; 404 `user_not_found` or `role_not_found`.
   */
  grantRole(userId: Int64, role: RoleName, options: RequestOptions = {}): ApiPromise<User> {
    return usersGrantRole(this.#transport, userId, role, options);
  }

  /**
   * Take a role from a user
   *
   * Takes effect with the user's next request. Revoking a role that the user does not have changes nothing. 403
   * `privilege_escalation` if the role holds a permission that the caller does not; 409 `last_admin` if nobody would
   * be left to administer the service.
   */
  revokeRole(userId: Int64, role: RoleName, options: RequestOptions = {}): ApiPromise<User> {
    return usersRevokeRole(this.#transport, userId, role, options);
  }

  /**
   * Get a reference to a user
   *
   * The few fields another service needs to keep a pointer to a user: the stable UUID, and what to show for it.
   */
  reference(userId: Int64, options: RequestOptions = {}): ApiPromise<Reference> {
    return usersReference(this.#transport, userId, options);
  }
}
