/** Types whose names begin with c. */

import type { DateTimeString } from "../runtime/scalars.js";

/** What an application is known by. */
export type ClientId = string;

/** What somebody has allowed an application. */
export interface Consent {
  client_id: ClientId;
  /** Its name. */
  application: string;
  /** What it may know and do. */
  scope: string[];
  /** When that was last asked. */
  given_at: DateTimeString;
}

/** A list of consents. */
export interface ConsentList {
  items: Consent[];
}
