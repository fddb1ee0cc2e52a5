import type { PermissionList, Role, RoleCreate, RoleName, RolePage, RoleUpdate } from "../models.js";
import { readJson, readNothing } from "../runtime/answers.js";
import { writeJson } from "../runtime/bodies.js";
import type { Operation } from "../runtime/operation.js";
import type { RequestOptions } from "../runtime/options.js";
import { type PagePromise, paginate } from "../runtime/pages.js";
import type { ApiPromise } from "../runtime/promise.js";
import type { Transport } from "../runtime/transport.js";
import * as shapes from "../shapes.js";

/** Options of `roles.list`. */
export interface RolesListCallOptions extends RequestOptions {
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
}

const ROLES_LIST: Operation = {
  id: "roles.list",
  method: "GET",
  path: "/admin/roles",
  parameters: [
    { name: "limit", wire: "limit", in: "query" },
    { name: "cursor", wire: "cursor", in: "query" },
  ],
  security: [["oauth2"], ["bearer"], ["apiKey"]],
  answer: { read: readJson, type: "application/json", shape: shapes.RolePage },
  retryable: true,
  page: { style: "cursor", items: ["items"], next: ["next_cursor"], parameter: "cursor" },
};

/**
 * List roles
 *
 * All roles by name, the built-in ones `user`, `admin` and `superuser` included.
 */
export function rolesList(transport: Transport, options: RolesListCallOptions = {}): PagePromise<RolePage, Role> {
  return paginate(transport, ROLES_LIST, {}, options);
}

/** Options of `roles.create`. */
export interface RolesCreateCallOptions extends RequestOptions {
  /**
   * A value of the caller's choice, best a random UUID, that makes repeating this request safe. Keys are kept
   * apart by operation and caller.
   */
  idempotencyKey?: string | undefined;
}

const ROLES_CREATE: Operation = {
  id: "roles.create",
  method: "POST",
  path: "/admin/roles",
  parameters: [{ name: "idempotencyKey", wire: "Idempotency-Key", in: "header" }],
  security: [["oauth2"], ["bearer"], ["apiKey"]],
  body: [{ type: "application/json", write: writeJson }],
  answer: { read: readJson, type: "application/json", shape: shapes.Role },
  retryable: true,
  idempotency: "Idempotency-Key",
};

/**
 * Create a role
 *
 * Bundles permissions under a name. 403 `privilege_escalation` for a permission that the caller does not hold, 409
 * `role_exists` if the name is in use.
 */
export function rolesCreate(
  transport: Transport,
  body: RoleCreate,
  options: RolesCreateCallOptions = {},
): ApiPromise<Role> {
  return transport.call(ROLES_CREATE, {}, options, body);
}

const ROLES_GET: Operation = {
  id: "roles.get",
  method: "GET",
  path: "/admin/roles/{role}",
  parameters: [{ name: "role", wire: "role", in: "path" }],
  security: [["oauth2"], ["bearer"], ["apiKey"]],
  answer: { read: readJson, type: "application/json", shape: shapes.Role },
  retryable: true,
};

/**
 * Get a role
 *
 * Returns one role with its permissions. 404 `role_not_found` if there is none of this name.
 */
export function rolesGet(transport: Transport, role: RoleName, options: RequestOptions = {}): ApiPromise<Role> {
  return transport.call(ROLES_GET, { role }, options);
}

/** Options of `roles.update`. */
export interface RolesUpdateCallOptions extends RequestOptions {
  /** The `ETag` that the change is based on, or `*`. Anything that does not match the resource as it is gives 412. */
  ifMatch?: string | undefined;
}

const ROLES_UPDATE: Operation = {
  id: "roles.update",
  method: "PATCH",
  path: "/admin/roles/{role}",
  parameters: [
    { name: "role", wire: "role", in: "path" },
    { name: "ifMatch", wire: "If-Match", in: "header" },
  ],
  security: [["oauth2"], ["bearer"], ["apiKey"]],
  body: [{ type: "application/json", write: writeJson }],
  answer: { read: readJson, type: "application/json", shape: shapes.Role },
};

/**
 * Change a role
 *
 * Changes the fields in the body; `permissions` replaces the whole list and takes effect with the next request of
 * everyone who has the role. 403 `privilege_escalation` for a permission that the caller does not hold, 409
 * `system_role` for a built-in role.
 */
export function rolesUpdate(
  transport: Transport,
  role: RoleName,
  body: RoleUpdate,
  options: RolesUpdateCallOptions = {},
): ApiPromise<Role> {
  return transport.call(ROLES_UPDATE, { role }, options, body);
}

const ROLES_DELETE: Operation = {
  id: "roles.delete",
  method: "DELETE",
  path: "/admin/roles/{role}",
  parameters: [{ name: "role", wire: "role", in: "path" }],
  security: [["oauth2"], ["bearer"], ["apiKey"]],
  answer: { read: readNothing },
  retryable: true,
};

/**
 * Delete a role
 *
 * 409 `role_in_use` while any user has the role, 409 `system_role` for a built-in role.
 */
export function rolesDelete(transport: Transport, role: RoleName, options: RequestOptions = {}): ApiPromise<void> {
  return transport.call(ROLES_DELETE, { role }, options);
}

const ROLES_LIST_PERMISSIONS: Operation = {
  id: "roles.list_permissions",
  method: "GET",
  path: "/admin/permissions",
  security: [["oauth2"], ["bearer"], ["apiKey"]],
  answer: { read: readJson, type: "application/json", shape: shapes.PermissionList },
  retryable: true,
};

/**
 * List permissions
 *
 * Every permission there is, with what it allows. The list changes only with a release of the service.
 */
export function rolesListPermissions(transport: Transport, options: RequestOptions = {}): ApiPromise<PermissionList> {
  return transport.call(ROLES_LIST_PERMISSIONS, {}, options);
}

/** Roles and the permissions they bundle. */
export class RolesApi {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * List roles
   *
   * All roles by name, the built-in ones `user`, `admin` and `superuser` included.
   */
  list(options: RolesListCallOptions = {}): PagePromise<RolePage, Role> {
    return rolesList(this.#transport, options);
  }

  /**
   * Create a role
   *
   * Bundles permissions under a name. 403 `privilege_escalation` for a permission that the caller does not hold, 409
   * `role_exists` if the name is in use.
   */
  create(body: RoleCreate, options: RolesCreateCallOptions = {}): ApiPromise<Role> {
    return rolesCreate(this.#transport, body, options);
  }

  /**
   * Get a role
   *
   * Returns one role with its permissions. 404 `role_not_found` if there is none of this name.
   */
  get(role: RoleName, options: RequestOptions = {}): ApiPromise<Role> {
    return rolesGet(this.#transport, role, options);
  }

  /**
   * Change a role
   *
   * Changes the fields in the body; `permissions` replaces the whole list and takes effect with the next request of
   * everyone who has the role. 403 `privilege_escalation` for a permission that the caller does not hold, 409
   * `system_role` for a built-in role.
   */
  update(role: RoleName, body: RoleUpdate, options: RolesUpdateCallOptions = {}): ApiPromise<Role> {
    return rolesUpdate(this.#transport, role, body, options);
  }

  /**
   * Delete a role
   *
   * 409 `role_in_use` while any user has the role, 409 `system_role` for a built-in role.
   */
  delete(role: RoleName, options: RequestOptions = {}): ApiPromise<void> {
    return rolesDelete(this.#transport, role, options);
  }

  /**
   * List permissions
   *
   * Every permission there is, with what it allows. The list changes only with a release of the service.
   */
  listPermissions(options: RequestOptions = {}): ApiPromise<PermissionList> {
    return rolesListPermissions(this.#transport, options);
  }
}
