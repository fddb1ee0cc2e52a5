/** Types whose names begin with s. */

import type { FactorCode, User } from "../models.js";

import type { DateTimeString, Int64, Uuid } from "../runtime/scalars.js";

/** How tokens for the application are signed. EdDSA, unless it knows no Ed25519. */
export const SigningAlgorithm = {
  EdDsa: "EdDSA",
  Es256: "ES256",
  Rs256: "RS256",
} as const;
export type SigningAlgorithm = (typeof SigningAlgorithm)[keyof typeof SigningAlgorithm] | (string & {});

/** A token pair and its user. */
export interface SignedIn {
  /** A signed JWT, for the `Authorization` header. */
  access_token: string;
  /** An opaque token for `auth.refresh`. Works once. */
  refresh_token: string;
  /** The type of the access token. */
  token_type: "bearer";
  /** Seconds until the access token expires. */
  expires_in: Int64;
  /** Seconds until the refresh token expires. */
  refresh_expires_in: Int64;
  /** Always `signed_in`. */
  status: "signed_in";
  user: User;
}

/** A code of a second factor. */
export interface StepUp {
  code: FactorCode;
}

/** A device or program where a user is signed in. */
export interface SessionModel {
  /** Identifier of the session. */
  id: Uuid;
  /** The client's `User-Agent`. */
  user_agent: string | null;
  /** IP address of the last use. */
  ip_address: string | null;
  /** Time of sign-in. */
  created_at: DateTimeString;
  /** Time of last use, to about a minute. */
  last_used_at: DateTimeString;
  /** When the session ends. */
  expires_at: DateTimeString;
  /** The application that was signed in to, or null for Gatehouse itself. */
  application: string | null;
  /** Whether this is the session making the request. */
  is_current: boolean;
}

/** A list of sessions. */
export interface SessionList {
  items: SessionModel[];
}

/** The service and where to go from here. */
export interface ServiceInfo {
  /** Name of the service. */
  name: string;
  /** Version of the service. */
  version: string;
  /** What it does. */
  description: string;
  links: ServiceLinks;
  /** SDKs for this version. */
  sdks: SdkInfo[];
}

/** Links. */
export interface ServiceLinks {
  /** API documentation, or null if disabled. */
  docs: string | null;
  /** This document as JSON, or null if disabled. */
  openapi: string | null;
  /** Health report. */
  health: string;
  /** Public signing keys. */
  jwks: string;
}

/** An SDK. */
export interface SdkInfo {
  /** Programming language. */
  language: SdkInfoLanguage;
  /** Version of the SDK. */
  version: string;
  /** Name of the package. */
  package: string;
}

/** Programming language. */
export const SdkInfoLanguage = {
  Typescript: "typescript",
  Rust: "rust",
  Go: "go",
  Python: "python",
  Nushell: "nushell",
} as const;
export type SdkInfoLanguage = (typeof SdkInfoLanguage)[keyof typeof SdkInfoLanguage] | (string & {});

export const SortParameter = {
  CreatedAt: "created_at",
  MinusCreatedAt: "-created_at",
  UpdatedAt: "updated_at",
  MinusUpdatedAt: "-updated_at",
  Email: "email",
  MinusEmail: "-email",
  Username: "username",
  MinusUsername: "-username",
  FullName: "full_name",
  MinusFullName: "-full_name",
} as const;
export type SortParameter = (typeof SortParameter)[keyof typeof SortParameter];
