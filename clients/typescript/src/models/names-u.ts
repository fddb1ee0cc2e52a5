/** Types whose names begin with u. */

import type {
  AvatarUrl,
  Bio,
  DailyCount,
  Email,
  FullName,
  Metadata,
  NewPassword,
  NextCursor,
  RoleName,
} from "../models.js";

import type { DateTimeString, Int64, Uuid } from "../runtime/scalars.js";

/** A name to sign in with. Unique regardless of case, and stored as typed. */
export type Username = string;

/** Claims about a person. What is not known, or not in the scope, is left out. */
export interface UserInfo {
  /** The person's UUID, the same in every token. */
  sub: Uuid;
  /** Full name. */
  name?: string;
  /** Username. */
  preferred_username?: string;
  /** Address of a picture. */
  picture?: string;
  /** When any of this changed as a Unix timestamp. */
  updated_at?: Int64;
  /** Email address. */
  email?: string;
  /** Whether the person has confirmed it. */
  email_verified?: boolean;
}

/** A user. */
export interface User {
  /** Identifier within this installation. */
  id: Int64;
  /** Identifier for other services to store. Never changes. */
  uuid: Uuid;
  email: Email;
  username: Username;
  full_name: FullName | null;
  bio: Bio | null;
  avatar_url: AvatarUrl | null;
  metadata: Metadata;
  /** The names of the user's roles, sorted. */
  roles: RoleName[];
  /** Whether the account is active. */
  is_active: boolean;
  /** Whether the user has the role `superuser`. */
  is_superuser: boolean;
  /** Whether the email address is verified. */
  is_verified: boolean;
  /**
   * `active`; `inactive`, deactivated by its owner; `suspended`, deactivated by an administrator; or
   * `pending_verification`, waiting for its email address to be verified.
   */
  status: UserStatus;
  /** Time of creation. */
  created_at: DateTimeString;
  /** Time of last change. */
  updated_at: DateTimeString;
  /** Time of last sign-in, or null if never. */
  last_login_at: DateTimeString | null;
}

/** A page of users. */
export interface UserPage {
  items: User[];
  next_cursor: NextCursor | null;
  /** How many users match. Only with `include_total`. */
  total?: Int64;
  /** Whether `total` was estimated from a sample and not counted. Only with `include_total`. */
  total_is_estimate?: boolean;
}

/** A user to create. */
export interface UserCreate {
  email: Email;
  username: Username;
  password?: NewPassword | undefined;
  full_name?: FullName | null | undefined;
  bio?: Bio | null | undefined;
  avatar_url?: AvatarUrl | null | undefined;
  metadata?: Metadata | undefined;
  /** Initial roles; `user` if left out. */
  roles?: RoleName[] | undefined;
}

/**
 * Changes to a user. Fields left out keep their value, with PUT too. `null` clears a field that may be empty;
 * `metadata` is merged.
 */
export interface UserUpdate {
  email?: Email | undefined;
  username?: Username | undefined;
  full_name?: FullName | null | undefined;
  bio?: Bio | null | undefined;
  avatar_url?: AvatarUrl | null | undefined;
  metadata?: Metadata | undefined;
}

/** Counts of users. Deleted users are not counted. */
export interface UserStats {
  /** All users. */
  total_users: Int64;
  /** Users who are active. */
  active_users: Int64;
  /** Users who are not active. */
  inactive_users: Int64;
  /** Users with a verified email address. */
  verified_users: Int64;
  /** One entry per day, oldest first, including days without registrations. */
  registrations: DailyCount[];
}

/**
 * `active`; `inactive`, deactivated by its owner; `suspended`, deactivated by an administrator; or
 * `pending_verification`, waiting for its email address to be verified.
 */
export const UserStatus = {
  Active: "active",
  Inactive: "inactive",
  Suspended: "suspended",
  PendingVerification: "pending_verification",
} as const;
export type UserStatus = (typeof UserStatus)[keyof typeof UserStatus] | (string & {});
