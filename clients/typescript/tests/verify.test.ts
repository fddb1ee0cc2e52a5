import { beforeAll, describe, expect, it } from "vitest";
import { type Claims, Verifier, type VerifierOptions } from "../src/runtime/verify.js";

const OPTIONS: VerifierOptions = { keysUrl: "https://example.com/keys", issuer: "me", audience: "you" };

let pair: CryptoKeyPair;
let published: object[];
let fetched: number;

function encode(value: string | Uint8Array<ArrayBuffer>): string {
  return Buffer.from(value).toString("base64url");
}

async function token(claims: object = {}, header: object = {}): Promise<string> {
  const head = encode(JSON.stringify({ alg: "EdDSA", typ: "at+jwt", kid: "k1", ...header }));
  const exp = Math.floor(Date.now() / 1000) + 100;
  const body = encode(JSON.stringify({ iss: "me", aud: "you", sub: "7", exp, ...claims }));
  const data = new TextEncoder().encode(`${head}.${body}`);
  return `${head}.${body}.${encode(new Uint8Array(await crypto.subtle.sign("Ed25519", pair.privateKey, data)))}`;
}

function verifier(more: Partial<VerifierOptions> = {}): Verifier {
  fetched = 0;
  const fetch = (): Promise<Response> => {
    fetched += 1;
    return Promise.resolve(Response.json({ keys: published }));
  };
  return new Verifier({ ...OPTIONS, fetch, ...more });
}

beforeAll(async () => {
  pair = await crypto.subtle.generateKey("Ed25519", true, ["sign", "verify"]);
  published = [{ ...(await crypto.subtle.exportKey("jwk", pair.publicKey)), kid: "k1", use: "sig", alg: "EdDSA" }];
});

describe("tokens", () => {
  it("that are good are read, and the keys fetched once", async () => {
    const checker = verifier();
    const claims: Claims[] = [];
    for (let count = 0; count < 3; count += 1) {
      claims.push(await checker.verify(await token()));
    }
    expect(claims[2]?.sub).toBe("7");
    expect(fetched).toBe(1);
  });

  it.each<[string, object, object]>([
    ["issuer", { iss: "they" }, {}],
    ["audience", { aud: ["they"] }, {}],
    ["expired", { exp: 1 }, {}],
    ["expired", { exp: undefined }, {}],
    ["early", { nbf: 9e9 }, {}],
    ["type", {}, { typ: "JWT" }],
    ["algorithm", {}, { alg: "none" }],
    ["algorithm", {}, { alg: "HS256" }],
    ["algorithm", {}, { alg: "constructor" }],
    ["key", {}, { kid: "k2" }],
  ])("are refused for their %s: %j %j", async (reason, claims, header) => {
    await expect(verifier().verify(await token(claims, header))).rejects.toMatchObject({ reason });
  });

  it("that were altered are refused", async () => {
    const [head, , signature] = (await token()).split(".");
    const forged = encode(JSON.stringify({ iss: "me", aud: "you", exp: 9e9, sub: "1" }));
    const call = verifier().verify(`${String(head)}.${forged}.${String(signature)}`);
    await expect(call).rejects.toMatchObject({ reason: "signature" });
  });

  it("are not blamed when the keys cannot be fetched", async () => {
    const checker = verifier({ fetch: () => Promise.resolve(new Response(null, { status: 503 })) });
    await expect(checker.verify(await token())).rejects.toMatchObject({ reason: "unavailable" });
  });

  it.each(["", "a.b", "a.b.c.d", "!.!.!", "e30.e30.e30"])("that are none are refused: %s", async (text) => {
    await expect(verifier().verify(text)).rejects.toMatchObject({ name: "VerifyError" });
  });
});
