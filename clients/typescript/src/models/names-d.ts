/** Types whose names begin with d. */

import type { DateString, Int64, UriString } from "../runtime/scalars.js";

/** What a device asks for (RFC 8628). Unknown fields are ignored. */
export interface DeviceRequest {
  /** What the application wants, separated by spaces. */
  scope?: string | undefined;
  /** The application. */
  client_id?: string | undefined;
  /** A secret of it. */
  client_secret?: string | undefined;
  /** In place of a secret: a JWT that the application signed (RFC 7523). */
  client_assertion?: string | undefined;
  /** `urn:ietf:params:oauth:client-assertion-type:jwt-bearer`. */
  client_assertion_type?: string | undefined;
  [key: string]: unknown;
}

/** A code for the device to keep, and one to show. */
export interface DeviceCodes {
  /** For `auth.token`. Works once. */
  device_code: string;
  /** What somebody enters. */
  user_code: string;
  /** Where they enter it. */
  verification_uri: UriString;
  /** The same with the code in it, to show as a QR code. */
  verification_uri_complete: UriString;
  /** Seconds until both codes expire. */
  expires_in: Int64;
  /** Seconds to wait between two requests. */
  interval: Int64;
}

/** A count for one day. */
export interface DailyCount {
  /** The day in UTC. */
  date: DateString;
  /** Registrations on that day. */
  count: Int64;
}

/** Health of a dependency. */
export interface DependencyHealth {
  /** Whether it responds. */
  state: DependencyHealthState;
  /** Response time in milliseconds, or null if it did not respond. */
  latency_ms: number | null;
}

/** Whether it responds. */
export const DependencyHealthState = {
  Up: "up",
  Down: "down",
} as const;
export type DependencyHealthState = (typeof DependencyHealthState)[keyof typeof DependencyHealthState] | (string & {});
