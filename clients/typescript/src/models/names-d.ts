/** Types whose names begin with d. */

import type { DateString, Int64 } from "../runtime/scalars.js";

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
