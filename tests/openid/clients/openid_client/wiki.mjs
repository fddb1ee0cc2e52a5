// A wiki for one person at a time, who signs in with openid-client; it shows who it is by a key of its own.
import { createServer } from "node:http";
import * as client from "openid-client";

const home = process.env.HOME_URL;
const jwk = JSON.parse(process.env.CLIENT_KEY);
const key = await crypto.subtle.importKey("jwk", jwk, "Ed25519", false, ["sign"]);
const provider = await client.discovery(
  new URL(process.env.ISSUER),
  process.env.CLIENT_ID,
  undefined,
  client.PrivateKeyJwt({ key, kid: jwk.kid }),
);
let waiting, tokens;

const pages = {
  async "/"() {
    if (!tokens) return await start();
    try {
      const claims = tokens.claims();
      return { claims, userinfo: await client.fetchUserInfo(provider, tokens.access_token, claims.sub) };
    } catch (error) {
      tokens = undefined;
      return { refused: error.status };
    }
  },
  async "/callback"(url) {
    const { state: expectedState, nonce: expectedNonce, verifier: pkceCodeVerifier } = waiting;
    const checks = { expectedState, expectedNonce, pkceCodeVerifier };
    tokens = await client.authorizationCodeGrant(provider, url, checks);
    return new URL(home);
  },
  async "/refresh"() {
    try {
      const next = await client.refreshTokenGrant(provider, tokens.refresh_token);
      const rotated = next.refresh_token !== tokens.refresh_token;
      tokens = next;
      return { rotated };
    } catch (error) {
      return { refused: error.error };
    }
  },
  async "/sign-out"() {
    const ended = { id_token_hint: tokens.id_token, post_logout_redirect_uri: `${home}/signed-out` };
    tokens = undefined;
    return client.buildEndSessionUrl(provider, ended);
  },
  async "/signed-out"() {
    return "signed out";
  },
};

async function start() {
  const state = client.randomState();
  const nonce = client.randomNonce();
  const verifier = client.randomPKCECodeVerifier();
  waiting = { state, nonce, verifier };
  return client.buildAuthorizationUrl(provider, {
    redirect_uri: `${home}/callback`,
    scope: "openid profile email",
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
    state,
    nonce,
  });
}

createServer(async (request, response) => {
  const url = new URL(request.url, home);
  const page = pages[url.pathname];
  if (!page) return response.writeHead(404).end();
  const answer = await page(url);
  if (answer instanceof URL) return response.writeHead(303, { Location: answer.href }).end();
  response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify(answer));
}).listen(Number(new URL(home).port), "localhost");
