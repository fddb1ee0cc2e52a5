/** Checks access tokens of Gatehouse without asking it each time. */

import { Verifier, type VerifierOptions } from "./runtime/verify.js";

export * from "./runtime/verify.js";

/** Makes a verifier for the service at an address. */
export function createVerifier(baseUrl: string, options: Omit<VerifierOptions, "keysUrl">): Verifier {
  return new Verifier({ ...options, keysUrl: baseUrl.replace(/\/+$/, "") + "/.well-known/jwks.json" });
}
