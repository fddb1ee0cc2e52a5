/** Types whose names begin with a. */

import type { ClientId, NextCursor, Permission, RedirectUri, RoleName, SigningAlgorithm, User } from "../models.js";

import type { DateTimeString, Int64, Unrecognized, Uuid } from "../runtime/scalars.js";

/** The request was accepted; the rest happens by email. */
export interface Accepted {
  /** What happens next, for people. */
  detail: string;
}

/** A permission that an application defines: the area, a colon, and what it is about and what it allows. */
export type ApplicationPermissionName = string;

/** The https URL of a picture. */
export type AvatarUrl = string;

/** An API key, without the key itself. */
export interface ApiKey {
  /** Identifier of the API key. */
  id: Uuid;
  /** The name its owner gave it. */
  name: string;
  /** First characters of the key, to recognise it by. */
  prefix: string;
  /** Permissions of the key. */
  scopes: Permission[];
  /** Time of creation. */
  created_at: DateTimeString;
  /** Expiry, or null if it does not expire. */
  expires_at: DateTimeString | null;
  /** Time of last use, to about a minute. */
  last_used_at: DateTimeString | null;
}

/** A list of API keys. */
export interface ApiKeyList {
  items: ApiKey[];
}

/** An API key to create. */
export interface ApiKeyCreate {
  /** A name, to tell your keys apart. */
  name: string;
  /** Permissions of the key. With none, it can only read your account. */
  scopes: Permission[];
  /** Days until it expires. Null or left out means never. */
  expires_in_days?: Int64 | null | undefined;
}

/** A new API key. */
export interface ApiKeyCreated {
  /** Identifier of the API key. */
  id: Uuid;
  /** The name its owner gave it. */
  name: string;
  /** First characters of the key, to recognise it by. */
  prefix: string;
  /** Permissions of the key. */
  scopes: Permission[];
  /** Time of creation. */
  created_at: DateTimeString;
  /** Expiry, or null if it does not expire. */
  expires_at: DateTimeString | null;
  /** Time of last use, to about a minute. */
  last_used_at: DateTimeString | null;
  /** The key for the `X-API-Key` header. Not shown again. */
  key: string;
}

/**
 * Where it runs: `service` acts for itself alone; `web` runs on a server; `native` and `browser` on somebody's device,
 * where they can keep no secret.
 */
export const ApplicationKind = {
  Service: "service",
  Web: "web",
  Native: "native",
  Browser: "browser",
} as const;
export type ApplicationKind = (typeof ApplicationKind)[keyof typeof ApplicationKind] | (string & {});

/** A permission that an application defines. */
export interface ApplicationPermission {
  name: ApplicationPermissionName;
  /** What it allows. */
  description: string;
}

/** A program that is known by name. */
export interface Application {
  client_id: ClientId;
  /** What the audit trail knows it by. */
  uuid: Uuid;
  /** Name of the application. */
  name: string;
  kind: ApplicationKind;
  /** The `aud` of tokens that are for it. */
  audience: string;
  /** Where people are sent back to after signing in. */
  redirect_uris: string[];
  /** Where people may be sent after signing out. */
  post_logout_redirect_uris: string[];
  /** Where it is told that a session has ended, or null. */
  backchannel_logout_uri: string | null;
  signing_algorithm: SigningAlgorithm;
  /** Whether people are not asked for their consent. */
  is_trusted: boolean;
  /** Whether it and its tokens are accepted. */
  is_active: boolean;
  /** The permissions that it defines. */
  permissions: ApplicationPermission[];
  /** The roles that it has when it acts for itself. */
  roles: RoleName[];
  /** Time of creation. */
  created_at: DateTimeString;
  /** Time of the last change. */
  updated_at: DateTimeString;
}

/** A page of applications. */
export interface ApplicationPage {
  items: Application[];
  next_cursor: NextCursor | null;
}

/** An application to register. */
export interface ApplicationCreate {
  /** Name of the application, for people. */
  name: string;
  kind: ApplicationKind;
  /** The `aud` of tokens that are for it, such as its address. By default its `client_id`. */
  audience?: string | undefined;
  /** Where people are sent back to after signing in. */
  redirect_uris?: RedirectUri[] | undefined;
  /** Where people may be sent after signing out. */
  post_logout_redirect_uris?: RedirectUri[] | undefined;
  /** Where the application is told that a session has ended, by https. */
  backchannel_logout_uri?: string | null | undefined;
  signing_algorithm?: SigningAlgorithm | undefined;
  /** Whether people are not asked for their consent, as the application is your own. */
  is_trusted?: boolean | undefined;
  /** The permissions that it defines. */
  permissions?: ApplicationPermission[] | undefined;
}

/** Changes to an application. */
export interface ApplicationUpdate {
  /** Name of the application, for people. */
  name?: string | undefined;
  /** Where people are sent back to after signing in. */
  redirect_uris?: RedirectUri[] | undefined;
  /** Where people may be sent after signing out. */
  post_logout_redirect_uris?: RedirectUri[] | undefined;
  /** Where the application is told that a session has ended, by https. */
  backchannel_logout_uri?: string | null | undefined;
  signing_algorithm?: SigningAlgorithm | undefined;
  /** Whether people are not asked for their consent, as the application is your own. */
  is_trusted?: boolean | undefined;
  /** Whether it and its tokens are accepted. */
  is_active?: boolean | undefined;
  /** The permissions that it defines. */
  permissions?: ApplicationPermission[] | undefined;
}

/** A secret, without the secret itself. */
export interface ApplicationSecret {
  /** Identifier of the secret. */
  id: Uuid;
  /** What it is for. */
  name: string;
  /** First characters of the secret, to recognise it by. */
  prefix: string;
  /** Time of creation. */
  created_at: DateTimeString;
  /** Expiry, or null if it does not expire. */
  expires_at: DateTimeString | null;
  /** Time when a token was last got with it. */
  last_used_at: DateTimeString | null;
}

/** A list of secrets. */
export interface ApplicationSecretList {
  items: ApplicationSecret[];
}

/** A secret to make. */
export interface ApplicationSecretCreate {
  /** What it is for, to tell secrets apart. */
  name: string;
  /** Days until it expires. Null or left out means never. */
  expires_in_days?: Int64 | null | undefined;
}

/** A new secret. */
export interface ApplicationSecretCreated {
  /** Identifier of the secret. */
  id: Uuid;
  /** What it is for. */
  name: string;
  /** First characters of the secret, to recognise it by. */
  prefix: string;
  /** Time of creation. */
  created_at: DateTimeString;
  /** Expiry, or null if it does not expire. */
  expires_at: DateTimeString | null;
  /** Time when a token was last got with it. */
  last_used_at: DateTimeString | null;
  /** The secret itself. It is not shown again. */
  secret: string;
}

/** A public key that an application signs for. */
export interface ApplicationKey {
  /** Identifier of the key. */
  id: Uuid;
  /** Where its private half is. */
  name: string;
  /** The `kid` of assertions that are signed with it. */
  kid: string;
  algorithm: SigningAlgorithm;
  /** The public key as a JWK (RFC 7517). */
  jwk: { [key: string]: unknown };
  /** Time of creation. */
  created_at: DateTimeString;
  /** Time when a token was last got with it. */
  last_used_at: DateTimeString | null;
}

/** A list of public keys. */
export interface ApplicationKeyList {
  items: ApplicationKey[];
}

/** A public key to add. */
export interface ApplicationKeyCreate {
  /** Where its private half is, to tell keys apart. */
  name: string;
  /** The public key as a JWK (RFC 7517). Without `kid`, its thumbprint is its `kid`. */
  jwk: { [key: string]: unknown };
}

/** An entry of the audit trail. */
export interface AuditEntry {
  /** Identifier of the entry. */
  id: Int64;
  /** Time of the action. */
  created_at: DateTimeString;
  /** The action, such as `users.create`. */
  action: string;
  /** The user or application that did it, or null. */
  actor_uuid: Uuid | null;
  /** How they acted: signed in, with an API key, as an application, without credentials, or the service itself. */
  actor_kind: AuditEntryActorKind;
  /** Kind of the resource it was done to, such as `user`. */
  target_type: string | null;
  /** Which one: the UUID of a user, the name of a role or the client_id of an application. */
  target_id: string | null;
  /** IP address the request came from. */
  ip_address: string | null;
  /** The client's `User-Agent`. */
  user_agent: string | null;
  /** `X-Request-ID` of the request. */
  request_id: string | null;
  /** Further details. Never contains secrets. */
  details: { [key: string]: unknown };
}

/** A page of audit entries. */
export interface AuditPage {
  items: AuditEntry[];
  next_cursor: NextCursor | null;
}

/** How they acted: signed in, with an API key, as an application, without credentials, or the service itself. */
export const AuditEntryActorKind = {
  User: "user",
  ApiKey: "api_key",
  Application: "application",
  Anonymous: "anonymous",
  System: "system",
} as const;
export type AuditEntryActorKind = (typeof AuditEntryActorKind)[keyof typeof AuditEntryActorKind] | (string & {});

export type AuthRegisterSuccess = User | Accepted | Unrecognized;
