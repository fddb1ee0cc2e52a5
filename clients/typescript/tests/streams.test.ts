/** Server-sent events. */

import { expect, it } from "vitest";
import { EventStream, readEvents } from "../src/runtime/streams.js";

const TEXT = 'id: 1\nevent: made\nretry: 250\ndata: {"a":1}\n\ndata: {"a":2}\nretry: soon\n\n';

async function stream(): Promise<EventStream<unknown>> {
  const response = new Response(TEXT);
  const context = { operation: "test", status: 200, headers: response.headers, int64: "error" as const };
  return readEvents(response, { read: readEvents, shape: { object: { a: "integer" } } }, context);
}

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = [];
  for await (const item of items) {
    found.push(item);
  }
  return found;
}

it("have data", async () => {
  expect(await all(await stream())).toEqual([{ a: 1 }, { a: 2 }]);
});

it("have names, ids and waits as well", async () => {
  expect(await all((await stream()).events())).toEqual([
    { event: "made", data: { a: 1 }, id: "1", retry: 250 },
    { event: "message", data: { a: 2 }, id: "1", retry: undefined },
  ]);
});
