/** Checks access tokens without asking the service: by its public keys, which are fetched now and then. */

import { type Claims, requireAll, type Requirements, VerifyError } from "./requirements.js";

export { type Claims, type Requirements, VerifyError, type VerifyReason } from "./requirements.js";

/** What a token is held against. */
export interface VerifierOptions {
  /** Where the public keys are (a JWKS). */
  readonly keysUrl: string;
  /** Who has to have issued the token. */
  readonly issuer: string;
  /** Who the token must be meant for; of several, one. */
  readonly audience: string | readonly string[];
  /** The kind of token, by the header `typ`. Default `at+jwt`. */
  readonly type?: string | undefined;
  /** By how much clocks may differ, in seconds. Default 30. */
  readonly leeway?: number | undefined;
  /** How long keys are kept, in milliseconds. Default 10 minutes. */
  readonly cacheMs?: number | undefined;
  readonly fetch?: ((url: string, init: RequestInit) => Promise<Response>) | undefined;
}

type Key = JsonWebKey & { readonly kid?: string };

interface Algorithm {
  readonly kty: string;
  readonly crv?: string;
  readonly import: EcKeyImportParams;
  readonly verify: EcdsaParams;
}

const ALGORITHMS: Readonly<Record<string, Algorithm>> = {
  EdDSA: { kty: "OKP", crv: "Ed25519", import: named("Ed25519"), verify: named("Ed25519") },
  ES256: { kty: "EC", crv: "P-256", import: named("ECDSA", "P-256"), verify: named("ECDSA", "P-256") },
  RS256: { kty: "RSA", import: named("RSASSA-PKCS1-v1_5"), verify: named("RSASSA-PKCS1-v1_5") },
};
const LEEWAY = 30;
const CACHE_MS = 600_000;
const PAUSE_MS = 30_000;
const KEYS_TIMEOUT_MS = 10_000;

function named(name: string, namedCurve = ""): EcKeyImportParams & EcdsaParams {
  return { name, namedCurve, hash: "SHA-256" };
}

/** Checks tokens. Keep one for as long as the program runs: it remembers the keys. */
export class Verifier {
  readonly #options: VerifierOptions;
  #keys: readonly Key[] = [];
  #fetchedAt = Number.NEGATIVE_INFINITY;
  #fetching: Promise<void> | undefined;

  constructor(options: VerifierOptions) {
    this.#options = options;
  }

  /**
   * Returns what a token says if its signature, type, issuer, audience and time are right, and it meets the
   * requirements; throws a `VerifyError` if not.
   */
  async verify(token: string, requirements: Requirements = {}): Promise<Claims> {
    const claims = await this.#signed(token);
    requireAll(claims, requirements, this.#options.leeway ?? LEEWAY);
    return claims;
  }

  async #signed(token: string): Promise<Claims> {
    const [head = "", body = "", signature = "", ...rest] = token.split(".");
    if (rest.length > 0 || signature === "") {
      throw new VerifyError("malformed", "the token does not have three parts");
    }
    const header = decodePart(head);
    if (header["crit"] !== undefined) {
      throw new VerifyError("malformed", "the token asks for more than a verifier understands");
    }
    const algorithm = typeof header["alg"] === "string" ? ALGORITHMS[header["alg"]] : undefined;
    if (!algorithm || !Object.hasOwn(ALGORITHMS, String(header["alg"]))) {
      throw new VerifyError("algorithm", "the token is signed in a way that is not accepted");
    }
    if (String(header["typ"]).toLowerCase().replace("application/", "") !== (this.#options.type ?? "at+jwt")) {
      throw new VerifyError("type", "the token is of another type");
    }
    const key = await this.#key(header["kid"], algorithm);
    const imported = await crypto.subtle.importKey("jwk", plainKey(key), algorithm.import, false, ["verify"]);
    const data = new TextEncoder().encode(`${head}.${body}`);
    if (!(await crypto.subtle.verify(algorithm.verify, imported, decodeBytes(signature), data))) {
      throw new VerifyError("signature", "the signature is wrong");
    }
    return this.#checked(decodePart(body));
  }

  #checked(claims: Readonly<Record<string, unknown>>): Claims {
    const { issuer, audience, leeway = LEEWAY } = this.#options;
    const now = Date.now() / 1000;
    if (claims["iss"] !== issuer) {
      throw new VerifyError("issuer", "the token was issued by somebody else");
    }
    const meant: readonly unknown[] = Array.isArray(claims["aud"]) ? claims["aud"] : [claims["aud"]];
    const accepted: readonly unknown[] = typeof audience === "string" ? [audience] : audience;
    if (!meant.some((each) => accepted.includes(each))) {
      throw new VerifyError("audience", "the token is meant for somebody else");
    }
    if (typeof claims["exp"] !== "number" || claims["exp"] + leeway <= now) {
      throw new VerifyError("expired", "the token has expired");
    }
    if (claims["nbf"] !== undefined && !(Number(claims["nbf"]) - leeway <= now)) {
      throw new VerifyError("early", "the token is not valid yet");
    }
    return claims as Claims;
  }

  /** Finds a key, fetching the keys again if they are old, or if this one is new. */
  async #key(kid: unknown, { kty, crv }: Algorithm): Promise<Key> {
    const age = (): number => Date.now() - this.#fetchedAt;
    const isOfKind = (each: Key): boolean => each.kty === kty && each.crv === crv && each.use !== "enc";
    const find = (): Key | undefined =>
      this.#keys.find((each) => isOfKind(each) && (kid === undefined || each.kid === kid));
    if (age() > (this.#options.cacheMs ?? CACHE_MS) || (!find() && age() > PAUSE_MS)) {
      this.#fetching ??= this.#fetch().finally(() => {
        this.#fetching = undefined;
      });
      await this.#fetching;
    }
    const key = find();
    if (!key) {
      throw new VerifyError("key", "the service has no such key");
    }
    return key;
  }

  async #fetch(): Promise<void> {
    const send = this.#options.fetch ?? ((url, init) => fetch(url, init));
    try {
      const signal = AbortSignal.timeout(KEYS_TIMEOUT_MS);
      const response = await send(this.#options.keysUrl, { redirect: "error", signal });
      const answer = (await response.json()) as { keys?: unknown };
      if (!response.ok || !Array.isArray(answer.keys)) {
        throw new TypeError("no keys");
      }
      this.#keys = answer.keys as Key[];
      this.#fetchedAt = Date.now();
    } catch {
      // Keys that are there are better than none while the service is away.
      if (this.#keys.length === 0) {
        throw new VerifyError("unavailable", "the service's keys cannot be fetched");
      }
    }
  }
}

function plainKey({ kty, crv, x, y, n, e }: Key): JsonWebKey {
  return Object.fromEntries(Object.entries({ kty, crv, x, y, n, e }).filter(([, value]) => value !== undefined));
}

function decodeBytes(text: string): Uint8Array<ArrayBuffer> {
  try {
    if (!/^[\w-]+$/.test(text)) {
      throw new SyntaxError("padding, or characters that base64url does not have");
    }
    const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    return Uint8Array.from(binary, (char) => char.charCodeAt(0));
  } catch {
    throw new VerifyError("malformed", "the token is not base64url");
  }
}

function decodePart(text: string): Readonly<Record<string, unknown>> {
  const bytes = decodeBytes(text);
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return Object.freeze({ ...(value as object) });
  } catch {
    throw new VerifyError("malformed", "the token is not JSON");
  }
}
