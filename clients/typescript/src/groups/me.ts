import type {
  Accepted,
  ApiKeyCreate,
  ApiKeyCreated,
  ApiKeyList,
  ClientId,
  ConsentList,
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
 * Get your account
 *
 * Returns the user that the credentials belong to. An API key needs no permission for this.
 */
export function meGet(transport: Transport, options: RequestOptions = {}): ApiPromise<User> {
  return transport.call(ME_GET, {}, options);
}

/** Options of `me.replace`. */
export interface MeReplaceCallOptions extends RequestOptions {
  /**
   * The `ETag` of the version you are updating, or `*` for any. The update fails with 412 if the resource has
   * changed since.
   */
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
 * Update your profile (PUT)
 *
 * Same as `me.update`, for clients that send PUT: fields left out keep their value.
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
  /**
   * The `ETag` of the version you are updating, or `*` for any. The update fails with 412 if the resource has
   * changed since.
   */
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
 * Update your profile
 *
 * Changes only the fields in the body. `null` clears a field that may be empty, and `metadata` is merged into the
 * stored value. Email address and password have operations of their own; roles and status are up to
 * administrators. A username that is taken is 409 `username_taken`.
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
 * Deactivate your account
 *
 * Signs you out everywhere, revokes your API keys and blocks sign-in. Nothing is erased; an administrator can
 * activate the account again. 409 `last_admin` if you are the last superuser.
 *
 * If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
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
 * Change your password
 *
 * Ends your other sessions and revokes your API keys. A wrong current password is 403 `current_password_invalid`,
 * and counts as a failed sign-in; too many are 429 `too_many_attempts`. A new password that breaks the policy is 422
 * `weak_password`.
 *
 * If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
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
 * Change your email address
 *
 * Emails a one-time token to the new address, and a notice to the current one. The address changes once
 * `me.confirm_email_change` receives the token. A wrong password is 403 `current_password_invalid`, too
 * many are 429 `too_many_attempts`; an address that is taken is 409 `email_taken`. An address is sent three of
 * these emails at once, and then one every 20 minutes; more are 429 `rate_limited`.
 *
 * If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
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
 * Confirm your new email address
 *
 * Makes the new address the verified email address of the account. Needs no sign-in, as the email may be opened on
 * another device. A used, expired or unknown token is 422 `one_time_token_invalid`; 409 `email_taken` if another
 * account has taken the address since.
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
 * List your sessions
 *
 * Where you are signed in: this session first, then the most recently used.
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
 * End one of your sessions
 *
 * Its tokens stop working immediately. 404 `session_not_found` if it has ended already or is not yours.
 */
export function meRevokeSession(transport: Transport, sessionId: Uuid, options: RequestOptions = {}): ApiPromise<void> {
  return transport.call(ME_REVOKE_SESSION, { sessionId }, options);
}

const ME_LIST_CONSENTS: Operation = {
  id: "me.list_consents",
  method: "GET",
  path: "/users/me/consents",
  security: [["oauth2"], ["bearer"]],
  answer: { read: readJson, type: "application/json", shape: shapes.ConsentList },
  retryable: true,
};

/**
 * List what you have allowed applications
 *
 * What applications may know and do that you have signed in to, by the name of the application.
 */
export function meListConsents(transport: Transport, options: RequestOptions = {}): ApiPromise<ConsentList> {
  return transport.call(ME_LIST_CONSENTS, {}, options);
}

const ME_WITHDRAW_CONSENT: Operation = {
  id: "me.withdraw_consent",
  method: "DELETE",
  path: "/users/me/consents/{client_id}",
  parameters: [{ name: "clientId", wire: "client_id", in: "path" }],
  security: [["oauth2"], ["bearer"]],
  answer: { read: readNothing },
  retryable: true,
};

/**
 * Withdraw what you have allowed an application
 *
 * Your sessions at the application end, and it asks again when you next sign in to it. 404 `application_not_found` if
 * you have allowed it nothing.
 */
export function meWithdrawConsent(
  transport: Transport,
  clientId: ClientId,
  options: RequestOptions = {},
): ApiPromise<void> {
  return transport.call(ME_WITHDRAW_CONSENT, { clientId }, options);
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
 * List your API keys
 *
 * Your active keys, newest first. The keys themselves are never shown again; tell them apart by name and prefix.
 */
export function meListApiKeys(transport: Transport, options: RequestOptions = {}): ApiPromise<ApiKeyList> {
  return transport.call(ME_LIST_API_KEYS, {}, options);
}

/** Options of `me.create_api_key`. */
export interface MeCreateApiKeyCallOptions extends RequestOptions {
  /**
   * A value of your choice, such as a random UUID, that makes this request safe to repeat. Keys belong to one
   * operation and one user; without credentials, to one operation and one body.
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
 * The response is the only place where the key is shown. It allows what its scopes allow, as long as you hold
 * those permissions yourself, and changes only users whose permissions are all among its scopes, never a superuser. A
 * scope that you do not hold is 403 `privilege_escalation`; too many keys is 409 `api_key_limit`.
 *
 * If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
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
 * Revoke one of your API keys
 *
 * The key stops working immediately. 404 `api_key_not_found` if you have no such key.
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
 * Export your data
 *
 * Everything stored about you in one document: account, sessions, API keys, second factors and audit entries, but no
 * secrets or their hashes. Only the newest audit entries are included if there are very many; `audit_truncated` says so.
 */
export function meExport(transport: Transport, options: RequestOptions = {}): ApiPromise<Export> {
  return transport.call(ME_EXPORT, {}, options);
}

/** Your own account. */
export class MeApi {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * Get your account
   *
   * Returns the user that the credentials belong to. An API key needs no permission for this.
   */
  get(options: RequestOptions = {}): ApiPromise<User> {
    return meGet(this.#transport, options);
  }

  /**
   * Update your profile (PUT)
   *
   * Same as `me.update`, for clients that send PUT: fields left out keep their value.
   */
  replace(body: ProfileUpdate, options: MeReplaceCallOptions = {}): ApiPromise<User> {
    return meReplace(this.#transport, body, options);
  }

  /**
   * Update your profile
   *
   * Changes only the fields in the body. `null` clears a field that may be empty, and `metadata` is merged into the
   * stored value. Email address and password have operations of their own; roles and status are up to
   * administrators. A username that is taken is 409 `username_taken`.
   */
  update(body: ProfileUpdate, options: MeUpdateCallOptions = {}): ApiPromise<User> {
    return meUpdate(this.#transport, body, options);
  }

  /**
   * Deactivate your account
   *
   * Signs you out everywhere, revokes your API keys and blocks sign-in. Nothing is erased; an administrator can
   * activate the account again. 409 `last_admin` if you are the last superuser.
   *
   * If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
   */
  deactivate(options: RequestOptions = {}): ApiPromise<void> {
    return meDeactivate(this.#transport, options);
  }

  /**
   * Change your password
   *
   * Ends your other sessions and revokes your API keys. A wrong current password is 403 `current_password_invalid`,
   * and counts as a failed sign-in; too many are 429 `too_many_attempts`. A new password that breaks the policy is 422
   * `weak_password`.
   *
   * If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
   */
  changePassword(body: PasswordChange, options: RequestOptions = {}): ApiPromise<void> {
    return meChangePassword(this.#transport, body, options);
  }

  /**
   * Change your email address
   *
   * Emails a one-time token to the new address, and a notice to the current one. The address changes once
   * `me.confirm_email_change` receives the token. A wrong password is 403 `current_password_invalid`, too
   * many are 429 `too_many_attempts`; an address that is taken is 409 `email_taken`. An address is sent three of
   * these emails at once, and then one every 20 minutes; more are 429 `rate_limited`.
   *
   * If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
   */
  changeEmail(body: EmailChange, options: RequestOptions = {}): ApiPromise<Accepted> {
    return meChangeEmail(this.#transport, body, options);
  }

  /**
   * Confirm your new email address
   *
   * Makes the new address the verified email address of the account. Needs no sign-in, as the email may be opened on
   * another device. A used, expired or unknown token is 422 `one_time_token_invalid`; 409 `email_taken` if another
   * account has taken the address since.
   */
  confirmEmailChange(body: EmailChangeConfirm, options: RequestOptions = {}): ApiPromise<void> {
    return meConfirmEmailChange(this.#transport, body, options);
  }

  /**
   * List your sessions
   *
   * Where you are signed in: this session first, then the most recently used.
   */
  listSessions(options: RequestOptions = {}): ApiPromise<SessionList> {
    return meListSessions(this.#transport, options);
  }

  /**
   * End one of your sessions
   *
   * Its tokens stop working immediately. 404 `session_not_found` if it has ended already or is not yours.
   */
  revokeSession(sessionId: Uuid, options: RequestOptions = {}): ApiPromise<void> {
    return meRevokeSession(this.#transport, sessionId, options);
  }

  /**
   * List what you have allowed applications
   *
   * What applications may know and do that you have signed in to, by the name of the application.
   */
  listConsents(options: RequestOptions = {}): ApiPromise<ConsentList> {
    return meListConsents(this.#transport, options);
  }

  /**
   * Withdraw what you have allowed an application
   *
   * Your sessions at the application end, and it asks again when you next sign in to it. 404 `application_not_found` if
   * you have allowed it nothing.
   */
  withdrawConsent(clientId: ClientId, options: RequestOptions = {}): ApiPromise<void> {
    return meWithdrawConsent(this.#transport, clientId, options);
  }

  /**
   * List your API keys
   *
   * Your active keys, newest first. The keys themselves are never shown again; tell them apart by name and prefix.
   */
  listApiKeys(options: RequestOptions = {}): ApiPromise<ApiKeyList> {
    return meListApiKeys(this.#transport, options);
  }

  /**
   * Create an API key
   *
   * The response is the only place where the key is shown. It allows what its scopes allow, as long as you hold
   * those permissions yourself, and changes only users whose permissions are all among its scopes, never a superuser. A
   * scope that you do not hold is 403 `privilege_escalation`; too many keys is 409 `api_key_limit`.
   *
   * If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
   */
  createApiKey(body: ApiKeyCreate, options: MeCreateApiKeyCallOptions = {}): ApiPromise<ApiKeyCreated> {
    return meCreateApiKey(this.#transport, body, options);
  }

  /**
   * Revoke one of your API keys
   *
   * The key stops working immediately. 404 `api_key_not_found` if you have no such key.
   */
  revokeApiKey(keyId: Uuid, options: RequestOptions = {}): ApiPromise<void> {
    return meRevokeApiKey(this.#transport, keyId, options);
  }

  /**
   * Export your data
   *
   * Everything stored about you in one document: account, sessions, API keys, second factors and audit entries, but no
   * secrets or their hashes. Only the newest audit entries are included if there are very many; `audit_truncated` says so.
   */
  export(options: RequestOptions = {}): ApiPromise<Export> {
    return meExport(this.#transport, options);
  }
}
