/** What this package is. */

/** Sent as user agent. */
export const PRODUCT = "gatehouse-typescript/0.1.0";

/** The service's address, if it has one that everybody uses. */
export const DEFAULT_URL: string | undefined = undefined;

/** The member of an error that tells errors apart. */
export const CODE_FIELD = "code";
