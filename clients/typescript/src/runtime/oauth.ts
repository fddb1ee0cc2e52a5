/** Tokens by the flows of OAuth 2.0 that need nobody at a screen. */

import { readJson } from "./answers.js";
import {
  base64,
  basicSecret,
  type Credential,
  type FlowSpec,
  type Holder,
  reveal,
  type SchemeSpec,
  type Secret,
} from "./auth.js";
import { writeForm } from "./bodies.js";
import { InputError } from "./errors.js";
import type { Operation } from "./operation.js";
import { Session, type Tokens, tokensOf } from "./session.js";
import type { Transport } from "./transport.js";

/** All that flows take. */
interface Given {
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  readonly clientId?: string | undefined;
  readonly clientSecret?: Secret | undefined;
  readonly scopes?: readonly string[] | undefined;
}

type Form = Readonly<Record<string, string | undefined>>;

const MEMBERS = { access: "access_token", refresh: "refresh_token", expiresIn: "expires_in" };

/** Makes of what was given for a scheme what is presented: a secret, or a session that gets tokens. */
export function holderOf(
  id: string,
  scheme: SchemeSpec | undefined,
  credential: Credential | undefined,
  transport: () => Transport,
): Holder | undefined {
  if (credential === undefined || typeof credential === "string" || typeof credential === "function") {
    return credential;
  }
  if (scheme?.kind === "basic" && "username" in credential) {
    return basicSecret(credential);
  }
  const flow = "username" in credential ? scheme?.password : scheme?.clientCredentials;
  if (!flow) {
    throw new InputError(`credentials.${id}: the service has no way to get tokens for what is given`);
  }
  return session(id, flow, credential, transport);
}

function session(id: string, flow: FlowSpec, given: Given, transport: () => Transport): Session {
  const { username, password } = given;
  const grant = username === undefined ? "client_credentials" : "password";
  const scope = given.scopes && given.scopes.length > 0 ? given.scopes.join(" ") : undefined;
  const ask = async (url: string, form: Form): Promise<Tokens> =>
    tokensOf(await transport().call(tokenOperation(id, url), {}, await optionsOf(given), form), MEMBERS);
  return new Session({
    operations: [],
    login: () => ask(flow.tokenUrl, { grant_type: grant, username, password, scope }),
    refresh: (token) => ask(flow.refreshUrl ?? flow.tokenUrl, { grant_type: "refresh_token", refresh_token: token }),
  });
}

function tokenOperation(id: string, address: string): Operation {
  return {
    id: `tokens for ${id}`,
    method: "POST",
    path: "",
    address,
    body: [{ type: "application/x-www-form-urlencoded", write: writeForm }],
    answer: {
      read: readJson,
      type: "application/json",
      shape: { object: { access_token: "string" }, required: ["access_token"] },
    },
  };
}

/** The program presents itself by HTTP's basic scheme, its id and secret escaped first (RFC 6749, 2.3.1). */
async function optionsOf({ clientId, clientSecret }: Given): Promise<{ headers: Record<string, string> }> {
  if (clientId === undefined) {
    return { headers: {} };
  }
  const secret = typeof clientSecret === "function" ? await reveal(clientSecret) : (clientSecret ?? "");
  return { headers: { authorization: `Basic ${base64(`${escaped(clientId)}:${escaped(secret)}`)}` } };
}

function escaped(text: string): string {
  return new URLSearchParams([["", text]]).toString().slice(1);
}
