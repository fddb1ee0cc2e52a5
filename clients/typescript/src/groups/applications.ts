import type {
  Application,
  ApplicationCreate,
  ApplicationKey,
  ApplicationKeyCreate,
  ApplicationKeyList,
  ApplicationPage,
  ApplicationSecretCreate,
  ApplicationSecretCreated,
  ApplicationSecretList,
  ApplicationUpdate,
  ClientId,
  RoleName,
} from "../models.js";
import { readJson, readNothing } from "../runtime/answers.js";
import { writeJson } from "../runtime/bodies.js";
import type { Operation } from "../runtime/operation.js";
import type { RequestOptions } from "../runtime/options.js";
import { type PagePromise, paginate } from "../runtime/pages.js";
import type { ApiPromise } from "../runtime/promise.js";
import type { Int64, Uuid } from "../runtime/scalars.js";
import type { Transport } from "../runtime/transport.js";
import * as shapes from "../shapes.js";

/** Options of `applications.list`. */
export interface ApplicationsListCallOptions extends RequestOptions {
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
}

const APPLICATIONS_LIST: Operation = {
  id: "applications.list",
  method: "GET",
  path: "/admin/applications",
  parameters: [
    { name: "limit", wire: "limit", in: "query" },
    { name: "cursor", wire: "cursor", in: "query" },
  ],
  security: [["oauth2"], ["bearer"], ["apiKey"]],
  answer: { read: readJson, type: "application/json", shape: shapes.ApplicationPage },
  retryable: true,
  page: { style: "cursor", items: ["items"], next: ["next_cursor"], parameter: "cursor" },
};

/**
 * List applications
 *
 * All applications, in the order of their `client_id`.
 */
export function applicationsList(
  transport: Transport,
  options: ApplicationsListCallOptions = {},
): PagePromise<ApplicationPage, Application> {
  return paginate(transport, APPLICATIONS_LIST, {}, options);
}

/** Options of `applications.create`. */
export interface ApplicationsCreateCallOptions extends RequestOptions {
  /**
   * A value of your choice, such as a random UUID, that makes this request safe to repeat. Keys belong to one
   * operation and one user; without credentials, to one operation and one body.
   */
  idempotencyKey?: string | undefined;
}

const APPLICATIONS_CREATE: Operation = {
  id: "applications.create",
  method: "POST",
  path: "/admin/applications",
  parameters: [{ name: "idempotencyKey", wire: "Idempotency-Key", in: "header" }],
  security: [["oauth2"], ["bearer"], ["apiKey"]],
  body: [{ type: "application/json", write: writeJson }],
  answer: { read: readJson, type: "application/json", shape: shapes.Application },
  retryable: true,
  idempotency: "Idempotency-Key",
};

/**
 * Register an application
 *
 * Gives a program a `client_id`, and lets it define permissions of its own, which roles can then bundle. It has no
 * secret, key or role yet. 409 `audience_taken` if another application, or this service, has the audience; 409
 * `permission_taken` if another application defines one of the permissions.
 *
 * If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
 */
export function applicationsCreate(
  transport: Transport,
  body: ApplicationCreate,
  options: ApplicationsCreateCallOptions = {},
): ApiPromise<Application> {
  return transport.call(APPLICATIONS_CREATE, {}, options, body);
}

const APPLICATIONS_GET: Operation = {
  id: "applications.get",
  method: "GET",
  path: "/admin/applications/{client_id}",
  parameters: [{ name: "clientId", wire: "client_id", in: "path" }],
  security: [["oauth2"], ["bearer"], ["apiKey"]],
  answer: { read: readJson, type: "application/json", shape: shapes.Application },
  retryable: true,
};

/**
 * Get an application
 *
 * 404 `application_not_found` if there is no such application.
 */
export function applicationsGet(
  transport: Transport,
  clientId: ClientId,
  options: RequestOptions = {},
): ApiPromise<Application> {
  return transport.call(APPLICATIONS_GET, { clientId }, options);
}

/** Options of `applications.update`. */
export interface ApplicationsUpdateCallOptions extends RequestOptions {
  /**
   * The `ETag` of the version you are updating, or `*` for any. The update fails with 412 if the resource has
   * changed since.
   */
  ifMatch?: string | undefined;
}

const APPLICATIONS_UPDATE: Operation = {
  id: "applications.update",
  method: "PATCH",
  path: "/admin/applications/{client_id}",
  parameters: [
    { name: "clientId", wire: "client_id", in: "path" },
    { name: "ifMatch", wire: "If-Match", in: "header" },
  ],
  security: [["oauth2"], ["bearer"], ["apiKey"]],
  body: [{ type: "application/json", write: writeJson }],
  answer: { read: readJson, type: "application/json", shape: shapes.Application },
};

/**
 * Update an application
 *
 * Changes only the fields in the body. `permissions` replaces the whole list: 409 `permission_in_use` if a role has
 * one that is missing. Kind and audience stay. A deactivated application is refused, and so is every token
 * that it was given, from the next request on; activating it again brings none of them back. 403
 * `privilege_escalation` if its roles have permissions that the caller does not hold.
 *
 * If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
 */
export function applicationsUpdate(
  transport: Transport,
  clientId: ClientId,
  body: ApplicationUpdate,
  options: ApplicationsUpdateCallOptions = {},
): ApiPromise<Application> {
  return transport.call(APPLICATIONS_UPDATE, { clientId }, options, body);
}

const APPLICATIONS_DELETE: Operation = {
  id: "applications.delete",
  method: "DELETE",
  path: "/admin/applications/{client_id}",
  parameters: [{ name: "clientId", wire: "client_id", in: "path" }],
  security: [["oauth2"], ["bearer"], ["apiKey"]],
  answer: { read: readNothing },
  retryable: true,
};

/**
 * Delete an application
 *
 * Deletes its secrets, keys and permissions, too. 409 `permission_in_use` while a role has one of these; 403
 * `privilege_escalation` if its own roles have permissions that the caller does not hold.
 *
 * If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
 */
export function applicationsDelete(
  transport: Transport,
  clientId: ClientId,
  options: RequestOptions = {},
): ApiPromise<void> {
  return transport.call(APPLICATIONS_DELETE, { clientId }, options);
}

const APPLICATIONS_LIST_SECRETS: Operation = {
  id: "applications.list_secrets",
  method: "GET",
  path: "/admin/applications/{client_id}/secrets",
  parameters: [{ name: "clientId", wire: "client_id", in: "path" }],
  security: [["oauth2"], ["bearer"], ["apiKey"]],
  answer: { read: readJson, type: "application/json", shape: shapes.ApplicationSecretList },
  retryable: true,
};

/**
 * List the secrets of an application
 *
 * Newest first, without the secrets themselves and without those that have expired.
 */
export function applicationsListSecrets(
  transport: Transport,
  clientId: ClientId,
  options: RequestOptions = {},
): ApiPromise<ApplicationSecretList> {
  return transport.call(APPLICATIONS_LIST_SECRETS, { clientId }, options);
}

/** Options of `applications.create_secret`. */
export interface ApplicationsCreateSecretCallOptions extends RequestOptions {
  /**
   * A value of your choice, such as a random UUID, that makes this request safe to repeat. Keys belong to one
   * operation and one user; without credentials, to one operation and one body.
   */
  idempotencyKey?: string | undefined;
}

const APPLICATIONS_CREATE_SECRET: Operation = {
  id: "applications.create_secret",
  method: "POST",
  path: "/admin/applications/{client_id}/secrets",
  parameters: [
    { name: "clientId", wire: "client_id", in: "path" },
    { name: "idempotencyKey", wire: "Idempotency-Key", in: "header" },
  ],
  security: [["oauth2"], ["bearer"], ["apiKey"]],
  body: [{ type: "application/json", write: writeJson }],
  answer: { read: readJson, type: "application/json", shape: shapes.ApplicationSecretCreated },
  retryable: true,
  idempotency: "Idempotency-Key",
};

/**
 * Make a secret for an application
 *
 * The secret is shown once. It works beside those that there are: deploy it, and then revoke the one before. 409
 * `secret_limit` beyond ten; 409 `public_application` if the kind is `native` or `browser`; 403
 * `privilege_escalation` if the application's roles have permissions that the caller does not hold.
 *
 * If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
 */
export function applicationsCreateSecret(
  transport: Transport,
  clientId: ClientId,
  body: ApplicationSecretCreate,
  options: ApplicationsCreateSecretCallOptions = {},
): ApiPromise<ApplicationSecretCreated> {
  return transport.call(APPLICATIONS_CREATE_SECRET, { clientId }, options, body);
}

const APPLICATIONS_REVOKE_SECRET: Operation = {
  id: "applications.revoke_secret",
  method: "DELETE",
  path: "/admin/applications/{client_id}/secrets/{secret_id}",
  parameters: [
    { name: "clientId", wire: "client_id", in: "path" },
    { name: "secretId", wire: "secret_id", in: "path" },
  ],
  security: [["oauth2"], ["bearer"], ["apiKey"]],
  answer: { read: readNothing },
  retryable: true,
};

/**
 * Revoke a secret of an application
 *
 * The secret stops working immediately, and so does every token that was got with it. 404 `secret_not_found` if the
 * application has no such secret.
 */
export function applicationsRevokeSecret(
  transport: Transport,
  clientId: ClientId,
  secretId: Uuid,
  options: RequestOptions = {},
): ApiPromise<void> {
  return transport.call(APPLICATIONS_REVOKE_SECRET, { clientId, secretId }, options);
}

const APPLICATIONS_LIST_KEYS: Operation = {
  id: "applications.list_keys",
  method: "GET",
  path: "/admin/applications/{client_id}/keys",
  parameters: [{ name: "clientId", wire: "client_id", in: "path" }],
  security: [["oauth2"], ["bearer"], ["apiKey"]],
  answer: { read: readJson, type: "application/json", shape: shapes.ApplicationKeyList },
  retryable: true,
};

/**
 * List the public keys of an application
 *
 * Newest first, each with the name that the application signs by.
 */
export function applicationsListKeys(
  transport: Transport,
  clientId: ClientId,
  options: RequestOptions = {},
): ApiPromise<ApplicationKeyList> {
  return transport.call(APPLICATIONS_LIST_KEYS, { clientId }, options);
}

/** Options of `applications.add_key`. */
export interface ApplicationsAddKeyCallOptions extends RequestOptions {
  /**
   * A value of your choice, such as a random UUID, that makes this request safe to repeat. Keys belong to one
   * operation and one user; without credentials, to one operation and one body.
   */
  idempotencyKey?: string | undefined;
}

const APPLICATIONS_ADD_KEY: Operation = {
  id: "applications.add_key",
  method: "POST",
  path: "/admin/applications/{client_id}/keys",
  parameters: [
    { name: "clientId", wire: "client_id", in: "path" },
    { name: "idempotencyKey", wire: "Idempotency-Key", in: "header" },
  ],
  security: [["oauth2"], ["bearer"], ["apiKey"]],
  body: [{ type: "application/json", write: writeJson }],
  answer: { read: readJson, type: "application/json", shape: shapes.ApplicationKey },
  retryable: true,
  idempotency: "Idempotency-Key",
};

/**
 * Add a public key to an application
 *
 * The application signs assertions with the private half (`private_key_jwt`) in place of sending a secret: an Ed25519
 * key, a P-256 key, or an RSA key of 2048 to 4096 bits. 409 `key_exists` for a `kid` that it has already; 409
 * `secret_limit` beyond ten; 409 `public_application` if the kind is `native` or `browser`; 403
 * `privilege_escalation` if the application's roles have permissions that the caller does not hold.
 *
 * If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
 */
export function applicationsAddKey(
  transport: Transport,
  clientId: ClientId,
  body: ApplicationKeyCreate,
  options: ApplicationsAddKeyCallOptions = {},
): ApiPromise<ApplicationKey> {
  return transport.call(APPLICATIONS_ADD_KEY, { clientId }, options, body);
}

const APPLICATIONS_REMOVE_KEY: Operation = {
  id: "applications.remove_key",
  method: "DELETE",
  path: "/admin/applications/{client_id}/keys/{key_id}",
  parameters: [
    { name: "clientId", wire: "client_id", in: "path" },
    { name: "keyId", wire: "key_id", in: "path" },
  ],
  security: [["oauth2"], ["bearer"], ["apiKey"]],
  answer: { read: readNothing },
  retryable: true,
};

/**
 * Remove a public key from an application
 *
 * The key stops working immediately, and so does every token that was got with it. 404 `key_not_found` if the
 * application has no such key.
 */
export function applicationsRemoveKey(
  transport: Transport,
  clientId: ClientId,
  keyId: Uuid,
  options: RequestOptions = {},
): ApiPromise<void> {
  return transport.call(APPLICATIONS_REMOVE_KEY, { clientId, keyId }, options);
}

const APPLICATIONS_GRANT_ROLE: Operation = {
  id: "applications.grant_role",
  method: "PUT",
  path: "/admin/applications/{client_id}/roles/{role}",
  parameters: [
    { name: "clientId", wire: "client_id", in: "path" },
    { name: "role", wire: "role", in: "path" },
  ],
  security: [["oauth2"], ["bearer"], ["apiKey"]],
  answer: { read: readJson, type: "application/json", shape: shapes.Application },
  retryable: true,
};

/**
 * Grant a role to an application
 *
 * The application may then do what the role allows, with tokens of its own (`client_credentials`). Nothing changes if it
 * has the role already. 403 `privilege_escalation` for a role with permissions that the caller does not hold, or an
 * application that has such a role.
 *
 * If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
 */
export function applicationsGrantRole(
  transport: Transport,
  clientId: ClientId,
  role: RoleName,
  options: RequestOptions = {},
): ApiPromise<Application> {
  return transport.call(APPLICATIONS_GRANT_ROLE, { clientId, role }, options);
}

const APPLICATIONS_REVOKE_ROLE: Operation = {
  id: "applications.revoke_role",
  method: "DELETE",
  path: "/admin/applications/{client_id}/roles/{role}",
  parameters: [
    { name: "clientId", wire: "client_id", in: "path" },
    { name: "role", wire: "role", in: "path" },
  ],
  security: [["oauth2"], ["bearer"], ["apiKey"]],
  answer: { read: readJson, type: "application/json", shape: shapes.Application },
  retryable: true,
};

/**
 * Revoke a role from an application
 *
 * Takes effect with the next request, also for tokens that say more. Nothing changes if it does not have the role. 403
 * `privilege_escalation` as for granting it.
 *
 * If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
 */
export function applicationsRevokeRole(
  transport: Transport,
  clientId: ClientId,
  role: RoleName,
  options: RequestOptions = {},
): ApiPromise<Application> {
  return transport.call(APPLICATIONS_REVOKE_ROLE, { clientId, role }, options);
}

/** Programs that are known by name: their secrets, their permissions, and what they may do themselves. */
export class ApplicationsApi {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * List applications
   *
   * All applications, in the order of their `client_id`.
   */
  list(options: ApplicationsListCallOptions = {}): PagePromise<ApplicationPage, Application> {
    return applicationsList(this.#transport, options);
  }

  /**
   * Register an application
   *
   * Gives a program a `client_id`, and lets it define permissions of its own, which roles can then bundle. It has no
   * secret, key or role yet. 409 `audience_taken` if another application, or this service, has the audience; 409
   * `permission_taken` if another application defines one of the permissions.
   *
   * If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
   */
  create(body: ApplicationCreate, options: ApplicationsCreateCallOptions = {}): ApiPromise<Application> {
    return applicationsCreate(this.#transport, body, options);
  }

  /**
   * Get an application
   *
   * 404 `application_not_found` if there is no such application.
   */
  get(clientId: ClientId, options: RequestOptions = {}): ApiPromise<Application> {
    return applicationsGet(this.#transport, clientId, options);
  }

  /**
   * Update an application
   *
   * Changes only the fields in the body. `permissions` replaces the whole list: 409 `permission_in_use` if a role has
   * one that is missing. Kind and audience stay. A deactivated application is refused, and so is every token
   * that it was given, from the next request on; activating it again brings none of them back. 403
   * `privilege_escalation` if its roles have permissions that the caller does not hold.
   *
   * If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
   */
  update(
    clientId: ClientId,
    body: ApplicationUpdate,
    options: ApplicationsUpdateCallOptions = {},
  ): ApiPromise<Application> {
    return applicationsUpdate(this.#transport, clientId, body, options);
  }

  /**
   * Delete an application
   *
   * Deletes its secrets, keys and permissions, too. 409 `permission_in_use` while a role has one of these; 403
   * `privilege_escalation` if its own roles have permissions that the caller does not hold.
   *
   * If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
   */
  delete(clientId: ClientId, options: RequestOptions = {}): ApiPromise<void> {
    return applicationsDelete(this.#transport, clientId, options);
  }

  /**
   * List the secrets of an application
   *
   * Newest first, without the secrets themselves and without those that have expired.
   */
  listSecrets(clientId: ClientId, options: RequestOptions = {}): ApiPromise<ApplicationSecretList> {
    return applicationsListSecrets(this.#transport, clientId, options);
  }

  /**
   * Make a secret for an application
   *
   * The secret is shown once. It works beside those that there are: deploy it, and then revoke the one before. 409
   * `secret_limit` beyond ten; 409 `public_application` if the kind is `native` or `browser`; 403
   * `privilege_escalation` if the application's roles have permissions that the caller does not hold.
   *
   * If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
   */
  createSecret(
    clientId: ClientId,
    body: ApplicationSecretCreate,
    options: ApplicationsCreateSecretCallOptions = {},
  ): ApiPromise<ApplicationSecretCreated> {
    return applicationsCreateSecret(this.#transport, clientId, body, options);
  }

  /**
   * Revoke a secret of an application
   *
   * The secret stops working immediately, and so does every token that was got with it. 404 `secret_not_found` if the
   * application has no such secret.
   */
  revokeSecret(clientId: ClientId, secretId: Uuid, options: RequestOptions = {}): ApiPromise<void> {
    return applicationsRevokeSecret(this.#transport, clientId, secretId, options);
  }

  /**
   * List the public keys of an application
   *
   * Newest first, each with the name that the application signs by.
   */
  listKeys(clientId: ClientId, options: RequestOptions = {}): ApiPromise<ApplicationKeyList> {
    return applicationsListKeys(this.#transport, clientId, options);
  }

  /**
   * Add a public key to an application
   *
   * The application signs assertions with the private half (`private_key_jwt`) in place of sending a secret: an Ed25519
   * key, a P-256 key, or an RSA key of 2048 to 4096 bits. 409 `key_exists` for a `kid` that it has already; 409
   * `secret_limit` beyond ten; 409 `public_application` if the kind is `native` or `browser`; 403
   * `privilege_escalation` if the application's roles have permissions that the caller does not hold.
   *
   * If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
   */
  addKey(
    clientId: ClientId,
    body: ApplicationKeyCreate,
    options: ApplicationsAddKeyCallOptions = {},
  ): ApiPromise<ApplicationKey> {
    return applicationsAddKey(this.#transport, clientId, body, options);
  }

  /**
   * Remove a public key from an application
   *
   * The key stops working immediately, and so does every token that was got with it. 404 `key_not_found` if the
   * application has no such key.
   */
  removeKey(clientId: ClientId, keyId: Uuid, options: RequestOptions = {}): ApiPromise<void> {
    return applicationsRemoveKey(this.#transport, clientId, keyId, options);
  }

  /**
   * Grant a role to an application
   *
   * The application may then do what the role allows, with tokens of its own (`client_credentials`). Nothing changes if it
   * has the role already. 403 `privilege_escalation` for a role with permissions that the caller does not hold, or an
   * application that has such a role.
   *
   * If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
   */
  grantRole(clientId: ClientId, role: RoleName, options: RequestOptions = {}): ApiPromise<Application> {
    return applicationsGrantRole(this.#transport, clientId, role, options);
  }

  /**
   * Revoke a role from an application
   *
   * Takes effect with the next request, also for tokens that say more. Nothing changes if it does not have the role. 403
   * `privilege_escalation` as for granting it.
   *
   * If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
   */
  revokeRole(clientId: ClientId, role: RoleName, options: RequestOptions = {}): ApiPromise<Application> {
    return applicationsRevokeRole(this.#transport, clientId, role, options);
  }
}
