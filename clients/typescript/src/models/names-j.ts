/** Types whose names begin with j. */

/** A set of public keys (RFC 7517). */
export interface JwkSet {
  keys: Jwk[];
}

/** A public key (RFC 7517). Members that its type does not have are left out. */
export interface Jwk {
  /** Key type. */
  kty: JwkKty;
  /** Curve, of OKP and EC. */
  crv?: JwkCrv;
  /** The public key of OKP, or the first coordinate of EC, base64url-encoded. */
  x?: string;
  /** The second coordinate of EC, base64url-encoded. */
  y?: string;
  /** The modulus of RSA, base64url-encoded. */
  n?: string;
  /** The exponent of RSA, base64url-encoded. */
  e?: string;
  /** Key ID, as in the header of a token. */
  kid: string;
  /** Use of the key. */
  use: "sig";
  /** Signature algorithm. */
  alg: JwkAlg;
}

/** Key type. */
export const JwkKty = {
  Okp: "OKP",
  Ec: "EC",
  Rsa: "RSA",
} as const;
export type JwkKty = (typeof JwkKty)[keyof typeof JwkKty] | (string & {});

/** Curve, of OKP and EC. */
export const JwkCrv = {
  Ed25519: "Ed25519",
  P256: "P-256",
} as const;
export type JwkCrv = (typeof JwkCrv)[keyof typeof JwkCrv] | (string & {});

/** Signature algorithm. */
export const JwkAlg = {
  EdDsa: "EdDSA",
  Es256: "ES256",
  Rs256: "RS256",
} as const;
export type JwkAlg = (typeof JwkAlg)[keyof typeof JwkAlg] | (string & {});
