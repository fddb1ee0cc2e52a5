import { describe, expect, it } from "vitest";
import { writeBinary } from "../src/runtime/bodies.js";
import type { Operation } from "../src/runtime/operation.js";
import { mayRepeat, transportError, waitMs } from "../src/runtime/retry.js";
import { answer, READ, serve, transportTo, WRITE } from "./support.js";

const IDEMPOTENT: Operation = { ...WRITE, retryable: true, idempotency: "Idempotency-Key" };

describe("tries", () => {
  it.each([408, 429, 502, 503, 504])("are repeated after %i", async (status) => {
    const { url, seen } = await serve((_seen, response, count) => {
      answer(response, count === 1 ? status : 200, { count }, { "retry-after": "0" });
    });
    expect(await transportTo(url).call(READ, {}, {})).toEqual({ count: 2 });
    expect(seen).toHaveLength(2);
  });

  it.each([400, 404, 409, 500, 501])("are not repeated after %i", async (status) => {
    const { url, seen } = await serve((_seen, response) => {
      answer(response, status, {});
    });
    await expect(transportTo(url).call(READ, {}, {})).rejects.toMatchObject({ status });
    expect(seen).toHaveLength(1);
  });

  it("are repeated when the connection breaks, even in the middle of an answer", async () => {
    const { url } = await serve((_seen, response, count) => {
      if (count === 1) {
        response.socket?.destroy();
      } else if (count === 2) {
        response.writeHead(200, { "content-length": "100" }).write('{"a":');
        setTimeout(() => response.socket?.destroy(), 20);
      } else {
        answer(response, 200, { count });
      }
    });
    expect(await transportTo(url).call(READ, {}, {})).toEqual({ count: 3 });
  });

  it("of a POST are not repeated, as it may have been carried out", async () => {
    const { url, seen } = await serve((_seen, response) => response.socket?.destroy());
    await expect(transportTo(url).call(WRITE, {}, {}, {})).rejects.toMatchObject({ kind: "transport" });
    expect(seen).toHaveLength(1);
  });

  it("of a POST with an idempotency key are repeated with the same key", async () => {
    const { url, seen } = await serve((_seen, response, count) => {
      answer(response, count < 3 ? 503 : 200, {}, { "retry-after": "0" });
    });
    await transportTo(url).call(IDEMPOTENT, {}, {}, {});
    const keys = new Set(seen.map((each) => each.headers["idempotency-key"]));
    expect([seen.length, keys.size]).toEqual([3, 1]);
    expect([...keys][0]).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("are as many as the caller wants", async () => {
    const { url, seen } = await serve((_seen, response) => {
      answer(response, 503, {}, { "retry-after": "0" });
    });
    await expect(transportTo(url, { maxRetries: 4 }).call(READ, {}, { maxRetries: 1 })).rejects.toThrow();
    expect(seen).toHaveLength(2);
  });

  it("with a stream are not repeated", async () => {
    const { url, seen } = await serve((_seen, response) => {
      answer(response, 503, {}, { "retry-after": "0" });
    });
    const operation = { ...IDEMPOTENT, body: [{ type: "application/octet-stream", write: writeBinary }] };
    const body = new Blob(["abc"]).stream();
    await expect(transportTo(url).call(operation, {}, {}, body)).rejects.toMatchObject({ status: 503 });
    expect(seen.map((each) => each.body)).toEqual(["abc"]);
  });

  it("wait as long as the service asks, or give up if that is too long", async () => {
    const { url, seen } = await serve((_seen, response, count) => {
      answer(response, count === 1 ? 429 : 200, {}, { "retry-after": "1" });
    });
    const before = Date.now();
    await transportTo(url).call(READ, {}, {});
    expect(Date.now() - before).toBeGreaterThanOrEqual(990);
    const patience = await serve((_seen, response) => {
      answer(response, 429, {}, { "retry-after": "3600" });
    });
    const call = transportTo(patience.url).call(READ, {}, {});
    await expect(call).rejects.toMatchObject({ status: 429, retryAfterMs: 3_600_000 });
    expect([seen.length, patience.seen.length]).toEqual([2, 1]);
  });
});

describe("waiting", () => {
  it("grows, has a limit and is never the same", () => {
    expect([0, 1, 2, 10].map((attempt) => waitMs(attempt, undefined, 1))).toEqual([250, 500, 1000, 8000]);
    expect(waitMs(0, undefined, 0)).toBe(125);
  });

  it("understands dates", () => {
    const headers = new Headers({ "retry-after": new Date(Date.now() + 5000).toUTCString() });
    expect(waitMs(0, headers)).toBeGreaterThan(3000);
    expect(waitMs(0, new Headers({ "retry-after": "soon" }), 1)).toBe(250);
  });
});

describe("failures of fetch", () => {
  it("say what the system says, unless it quotes something", () => {
    const because = (message: string): string =>
      transportError("x", new TypeError("fetch failed", { cause: new Error(message) })).message;
    expect(because("bad port")).toBe("x: the connection failed: bad port");
    expect(because("Failed to parse URL from http://x/a-token")).toBe("x: the connection failed");
  });

  const failure = (code: string): TypeError => new TypeError("fetch failed", { cause: { code } });

  it.each([
    ["ECONNREFUSED", false, true],
    ["ECONNRESET", false, false],
    ["ECONNRESET", true, true],
    ["CERT_HAS_EXPIRED", true, false],
  ])("%s, retryable %s: may be repeated %s", (code, isRetryable, expected) => {
    expect(mayRepeat(transportError("x", failure(code)), isRetryable)).toBe(expected);
  });
});
