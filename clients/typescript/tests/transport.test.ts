import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { readBinary, readNothing } from "../src/runtime/answers.js";
import { apiKey, bearer } from "../src/runtime/auth.js";
import {
  type BinaryAnswer,
  DecodeError,
  type Fetch,
  type Middleware,
  ProblemError,
  StatusError,
  TimeoutError,
  TransportError,
} from "../src/runtime/index.js";
import type { Operation } from "../src/runtime/operation.js";
import { answer, READ, serve, transportTo, WRITE } from "./support.js";

const SECRET = "s3cret-t0ken";

describe("answers", () => {
  it("are values, with status and headers for those who ask", async () => {
    const { url } = await serve((_seen, response) => {
      answer(response, 200, { a: 1 }, { "x-request-id": "r1", etag: '"v1"' });
    });
    const transport = transportTo(url);
    expect(await transport.call(READ, {}, {})).toEqual({ a: 1 });
    const { data, response, requestId, etag } = await transport.call(READ, {}, {}).withResponse();
    expect([data, response.status, requestId, etag]).toEqual([{ a: 1 }, 200, "r1", '"v1"']);
  });

  it("can be had raw, whatever their status", async () => {
    const { url, seen } = await serve((_seen, response) => {
      answer(response, 404, { a: 1 });
    });
    const response = await transportTo(url).call(READ, {}, {}).asResponse();
    expect([response.status, await response.json()]).toEqual([404, { a: 1 }]);
    expect(seen).toHaveLength(1);
  });

  it("of bytes are handed over as they are", async () => {
    const { url } = await serve((_seen, response) => {
      response.writeHead(200, { "content-type": "image/png" }).end(Buffer.from([1, 2, 255]));
    });
    const operation: Operation = { ...READ, answer: { read: readBinary, live: true } };
    const value = await transportTo(url).call<BinaryAnswer>(operation, {}, {});
    expect([value.contentType, [...(await value.bytes())]]).toEqual(["image/png", [1, 2, 255]]);
  });

  it("without a body are nothing", async () => {
    const { url } = await serve((_seen, response) => response.writeHead(204).end());
    expect(await transportTo(url).call({ ...READ, answer: { read: readNothing } }, {}, {})).toBeUndefined();
  });

  it.each([
    ["no JSON", "text/html", "<html>", "the answer (text/html) is not JSON"],
    ["truncated JSON", "application/json", '{"a":', "is not JSON"],
    ["nothing", "application/json", "", "is empty"],
    ["a wrong type", "application/json", '{"a":"1"}', "/a should be integer"],
    ["a missing member", "application/json", "{}", "/a is missing"],
  ])("that are %s are decode errors", async (_what, type, body, text) => {
    const { url } = await serve((_seen, response) => response.writeHead(200, { "content-type": type }).end(body));
    const operation: Operation = {
      ...READ,
      answer: { ...READ.answer, shape: { object: { a: "integer" }, required: ["a"] } },
    };
    const error: unknown = await transportTo(url)
      .call(operation, {}, {})
      .catch((each: unknown) => each);
    expect(error).toBeInstanceOf(DecodeError);
    expect(error).toMatchObject({ kind: "decode", status: 200, retryable: false });
    expect(String(error)).toContain(text);
  });
});

describe("errors", () => {
  class TakenError extends ProblemError<"taken"> {}
  const problems = { field: "code", classes: { taken: TakenError } };

  it("have a class for each code", async () => {
    const { url } = await serve((_seen, response) => {
      const errors = [{ pointer: "/email", code: "unique", detail: "taken" }];
      answer(response, 409, { code: "taken", detail: "It is taken.", errors }, { "x-request-id": "r2" });
    });
    const error: unknown = await transportTo(url, { problems })
      .call(READ, {}, {})
      .catch((each: unknown) => each);
    expect(error).toBeInstanceOf(TakenError);
    expect(error).toMatchObject({
      name: "TakenError",
      kind: "problem",
      code: "taken",
      status: 409,
      requestId: "r2",
      retryable: false,
      message: "409 taken: It is taken. (/email: taken; things.read, request id r2)",
      fieldErrors: [{ pointer: "/email", code: "unique", detail: "taken" }],
    });
  });

  const short = { pointer: "/email", detail: "It is too short." };
  const needed = { pointer: "/username", code: "required" };

  it.each([
    [[short, needed, { detail: "Odd." }, short], "/email: It is too short.; /username: required; Odd.; "],
    [[], ""],
    [["nonsense", {}], ""],
  ])("name up to three faults of fields: %j", async (errors, expected) => {
    const { url } = await serve((_seen, response) => {
      answer(response, 422, { code: "invalid", detail: "It is not valid.", errors });
    });
    const message = `422 invalid: It is not valid. (${expected}things.read)`;
    await expect(transportTo(url, { problems }).call(READ, {}, {})).rejects.toMatchObject({ message });
  });

  it.each([
    ["an unknown code", { code: "new", detail: "x" }, ProblemError, "problem"],
    ["a code that is a member of every object", { code: "constructor" }, ProblemError, "problem"],
    ["an error of RFC 6749", { error: "invalid_grant", error_description: "No." }, ProblemError, "problem"],
    ["an error that is an object", { error: { message: "x" } }, StatusError, "status"],
    ["no code", { message: "x" }, StatusError, "status"],
    ["no object", null, StatusError, "status"],
  ])("are understood with %s", async (_what, body, Class, kind) => {
    const { url } = await serve((_seen, response) => {
      answer(response, 418, body);
    });
    const error: unknown = await transportTo(url, { problems })
      .call(READ, {}, {})
      .catch((each: unknown) => each);
    expect(error).toBeInstanceOf(Class);
    expect(error).toMatchObject({ kind, status: 418 });
  });

  it("have the code and the words of RFC 6749 where the service describes no codes", async () => {
    const { url } = await serve((_seen, response) => {
      answer(response, 400, { error: "invalid_grant", error_description: "It is over." });
    });
    const error: unknown = await transportTo(url)
      .call(READ, {}, {})
      .catch((each: unknown) => each);
    expect(error).toMatchObject({ code: "invalid_grant", message: "400 invalid_grant: It is over. (things.read)" });
  });

  it("say that there was no connection", async () => {
    const transport = transportTo("http://127.0.0.1:9", { maxRetries: 0 });
    const error: unknown = await transport.call(READ, {}, {}).catch((each: unknown) => each);
    expect(error).toBeInstanceOf(TransportError);
  });

  it("never hold a secret", async () => {
    const { url } = await serve((_seen, response) => {
      answer(response, 500, { detail: "broken" });
    });
    const errors: unknown[] = [];
    for (const transport of [
      transportTo(url, { auth: bearer(SECRET) }),
      transportTo("http://127.0.0.1:1", { auth: apiKey(SECRET, "key", "query"), maxRetries: 0 }),
      transportTo(url, { auth: bearer(`${SECRET}\n`) }),
      transportTo(url, { headers: { "x-own": `${SECRET}\u0000` } }),
    ]) {
      errors.push(transport, await transport.call(WRITE, {}, {}, { password: SECRET }).catch((each: unknown) => each));
    }
    const echo = await serve((each, response) => {
      answer(response, 400, { code: "bad", instance: each.url, sent: each.body }, { "set-cookie": SECRET });
    });
    const path = "/things/{token}";
    const parameters = [{ name: "token", wire: "token", in: "path" }] as const;
    const middleware: Middleware = (request, next) => {
      errors.push(request);
      return next(request);
    };
    const transport = transportTo(echo.url, { auth: bearer(SECRET), middleware: [middleware] });
    const call = transport.call({ ...WRITE, path, parameters }, { token: SECRET }, {}, { password: SECRET });
    const error = await call.catch((each: unknown) => each);
    expect(error).toMatchObject({ body: { instance: `/things/${SECRET}` } });
    errors.push(error);
    expect(inspect(errors, { depth: 20, showHidden: true })).not.toContain(SECRET);
    expect(JSON.stringify(errors)).not.toContain(SECRET);
  });
});

describe("time", () => {
  it("limits a try", async () => {
    const { url, seen } = await serve(() => undefined);
    const transport = transportTo(url, { timeoutMs: 50, maxRetries: 1 });
    await expect(transport.call(READ, {}, {})).rejects.toBeInstanceOf(TimeoutError);
    expect(seen).toHaveLength(2);
  });

  it("limits all tries together", async () => {
    const { url } = await serve((_seen, response) => {
      answer(response, 503, {});
    });
    const before = Date.now();
    const call = transportTo(url, { maxRetries: 50, totalTimeoutMs: 600 }).call(READ, {}, {});
    await expect(call).rejects.toMatchObject({ status: 503 });
    expect(Date.now() - before).toBeLessThan(1500);
  });

  it("limits all tries together, whatever one may take", async () => {
    const { url, seen } = await serve(() => undefined);
    const call = transportTo(url, { totalTimeoutMs: 50 }).call(READ, {}, {});
    await expect(call).rejects.toThrow("no answer in 50 ms");
    expect(seen).toHaveLength(1);
  });

  it("gives the tries after one that was too long a signal of their own", async () => {
    const signals: (AbortSignal | null | undefined)[] = [];
    const fetch: Fetch = (_url, { signal }) => {
      signals.push(signal);
      return signals.length > 1 ? Promise.resolve(Response.json({})) : new Promise(() => undefined);
    };
    await transportTo("http://localhost", { fetch, timeoutMs: 30 }).call(READ, {}, {});
    expect(signals.map((each) => each?.aborted)).toEqual([true, false]);
  });

  it("limits a body that does not end", async () => {
    const { url } = await serve((_seen, response) => response.writeHead(200).write('{"a":'));
    const call = transportTo(url, { timeoutMs: 80, maxRetries: 0 }).call(READ, {}, {});
    await expect(call).rejects.toBeInstanceOf(TimeoutError);
  });

  it("ends when the caller wants", async () => {
    const { url, seen } = await serve(() => undefined);
    const call = transportTo(url).call(READ, {}, { signal: AbortSignal.timeout(50) });
    await expect(call).rejects.toMatchObject({ name: "TimeoutError" });
    const reason = new Error("enough");
    const second = transportTo(url).call(READ, {}, { signal: AbortSignal.abort(reason) });
    await expect(second).rejects.toBe(reason);
    expect(seen).toHaveLength(1);
  });

  it("ends even if a custom fetch pays no attention", async () => {
    const fetch = (): Promise<Response> => new Promise(() => undefined);
    const call = transportTo("http://localhost", { fetch, timeoutMs: 30, maxRetries: 0 }).call(READ, {}, {});
    await expect(call).rejects.toBeInstanceOf(TimeoutError);
  });
});

describe("redirects", () => {
  it("within the service keep credentials", async () => {
    const { url, seen } = await serve((each, response) => {
      if (each.url === "/things") {
        response.writeHead(307, { location: "/other" }).end();
      } else {
        answer(response, 200, { ok: true });
      }
    });
    const transport = transportTo(url, { auth: bearer(SECRET) });
    expect(await transport.call(WRITE, {}, {}, { a: 1 })).toEqual({ ok: true });
    expect(seen[1]).toMatchObject({ method: "POST", url: "/other", body: '{"a":1}' });
    expect(seen[1]?.headers.authorization).toBe(`Bearer ${SECRET}`);
  });

  it("to other hosts carry nothing", async () => {
    const other = await serve((_seen, response) => {
      answer(response, 200, { ok: true });
    });
    const { url } = await serve((_seen, response) => response.writeHead(302, { location: other.url }).end());
    const transport = transportTo(url, { auth: apiKey(SECRET), headers: { "x-own": SECRET } });
    expect(await transport.call(READ, {}, {})).toEqual({ ok: true });
    expect(JSON.stringify(other.seen)).not.toContain(SECRET);
  });

  it("to other hosts are refused where there is a body", async () => {
    const other = await serve((_seen, response) => {
      answer(response, 200, {});
    });
    const { url } = await serve((_seen, response) => response.writeHead(308, { location: other.url }).end());
    const call = transportTo(url).call(WRITE, {}, {}, { password: SECRET });
    await expect(call).rejects.toMatchObject({ kind: "transport", retryable: false });
    expect(other.seen).toHaveLength(0);
  });

  it("end at some point", async () => {
    const { url, seen } = await serve((_seen, response) => response.writeHead(302, { location: "/things" }).end());
    await expect(transportTo(url).call(READ, {}, {})).rejects.toBeInstanceOf(TransportError);
    expect(seen.length).toBeLessThan(10);
  });
});

describe("middleware and options", () => {
  it("see and change requests", async () => {
    const { url, seen } = await serve((_seen, response) => {
      answer(response, 200, {});
    });
    const order: string[] = [];
    const transport = transportTo(url, {
      query: { all: 1 },
      headers: { "x-all": "a", "x-both": "a" },
      userAgent: "app/1",
      product: "client/2",
      middleware: [
        async (request, next) => {
          order.push("outer");
          request.headers.set("x-middle", request.operation);
          return next(request);
        },
        async (request, next) => {
          order.push("inner");
          return next(request);
        },
      ],
    });
    await transport.call(READ, {}, { headers: { "x-both": "b" }, query: { one: ["x", "y"] } });
    expect(order).toEqual(["outer", "inner"]);
    expect(seen[0]?.url).toBe("/things?all=1&one=x&one=y");
    expect(seen[0]?.headers).toMatchObject({
      "x-all": "a",
      "x-both": "b",
      "x-middle": "things.read",
      "user-agent": "app/1 client/2",
    });
  });
});
