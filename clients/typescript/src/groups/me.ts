import type {
  Accepted,
  ApiKeyCreate,
  ApiKeyCreated,
  ApiKeyList,
  EmailChange,
  EmailChangeConfirm,
  Export,
  PasswordChange,
  ProfileUpdate,
  SessionList,
  User,
} from "../models.js";
import { readJson, readNothing } from "../runtime/answers.js";
import { writeJson } from "../runtime/bodies.js";
import type { Operation } from "../runtime/operation.js";
import type { RequestOptions } from "../runtime/options.js";
import type { ApiPromise } from "../runtime/promise.js";
import type { Uuid } from "../runtime/scalars.js";
import type { Transport } from "../runtime/transport.js";
import * as shapes from "../shapes.js";

const ME_GET: Operation = {
  id: "me.get",
  method: "GET",
  path: "/users/me",
  security: [["oauth2"], ["bearer"], ["apiKey"]],
  answer: { read: readJson, type: "application/json", shape: shapes.User },
  retryable: true,
};

/**
 * Get the own account
 *
 * Returns the account that the credentials belong to. An API key needs no particular permission for it.
 */
export function meGet(transport: Transport, options: RequestOptions = {}): ApiPromise<User> {
  return transport.call(ME_GET, {}, options);
}

/** Options of `me.replace`. */
export interface MeReplaceCallOptions extends RequestOptions {
  /** The `ETag` that the change is based on, or `*`. Anything that does not match the resource as it is gives 412. */
  ifMatch?: string | undefined;
}

const ME_REPLACE: Operation = {
  id: "me.replace",
  method: "PUT",
  path: "/users/me",
  parameters: [{ name: "ifMatch", wire: "If-Match", in: "header" }],
  security: [["oauth2"], ["bearer"]],
  body: [{ type: "application/json", write: writeJson }],
  answer: { read: readJson, type: "application/json", shape: shapes.User },
  retryable: true,
};

/**
 * Change the own profile (PUT)
 *
 * For clients that send PUT; it does the same as `me.update`. Only the fields in the body change, `null` clears
 * those that may be empty, and `metadata` is merged into what is there. 409 `username_taken` if the new username
 * belongs to someone else.
 */
export function meReplace(
  transport: Transport,
  body: ProfileUpdate,
  options: MeReplaceCallOptions = {},
): ApiPromise<User> {
  return transport.call(ME_REPLACE, {}, options, body);
}

/** Options of `me.update`. */
export interface MeUpdateCallOptions extends RequestOptions {
  /** The `ETag` that the change is based on, or `*`. Anything that does not match the resource as it is gives 412. */
  ifMatch?: string | undefined;
}

const ME_UPDATE: Operation = {
  id: "me.update",
  method: "PATCH",
  path: "/users/me",
  parameters: [{ name: "ifMatch", wire: "If-Match", in: "header" }],
  security: [["oauth2"], ["bearer"]],
  body: [{ type: "application/json", write: writeJson }],
  answer: { read: readJson, type: "application/json", shape: shapes.User },
};

/**
 * Change the own profile
 *
 * Changes only the fields in the body; `null` clears those that may be empty, and `metadata` is merged into what
 * is there. The email address, the password and everything an administrator decides have operations of their
 * own. 409 `username_taken` if the new username belongs to someone else.
 */
export function meUpdate(
  transport: Transport,
  body: ProfileUpdate,
  options: MeUpdateCallOptions = {},
): ApiPromise<User> {
  return transport.call(ME_UPDATE, {}, options, body);
}

const ME_DEACTIVATE: Operation = {
  id: "me.deactivate",
  method: "DELETE",
  path: "/users/me",
  security: [["oauth2"], ["bearer"]],
  answer: { read: readNothing },
  retryable: true,
};

/**
 * Switch the own account off
 *
 * Signs the account out everywhere, stops its API keys and refuses further sign-in. Nothing is erased: an
 * administrator can switch it on again. 409 `last_admin` if nobody would be left to administer the service.
 */
export function meDeactivate(transport: Transport, options: RequestOptions = {}): ApiPromise<void> {
  return transport.call(ME_DEACTIVATE, {}, options);
}

const ME_CHANGE_PASSWORD: Operation = {
  id: "me.change_password",
  method: "POST",
  path: "/users/me/change-password",
  security: [["oauth2"], ["bearer"]],
  body: [{ type: "application/json", write: writeJson }],
  answer: { read: readNothing },
};

/**
 * Change the own password
 *
 * Needs the current password, and ends all sessions but this one. 403 `current_password_invalid` if the current
 * password is wrong, which counts as a failed sign-in; 422 `weak_password` if the new one is against the policy.
 */
export function meChangePassword(
  transport: Transport,
  body: PasswordChange,
  options: RequestOptions = {},
): ApiPromise<void> {
  return transport.call(ME_CHANGE_PASSWORD, {}, options, body);
}

const ME_CHANGE_EMAIL: Operation = {
  id: "me.change_email",
  method: "POST",
  path: "/users/me/change-email",
  security: [["oauth2"], ["bearer"]],
  body: [{ type: "application/json", write: writeJson }],
  answer: { read: readJson, type: "application/json", shape: shapes.Accepted },
};

/**
 * Ask for another email address
 *
 * Sends a token to the new address and a notice to the old one. The address changes when `me.confirm_email_change`
 * receives the token. 403 `current_password_invalid` if the password is wrong; 409 `email_taken` if another
 * account has the address.
 */
export function meChangeEmail(
  transport: Transport,
  body: EmailChange,
  options: RequestOptions = {},
): ApiPromise<Accepted> {
  return transport.call(ME_CHANGE_EMAIL, {}, options, body);
}

const ME_CONFIRM_EMAIL_CHANGE: Operation = {
  id: "me.confirm_email_change",
  method: "POST",
  path: "/users/me/change-email/confirm",
  body: [{ type: "application/json", write: writeJson }],
  answer: { read: readNothing },
};

/**
 * Confirm the new email address
 *
 * Makes the new address the address of the account, and verified. No sign-in is needed, as the message may be
 * opened on another device. A spent or unknown token is 422 `one_time_token_invalid`; 409 `email_taken` if
 * someone else took the address in the meantime.
 */
export function meConfirmEmailChange(
  transport: Transport,
  body: EmailChangeConfirm,
  options: RequestOptions = {},
): ApiPromise<void> {
  return transport.call(ME_CONFIRM_EMAIL_CHANGE, {}, options, body);
}

const ME_LIST_SESSIONS: Operation = {
  id: "me.list_sessions",
  method: "GET",
  path: "/users/me/sessions",
  security: [["oauth2"], ["bearer"]],
  answer: { read: readJson, type: "application/json", shape: shapes.SessionList },
  retryable: true,
};

/**
 * List the own sessions
 *
 * The places where the account is signed in. The session that makes the request comes first, the others follow by
 * their last use, newest first.
 */
export function meListSessions(transport: Transport, options: RequestOptions = {}): ApiPromise<SessionList> {
  return transport.call(ME_LIST_SESSIONS, {}, options);
}

const ME_REVOKE_SESSION: Operation = {
  id: "me.revoke_session",
  method: "DELETE",
  path: "/users/me/sessions/{session_id}",
  parameters: [{ name: "sessionId", wire: "session_id", in: "path" }],
  security: [["oauth2"], ["bearer"]],
  answer: { read: readNothing },
  retryable: true,
};

/**
 * End one of the own sessions
 *
 * Its tokens stop working with the next request. 404 `session_not_found` for a session that has ended and for
 * one of somebody else alike.
 */
export function meRevokeSession(transport: Transport, sessionId: Uuid, options: RequestOptions = {}): ApiPromise<void> {
  return transport.call(ME_REVOKE_SESSION, { sessionId }, options);
}

const ME_LIST_API_KEYS: Operation = {
  id: "me.list_api_keys",
  method: "GET",
  path: "/users/me/api-keys",
  security: [["oauth2"], ["bearer"]],
  answer: { read: readJson, type: "application/json", shape: shapes.ApiKeyList },
  retryable: true,
};

/**
 * List the own API keys
 *
 * Shows what is known about each key except the key itself; the prefix tells them apart.
 */
export function meListApiKeys(transport: Transport, options: RequestOptions = {}): ApiPromise<ApiKeyList> {
  return transport.call(ME_LIST_API_KEYS, {}, options);
}

/** Options of `me.create_api_key`. */
export interface MeCreateApiKeyCallOptions extends RequestOptions {
  /**
   * A value of the caller's choice, best a random UUID, that makes repeating this request safe. Keys are kept
   * apart by operation and caller.
   */
  idempotencyKey?: string | undefined;
}

const ME_CREATE_API_KEY: Operation = {
  id: "me.create_api_key",
  method: "POST",
  path: "/users/me/api-keys",
  parameters: [{ name: "idempotencyKey", wire: "Idempotency-Key", in: "header" }],
  security: [["oauth2"], ["bearer"]],
  body: [{ type: "application/json", write: writeJson }],
  answer: { read: readJson, type: "application/json", shape: shapes.ApiKeyCreated },
  retryable: true,
  idempotency: "Idempotency-Key",
};

/**
 * Create an API key
 *
 * The answer is the only place where the key is ever shown. A key can do no more than its scopes and no more
 * than its owner may at the time of use: asking for a permission the caller lacks is 403 `privilege_escalation`.
 * 409 `api_key_limit` when the account has as many keys as it may have.
 */
export function meCreateApiKey(
  transport: Transport,
  body: ApiKeyCreate,
  options: MeCreateApiKeyCallOptions = {},
): ApiPromise<ApiKeyCreated> {
  return transport.call(ME_CREATE_API_KEY, {}, options, body);
}

const ME_REVOKE_API_KEY: Operation = {
  id: "me.revoke_api_key",
  method: "DELETE",
  path: "/users/me/api-keys/{key_id}",
  parameters: [{ name: "keyId", wire: "key_id", in: "path" }],
  security: [["oauth2"], ["bearer"]],
  answer: { read: readNothing },
  retryable: true,
};

/**
 * Revoke an API key
 *
 * The key stops working with the next request. 404 `api_key_not_found` if the caller has no such key.
 */
export function meRevokeApiKey(transport: Transport, keyId: Uuid, options: RequestOptions = {}): ApiPromise<void> {
  return transport.call(ME_REVOKE_API_KEY, { keyId }, options);
}

const ME_EXPORT: Operation = {
  id: "me.export",
  method: "GET",
  path: "/users/me/export",
  security: [["oauth2"], ["bearer"]],
  answer: { read: readJson, type: "application/json", shape: shapes.Export },
  retryable: true,
};

/**
 * Export everything about oneself
 *
 * One document with the account, its sessions, its API keys and the audit entries about it. Secrets and
 * their hashes are not part of it. Of a very long audit trail only the newest entries are included, and
 * `audit_truncated` says so.
 */
export function meExport(transport: Transport, options: RequestOptions = {}): ApiPromise<Export> {
  return transport.call(ME_EXPORT, {}, options);
}

/** What signed-in users do with their own account. */
export class MeApi {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * Get the own account
   *
   * Returns the account that the credentials belong to. An API key needs no particular permission for it.
   */
  get(options: RequestOptions = {}): ApiPromise<User> {
    return meGet(this.#transport, options);
  }

  /**
   * Change the own profile (PUT)
   *
   * For clients that send PUT; it does the same as `me.update`. Only the fields in the body change, `null` clears
   * those that may be empty, and `metadata` is merged into what is there. 409 `username_taken` if the new username
   * belongs to someone else.
   */
  replace(body: ProfileUpdate, options: MeReplaceCallOptions = {}): ApiPromise<User> {
    return meReplace(this.#transport, body, options);
  }

  /**
   * Change the own profile
   *
   * Changes only the fields in the body; `null` clears those that may be empty, and `metadata` is merged into what
   * is there. The email address, the password and everything an administrator decides have operations of their
   * own. 409 `username_taken` if the new username belongs to someone else.
   */
  update(body: ProfileUpdate, options: MeUpdateCallOptions = {}): ApiPromise<User> {
    return meUpdate(this.#transport, body, options);
  }

  /**
   * Switch the own account off
   *
   * Signs the account out everywhere, stops its API keys and refuses further sign-in. Nothing is erased: an
   * administrator can switch it on again. 409 `last_admin` if nobody would be left to administer the service.
   */
  deactivate(options: RequestOptions = {}): ApiPromise<void> {
    return meDeactivate(this.#transport, options);
  }

  /**
   * Change the own password
   *
   * Needs the current password, and ends all sessions but this one. 403 `current_password_invalid` if the current
   * password is wrong, which counts as a failed sign-in; 422 `weak_password` if the new one is against the policy.
   */
  changePassword(body: PasswordChange, options: RequestOptions = {}): ApiPromise<void> {
    return meChangePassword(this.#transport, body, options);
  }

  /**
   * Ask for another email address
   *
   * Sends a token to the new address and a notice to the old one. The address changes when `me.confirm_email_change`
   * receives the token. 403 `current_password_invalid` if the password is wrong; 409 `email_taken` if another
   * account has the address.
   */
  changeEmail(body: EmailChange, options: RequestOptions = {}): ApiPromise<Accepted> {
    return meChangeEmail(this.#transport, body, options);
  }

  /**
   * Confirm the new email address
   *
   * Makes the new address the address of the account, and verified. No sign-in is needed, as the message may be
   * opened on another device. A spent or unknown token is 422 `one_time_token_invalid`; 409 `email_taken` if
   * someone else took the address in the meantime.
   */
  confirmEmailChange(body: EmailChangeConfirm, options: RequestOptions = {}): ApiPromise<void> {
    return meConfirmEmailChange(this.#transport, body, options);
  }

  /**
   * List the own sessions
   *
   * The places where the account is signed in. The session that makes the request comes first, the others follow by
   * their last use, newest first.
   */
  listSessions(options: RequestOptions = {}): ApiPromise<SessionList> {
    return meListSessions(this.#transport, options);
  }

  /**
   * End one of the own sessions
   *
   * Its tokens stop working with the next request. 404 `session_not_found` for a session that has ended and for
   * one of somebody else alike.
   */
  revokeSession(sessionId: Uuid, options: RequestOptions = {}): ApiPromise<void> {
    return meRevokeSession(this.#transport, sessionId, options);
  }

  /**
   * List the own API keys
   *
   * Shows what is known about each key except the key itself; the prefix tells them apart.
   */
  listApiKeys(options: RequestOptions = {}): ApiPromise<ApiKeyList> {
    return meListApiKeys(this.#transport, options);
  }

  /**
   * Create an API key
   *
   * The answer is the only place where the key is ever shown. A key can do no more than its scopes and no more
   * than its owner may at the time of use: asking for a permission the caller lacks is 403 `privilege_escalation`.
   * 409 `api_key_limit` when the account has as many keys as it may have.
   */
  createApiKey(body: ApiKeyCreate, options: MeCreateApiKeyCallOptions = {}): ApiPromise<ApiKeyCreated> {
    return meCreateApiKey(this.#transport, body, options);
  }

  /**
   * Revoke an API key
   *
   * The key stops working with the next request. 404 `api_key_not_found` if the caller has no such key.
   */
  revokeApiKey(keyId: Uuid, options: RequestOptions = {}): ApiPromise<void> {
    return meRevokeApiKey(this.#transport, keyId, options);
  }

  /**
   * Export everything about oneself
   *
   * One document with the account, its sessions, its API keys and the audit entries about it. Secrets and
   * their hashes are not part of it. Of a very long audit trail only the newest entries are included, and
   * `audit_truncated` says so.
   */
  export(options: RequestOptions = {}): ApiPromise<Export> {
    return meExport(this.#transport, options);
  }
}
