/** What this package is. */

import type { ServerSpec } from "./runtime/servers.js";

/** Sent as user agent. */
export const PRODUCT = "gatehouse-typescript/0.1.0";

/** The service's address, if it has one that everybody uses. */
export const DEFAULT_URL: string | undefined = undefined;

/** The service's addresses, the first of which is the default. */
export const SERVERS: readonly ServerSpec[] = [
  {
    url: "/",
  },
];

/** The member of an error that tells errors apart. */
export const CODE_FIELD = "code";
