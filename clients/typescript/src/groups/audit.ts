import type { AuditEntry, AuditPage, RequestId } from "../models.js";
import { readJson } from "../runtime/answers.js";
import type { Operation } from "../runtime/operation.js";
import type { RequestOptions } from "../runtime/options.js";
import { type PagePromise, paginate } from "../runtime/pages.js";
import type { DateTimeString, Uuid } from "../runtime/scalars.js";
import type { Transport } from "../runtime/transport.js";
import * as shapes from "../shapes.js";

/** Options of `audit.list`. */
export interface AuditListCallOptions extends RequestOptions {
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
  /** Only this action, such as `users.create`. */
  action?: string | undefined;
  /** Only what the user with this UUID did. */
  actor?: Uuid | undefined;
  /** Only what was done to the resource with this `target_id`. */
  target?: string | undefined;
  /** Only what happened in the request with this `X-Request-ID`. */
  requestId?: RequestId | undefined;
  /** Only what was created at this time or later. */
  createdFrom?: DateTimeString | undefined;
  /** Only what was created before this time. */
  createdTo?: DateTimeString | undefined;
}

const AUDIT_LIST: Operation = {
  id: "audit.list",
  method: "GET",
  path: "/admin/audit",
  parameters: [
    { name: "limit", wire: "limit", in: "query" },
    { name: "cursor", wire: "cursor", in: "query" },
    { name: "action", wire: "action", in: "query" },
    { name: "actor", wire: "actor", in: "query" },
    { name: "target", wire: "target", in: "query" },
    { name: "requestId", wire: "request_id", in: "query" },
    { name: "createdFrom", wire: "created_from", in: "query" },
    { name: "createdTo", wire: "created_to", in: "query" },
  ],
  security: [["oauth2"], ["bearer"], ["apiKey"]],
  answer: { read: readJson, type: "application/json", shape: shapes.AuditPage },
  retryable: true,
  page: { style: "cursor", items: ["items"], next: ["next_cursor"], parameter: "cursor" },
};

/**
 * List audit entries
 *
 * The audit trail, newest entry first. Entries are added with the change they describe and are never altered. All
 * filters given must match.
 */
export function auditList(
  transport: Transport,
  options: AuditListCallOptions = {},
): PagePromise<AuditPage, AuditEntry> {
  return paginate(transport, AUDIT_LIST, {}, options);
}

/** The record of everything that changed. */
export class AuditApi {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * List audit entries
   *
   * The audit trail, newest entry first. Entries are added with the change they describe and are never altered. All
   * filters given must match.
   */
  list(options: AuditListCallOptions = {}): PagePromise<AuditPage, AuditEntry> {
    return auditList(this.#transport, options);
  }
}
