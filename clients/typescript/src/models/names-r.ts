/** Types whose names begin with r. */

import type {
  AvatarUrl,
  Bio,
  Email,
  FullName,
  Metadata,
  NewPassword,
  NextCursor,
  Permission,
  Username,
} from "../models.js";

import type { DateTimeString, Uuid } from "../runtime/scalars.js";

/** Identifier of a request. */
export type RequestId = string;

/**
 * An address where people are sent back to, compared as it is, to the letter: `https`; `http` for the machine that it
 * runs on; or, for the kind `native`, a scheme of its own such as `com.example.app`.
 */
export type RedirectUri = string;

/** Name of a role. */
export type RoleName = string;

/** What the role is for. */
export type RoleDescription = string;

/** Your new account. */
export interface RegisterRequest {
  email: Email;
  username: Username;
  password: NewPassword;
  full_name?: FullName | null | undefined;
  bio?: Bio | null | undefined;
  avatar_url?: AvatarUrl | null | undefined;
  metadata?: Metadata | undefined;
}

/** A refresh token to exchange. */
export interface RefreshRequest {
  /** The latest refresh token of the session. */
  refresh_token: string;
}

/** The token to revoke. */
export interface RevocationRequest {
  /** An access or refresh token. */
  token: string;
  /** `access_token` or `refresh_token`; others are ignored. */
  token_type_hint?: string | undefined;
}

/** Ten new recovery codes. */
export interface RecoveryCodes {
  /** Codes that stand in for a second factor, each once. */
  recovery_codes: string[];
}

/** Who may register. */
export interface RegistrationPolicy {
  /** Anyone, only invited users, or nobody. */
  mode: RegistrationPolicyMode;
  /** Whether the email address must be verified before the first sign-in. */
  email_verification_required: boolean;
}

/** A reference to a user, for other services to store. */
export interface Reference {
  /** Identifier that never changes. */
  uuid: Uuid;
  username: Username;
  email: Email;
  /** Whether the account is active. */
  is_active: boolean;
}

/** A named set of permissions. */
export interface Role {
  name: RoleName;
  description: RoleDescription | null;
  /** What users with this role may do. */
  permissions: Permission[];
  /** Whether this is a system role, which cannot be changed or deleted. */
  is_system: boolean;
  /** Time of creation. */
  created_at: DateTimeString;
  /** Time of last change. */
  updated_at: DateTimeString;
}

/** A page of roles. */
export interface RolePage {
  items: Role[];
  next_cursor: NextCursor | null;
}

/** A role to create. */
export interface RoleCreate {
  name: RoleName;
  description?: RoleDescription | null | undefined;
  /** What the role allows. */
  permissions: Permission[];
}

/** Changes to a role. Fields left out keep their value. */
export interface RoleUpdate {
  description?: RoleDescription | null | undefined;
  /** Everything the role allows; replaces the stored list. */
  permissions?: Permission[] | undefined;
}

/** The service is ready for requests. */
export interface Readiness {
  /** Always this value. */
  status: "ready";
}

/** Anyone, only invited users, or nobody. */
export const RegistrationPolicyMode = {
  Open: "open",
  InviteOnly: "invite_only",
  Closed: "closed",
} as const;
export type RegistrationPolicyMode =
  | (typeof RegistrationPolicyMode)[keyof typeof RegistrationPolicyMode]
  | (string & {});
