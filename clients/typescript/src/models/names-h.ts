/** Types whose names begin with h. */

import type { DependencyHealth } from "../models.js";

import type { DateTimeString } from "../runtime/scalars.js";

/** Health of the service. */
export interface Health {
  /** All well, a dependency unreachable, or unable to serve requests. */
  status: HealthStatus;
  /** Version of the service. */
  version: string;
  /** Time of the check. */
  timestamp: DateTimeString;
  /** Whether the database responds. */
  database: HealthDatabase;
  /** Each dependency, by name. */
  dependencies: { [key: string]: DependencyHealth };
}

/** All well, a dependency unreachable, or unable to serve requests. */
export const HealthStatus = {
  Ok: "ok",
  Degraded: "degraded",
  Down: "down",
} as const;
export type HealthStatus = (typeof HealthStatus)[keyof typeof HealthStatus] | (string & {});

/** Whether the database responds. */
export const HealthDatabase = {
  Up: "up",
  Down: "down",
} as const;
export type HealthDatabase = (typeof HealthDatabase)[keyof typeof HealthDatabase] | (string & {});
