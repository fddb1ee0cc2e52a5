import { describe, expect, it } from "vitest";
import { writeJson } from "../src/runtime/bodies.js";
import { PagePromise, type ValueStream } from "../src/runtime/index.js";
import type { Operation, PageSpec } from "../src/runtime/operation.js";
import { paginate } from "../src/runtime/pages.js";
import { readEvents, readJsonLines } from "../src/runtime/streams.js";
import { answer, READ, serve, transportTo } from "./support.js";

function list(page: PageSpec): Operation {
  const parameters = [{ name: "at", wire: "at", in: "query" } as const];
  return { ...READ, parameters, page };
}

function items(url: string, page: PageSpec): PagePromise<unknown, number> {
  return paginate(transportTo(url), list(page), {}, {});
}

describe("lists", () => {
  it("go on by cursor", async () => {
    const { url, seen } = await serve((each, response) => {
      const at = new URL(each.url, url).searchParams.get("at");
      answer(response, 200, at === null ? { items: [1, 2], next: "c&1" } : { items: [3], next: null });
    });
    const page: PageSpec = { style: "cursor", items: ["items"], next: ["next"], parameter: "at" };
    expect(await items(url, page).all()).toEqual([1, 2, 3]);
    expect(seen.map((each) => each.url)).toEqual(["/things", "/things?at=c%261"]);
    expect(await items(url, page)).toEqual({ items: [1, 2], next: "c&1" });
  });

  it("go on by page and by offset until a page is empty", async () => {
    const { url, seen } = await serve((each, response) => {
      const at = Number(new URL(each.url, url).searchParams.get("at") ?? 0);
      answer(response, 200, at < 3 ? [at] : []);
    });
    expect(await items(url, { style: "page", items: [], parameter: "at" }).all()).toEqual([0, 2]);
    expect(await items(url, { style: "offset", items: [], parameter: "at" }).all()).toEqual([0, 1, 2]);
    expect(seen.map((each) => each.url.replace("/things", ""))).toEqual([
      "",
      "?at=2",
      "?at=3",
      "",
      "?at=1",
      "?at=2",
      "?at=3",
    ]);
  });

  it("go on by link, within the service only", async () => {
    const { url } = await serve((each, response) => {
      const link: Record<string, string> = {
        "/things": '</first>; rel="prev", </things?p=2>; rel="next"',
        "/things?p=2": '<https://elsewhere.example/>; rel="next"',
      };
      answer(response, 200, [each.url], { link: link[each.url] ?? "" });
    });
    const found: unknown[] = [];
    const read = async (): Promise<void> => {
      for await (const item of items(url, { style: "link", items: [] })) {
        found.push(item);
      }
    };
    await expect(read()).rejects.toThrow("on another host");
    expect(found).toEqual(["/things", "/things?p=2"]);
  });

  it("go on by a member of the body, in a copy of it", async () => {
    const { url, seen } = await serve((each, response) => {
      answer(response, 200, each.body.includes("b") ? { items: [2] } : { items: [1], next: "b" });
    });
    const page: PageSpec = { style: "cursor", items: ["items"], next: ["next"], member: ["page", "at"] };
    const operation = { ...list(page), method: "POST", body: [{ type: "application/json", write: writeJson }] };
    const body = Object.freeze({ n: 1, page: Object.freeze({ at: "a", size: 1 }) });
    expect(await paginate<unknown, number>(transportTo(url), operation, {}, {}, body).all()).toEqual([1, 2]);
    expect(seen.map((each) => JSON.parse(each.body) as unknown)).toEqual([body, { n: 1, page: { at: "b", size: 1 } }]);
  });

  it("do not go round in circles", async () => {
    const { url, seen } = await serve((_each, response) => {
      answer(response, 200, { items: [1], next: "same" });
    });
    const page: PageSpec = { style: "cursor", items: ["items"], next: ["next"], parameter: "at" };
    await expect(items(url, page).all()).rejects.toMatchObject({ kind: "decode" });
    expect(seen).toHaveLength(2);
  });
});

describe("streams", () => {
  const stream = (read: Operation["answer"]["read"]): Operation => ({ ...READ, answer: { read, live: true } });

  it("yield events as they come", async () => {
    const { url } = await serve((_each, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(': hello\ndata: {"a":\ndata: 1}\n\neve');
      setTimeout(() => response.end('nt: x\r\ndata: {"a":2}\r\n\r\ndata: [DONE]\n\n'), 20);
    });
    const values = await transportTo(url).call<ValueStream<unknown>>(stream(readEvents), {}, {});
    const found: unknown[] = [];
    for await (const value of values) {
      found.push(value);
    }
    expect(found).toEqual([{ a: 1 }, { a: 2 }]);
  });

  it("yield a value per line", async () => {
    const { url } = await serve((_each, response) => response.end('{"a":1}\n\n{"a":2}'));
    const values = await transportTo(url).call<ValueStream<unknown>>(stream(readJsonLines), {}, {});
    const found: unknown[] = [];
    for await (const value of values) {
      found.push(value);
    }
    expect(found).toEqual([{ a: 1 }, { a: 2 }]);
  });

  it("end the connection when the loop is left", async () => {
    let isClosed = false;
    const { url } = await serve((_each, response) => {
      response.on("close", () => {
        isClosed = true;
      });
      response.write('{"a":1}\n');
    });
    const values = await transportTo(url).call<ValueStream<unknown>>(stream(readJsonLines), {}, {});
    for await (const value of values) {
      expect(value).toEqual({ a: 1 });
      break;
    }
    await expect.poll(() => isClosed).toBe(true);
  });
});
