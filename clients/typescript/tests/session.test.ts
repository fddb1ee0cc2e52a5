import { inspect } from "node:util";
import { describe, expect, it, vi } from "vitest";
import { SchemeAuthenticator } from "../src/runtime/auth.js";
import { FactorRequiredError, InputError, StatusError } from "../src/runtime/errors.js";
import { completed, MemoryTokenStore, Session, type Tokens, tokensOf } from "../src/runtime/session.js";
import { answer, READ, serve, transportTo } from "./support.js";

const SCHEMES = { token: { kind: "bearer" } } as const;
const HOUR = 3_600_000;

function tokens(accessToken: string, expiresAt = Date.now() + HOUR): Tokens {
  return { accessToken, refreshToken: `${accessToken}-refresh`, expiresAt };
}

function refusal(status: number): StatusError {
  return new StatusError("no", { operation: "refresh", status, headers: new Headers() }, undefined);
}

async function slowly<Value>(value: Value): Promise<Value> {
  await new Promise((resolve) => setTimeout(resolve, 20));
  return value;
}

describe("sessions", () => {
  it("log in once for any number of calls", async () => {
    const { url, seen } = await serve((_seen, response) => {
      answer(response, 200, {});
    });
    const login = vi.fn(() => slowly(tokens("a")));
    const session = new Session({ operations: [], login });
    const transport = transportTo(url, { auth: new SchemeAuthenticator(SCHEMES, {}, session) });
    await Promise.all(Array.from({ length: 20 }, () => transport.call(READ, {}, {})));
    expect(login).toHaveBeenCalledOnce();
    expect(new Set(seen.map((each) => each.headers.authorization))).toEqual(new Set(["Bearer a"]));
  });

  it("refresh ahead of time", async () => {
    const refresh = vi.fn((token: string) => slowly(tokens(`after ${token}`)));
    const store = new MemoryTokenStore(tokens("old", Date.now() + 1000));
    const session = new Session({ operations: [], refresh }, store);
    const signal = new AbortController().signal;
    const found = await Promise.all([session.token(signal), session.token(signal)]);
    expect(found).toEqual(["after old-refresh", "after old-refresh"]);
    expect(refresh).toHaveBeenCalledOnce();
    expect(store.load()?.accessToken).toBe("after old-refresh");
  });

  it("refresh once on 401, together", async () => {
    const { url, seen } = await serve((each, response) => {
      answer(response, each.headers.authorization === "Bearer new" ? 200 : 401, {});
    });
    const refresh = vi.fn(() => slowly(tokens("new")));
    const session = new Session({ operations: [], refresh }, new MemoryTokenStore(tokens("old")));
    const transport = transportTo(url, { auth: new SchemeAuthenticator(SCHEMES, {}, session) });
    await Promise.all(Array.from({ length: 10 }, () => transport.call(READ, {}, {})));
    expect(refresh).toHaveBeenCalledOnce();
    expect(seen).toHaveLength(20);
  });

  it("do not refresh for ever", async () => {
    const { url, seen } = await serve((_seen, response) => {
      answer(response, 401, {});
    });
    const refresh = vi.fn(() => Promise.resolve(tokens(`t${String(Math.random())}`)));
    const session = new Session({ operations: [], refresh }, new MemoryTokenStore(tokens("old")));
    const transport = transportTo(url, { auth: new SchemeAuthenticator(SCHEMES, {}, session) });
    await expect(transport.call(READ, {}, {})).rejects.toMatchObject({ status: 401 });
    expect([refresh.mock.calls.length, seen.length]).toEqual([1, 2]);
  });

  it("log in again when the refresh token is refused", async () => {
    const source = {
      operations: [],
      refresh: () => Promise.reject(refusal(401)),
      login: () => Promise.resolve(tokens("fresh")),
    };
    const session = new Session(source, new MemoryTokenStore(tokens("old", 0)));
    expect(await session.token(new AbortController().signal)).toBe("fresh");
  });

  it("keep the tokens when the service is merely away", async () => {
    const store = new MemoryTokenStore(tokens("old", 0));
    const session = new Session({ operations: [], refresh: () => Promise.reject(refusal(503)) }, store);
    await expect(session.token(new AbortController().signal)).rejects.toMatchObject({ status: 503 });
    expect(store.load()?.refreshToken).toBe("old-refresh");
  });

  it("go on with a renewal when one of the callers gives up", async () => {
    const login = vi.fn(() => slowly(tokens("a")));
    const session = new Session({ operations: [], login });
    const hasty = session.token(AbortSignal.timeout(1));
    const patient = session.token(new AbortController().signal);
    await expect(hasty).rejects.toMatchObject({ name: "TimeoutError" });
    expect(await patient).toBe("a");
    expect(login).toHaveBeenCalledOnce();
  });

  it("use what another client has put into the store", async () => {
    const store = new MemoryTokenStore(tokens("old"));
    const refresh = vi.fn(() => Promise.resolve(tokens("mine")));
    const session = new Session({ operations: [], refresh }, store);
    store.save(tokens("theirs"));
    expect(await session.renew("old", new AbortController().signal)).toBe(true);
    expect(refresh).not.toHaveBeenCalled();
  });
});

describe("tokens", () => {
  const names = { access: "access_token", refresh: "refresh_token", expiresIn: "expires_in" };

  it("are taken out of an answer", () => {
    const found = tokensOf({ access_token: "a", refresh_token: "r", expires_in: 900 }, names);
    expect(found).toMatchObject({ accessToken: "a", refreshToken: "r" });
    expect(found.expiresAt).toBeGreaterThan(Date.now() + 890_000);
  });

  it("are missed where there are none", () => {
    expect(() => tokensOf({}, names)).toThrow(InputError);
  });
});

describe("second steps", () => {
  const due = { status: "factor_required", login_token: "very-secret-token" };
  const complete = (token: string, code: string): Promise<unknown> => Promise.resolve({ token, code });

  it("are made with the code that somebody finds out", async () => {
    const ask = vi.fn(() => Promise.resolve("492039"));
    const answer = await completed(due, { member: "login_token", ask, complete });
    expect(answer).toEqual({ token: "very-secret-token", code: "492039" });
    expect(ask).toHaveBeenCalledWith(due);
  });

  it("are not made where the answer does not wait for one", async () => {
    const answer = { access_token: "a" };
    expect(await completed(answer, { member: "login_token", complete })).toBe(answer);
  });

  it("fail without anybody to ask, and tell no token", async () => {
    const failure: unknown = await completed(due, { member: "login_token", complete }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(FactorRequiredError);
    expect((failure as FactorRequiredError).answer).toBe(due);
    expect(inspect(failure) + JSON.stringify(failure)).not.toContain("very-secret-token");
  });
});
