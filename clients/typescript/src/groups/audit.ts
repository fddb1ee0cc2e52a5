import type { AuditEntry, AuditPage, RequestId } from "../models.js";
import { readJson } from "../runtime/answers.js";
import type { Operation } from "../runtime/operation.js";
import type { RequestOptions } from "../runtime/options.js";
import { type PagePromise, paginate } from "../runtime/pages.js";
import type { DateTimeString, Int64, Uuid } from "../runtime/scalars.js";
import type { Transport } from "../runtime/transport.js";
import * as shapes from "../shapes.js";

/** Options of `audit.list`. */
export interface AuditListCallOptions extends RequestOptions {
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
  /** Only entries of this action, such as `users.create`. */
  action?: string | undefined;
  /** Only what the user with this UUID did. */
  actor?: Uuid | undefined;
  /** Only what was done to the resource with this `target_id`. */
  target?: string | undefined;
  /** Only entries of the request with this `X-Request-ID`. */
  requestId?: RequestId | undefined;
  /** Only items created at this time or later. */
  createdFrom?: DateTimeString | undefined;
  /** Only items created before this time. */
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
 * Who did what to whom, newest first. Entries are written together with the change they describe and never
 * altered. Entries must match all filters.
 */
export function auditList(
  transport: Transport,
  options: AuditListCallOptions = {},
): PagePromise<AuditPage, AuditEntry> {
  return paginate(transport, AUDIT_LIST, {}, options);
}

/** Who did what to whom. */
export class AuditApi {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * List audit entries
   *
   * Who did what to whom, newest first. Entries are written together with the change they describe and never
   * altered. Entries must match all filters.
   */
  list(options: AuditListCallOptions = {}): PagePromise<AuditPage, AuditEntry> {
    return auditList(this.#transport, options);
  }
}
