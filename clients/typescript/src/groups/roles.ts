import type { PermissionList, Role, RoleCreate, RoleName, RolePage, RoleUpdate } from "../models.js";
import { readJson, readNothing } from "../runtime/answers.js";
import { writeJson } from "../runtime/bodies.js";
import type { Operation } from "../runtime/operation.js";
import type { RequestOptions } from "../runtime/options.js";
import { type PagePromise, paginate } from "../runtime/pages.js";
import type { ApiPromise } from "../runtime/promise.js";
import type { Int64 } from "../runtime/scalars.js";
import type { Transport } from "../runtime/transport.js";
import * as shapes from "../shapes.js";

/** Options of `roles.list`. */
export interface RolesListCallOptions extends RequestOptions {
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
 * All roles by name, including the system roles `user`, `admin` and `superuser`.
 */
export function rolesList(transport: Transport, options: RolesListCallOptions = {}): PagePromise<RolePage, Role> {
  return paginate(transport, ROLES_LIST, {}, options);
}

/** Options of `roles.create`. */
export interface RolesCreateCallOptions extends RequestOptions {
  /**
   * A value of your choice, such as a random UUID, that makes this request safe to repeat. Keys belong to one
   * operation and one user; without credentials, to one operation and one body.
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
 * A role is a named set of permissions. 403 `privilege_escalation` for a permission that the caller does not hold;
 * 409 `role_exists` if the name is taken.
 *
 * If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
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
 * Returns a role and its permissions. 404 `role_not_found` if there is no such role.
 */
export function rolesGet(transport: Transport, role: RoleName, options: RequestOptions = {}): ApiPromise<Role> {
  return transport.call(ROLES_GET, { role }, options);
}

/** Options of `roles.update`. */
export interface RolesUpdateCallOptions extends RequestOptions {
  /**
   * The `ETag` of the version you are updating, or `*` for any. The update fails with 412 if the resource has
   * changed since.
   */
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
 * Update a role
 *
 * Changes only the fields in the body. `permissions` replaces the whole list, and takes effect immediately for
 * everyone who has the role. 403 `privilege_escalation` for a permission that the caller does not hold; 409
 * `system_role` for a system role.
 *
 * If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
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
 * 409 `role_in_use` while any user or application has the role; 409 `system_role` for a system role.
 *
 * If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
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
 * Every permission and what it allows. Those of the service are fixed for each version; applications add their own.
 */
export function rolesListPermissions(transport: Transport, options: RequestOptions = {}): ApiPromise<PermissionList> {
  return transport.call(ROLES_LIST_PERMISSIONS, {}, options);
}

/** Roles and permissions. */
export class RolesApi {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * List roles
   *
   * All roles by name, including the system roles `user`, `admin` and `superuser`.
   */
  list(options: RolesListCallOptions = {}): PagePromise<RolePage, Role> {
    return rolesList(this.#transport, options);
  }

  /**
   * Create a role
   *
   * A role is a named set of permissions. 403 `privilege_escalation` for a permission that the caller does not hold;
   * 409 `role_exists` if the name is taken.
   *
   * If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
   */
  create(body: RoleCreate, options: RolesCreateCallOptions = {}): ApiPromise<Role> {
    return rolesCreate(this.#transport, body, options);
  }

  /**
   * Get a role
   *
   * Returns a role and its permissions. 404 `role_not_found` if there is no such role.
   */
  get(role: RoleName, options: RequestOptions = {}): ApiPromise<Role> {
    return rolesGet(this.#transport, role, options);
  }

  /**
   * Update a role
   *
   * Changes only the fields in the body. `permissions` replaces the whole list, and takes effect immediately for
   * everyone who has the role. 403 `privilege_escalation` for a permission that the caller does not hold; 409
   * `system_role` for a system role.
   *
   * If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
   */
  update(role: RoleName, body: RoleUpdate, options: RolesUpdateCallOptions = {}): ApiPromise<Role> {
    return rolesUpdate(this.#transport, role, body, options);
  }

  /**
   * Delete a role
   *
   * 409 `role_in_use` while any user or application has the role; 409 `system_role` for a system role.
   *
   * If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
   */
  delete(role: RoleName, options: RequestOptions = {}): ApiPromise<void> {
    return rolesDelete(this.#transport, role, options);
  }

  /**
   * List permissions
   *
   * Every permission and what it allows. Those of the service are fixed for each version; applications add their own.
   */
  listPermissions(options: RequestOptions = {}): ApiPromise<PermissionList> {
    return rolesListPermissions(this.#transport, options);
  }
}
