/** Which credentials go along, and what is said where some are missing. */

import { expect, it } from "vitest";
import { SchemeAuthenticator, type SchemeSpec } from "../src/runtime/auth.js";
import { CredentialsError, InputError } from "../src/runtime/errors.js";
import { holderOf } from "../src/runtime/oauth.js";
import { serverUrl } from "../src/runtime/servers.js";
import { READ } from "./support.js";

const SCHEMES: Readonly<Record<string, SchemeSpec>> = {
  token: { kind: "bearer", options: ["token", "credentials.token"] },
  first: { kind: "api_key", in: "header", wire: "X-First", options: ["credentials.first"] },
  second: { kind: "api_key", in: "query", wire: "second", options: ["credentials.second"] },
};
const EITHER = { ...READ, security: [["token"], ["first", "second"]] };

async function placed(held: Record<string, string>, headers: Record<string, string> = {}, isOpen = false) {
  const request = { url: "http://test/", headers: new Headers(headers), isOpen };
  const found = await new SchemeAuthenticator(SCHEMES, held).credentials(EITHER, new AbortController().signal, request);
  return found.placements.map((each) => each.name);
}

it("are those of the first alternative that is complete", async () => {
  expect(await placed({ token: "t", first: "a", second: "b" })).toEqual(["authorization"]);
  expect(await placed({ first: "a", second: "b" })).toEqual(["X-First", "second"]);
});

it("are never half of an alternative", async () => {
  await expect(placed({ second: "b" })).rejects.toThrow(CredentialsError);
  await expect(placed({ second: "b" })).rejects.toThrow(
    "needs credentials for 'token' (token or credentials.token), or for 'first' (credentials.first) and 'second'",
  );
});

it("may come from elsewhere", async () => {
  expect(await placed({ second: "b" }, { "x-first": "a" })).toEqual(["second"]);
  expect(await placed({}, { authorization: "Bearer t" })).toEqual([]);
  expect(await placed({ second: "b" }, {}, true)).toEqual([]);
});

it("are refused where the service has no flow for them", () => {
  const given = { clientId: "a", clientSecret: "secret" };
  const attempt = (): unknown => holderOf("token", SCHEMES["token"], given, () => expect.fail());
  expect(attempt).toThrow(InputError);
  expect(attempt).not.toThrow("secret");
});

it("go to the address that was chosen", () => {
  const servers = [
    { url: "https://a" },
    { url: "https://{region}.b", variables: { region: { default: "eu", values: ["eu", "us"] } } },
  ];
  expect(serverUrl(servers, {})).toBe("https://a");
  expect(serverUrl(servers, { index: 1, variables: { region: "us" } })).toBe("https://us.b");
  expect(() => serverUrl(servers, { index: 2 })).toThrow("no server 2, but: 0 (https://a), 1");
  expect(() => serverUrl(servers, { index: 1, variables: { region: "x" } })).toThrow("region must be one of eu, us");
  expect(() => serverUrl(servers, { variables: { region: "eu" } })).toThrow("no variable region, but: none");
});
