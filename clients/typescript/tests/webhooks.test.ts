/** Bodies of webhooks. */

import { expect, it } from "vitest";
import type { Shape } from "../src/runtime/shapes.js";
import { decodeBody, WebhookError } from "../src/runtime/webhooks.js";

const SHAPE: Shape = { object: { id: "string", total: "integer" }, required: ["id"] };

it("reads text and bytes", () => {
  const text = '{"id": "é", "more": 1}';
  expect(decodeBody("paid", SHAPE, text, {})).toEqual({ id: "é", more: 1 });
  expect(decodeBody("paid", SHAPE, new TextEncoder().encode(text), {})).toEqual({ id: "é", more: 1 });
});

it.each([
  ["{", "it is not JSON"],
  ["", "it is not JSON"],
  [new Uint8Array([0x22, 0xff, 0x22]), "it is not JSON"],
  ["{}", "/id is missing"],
  ['{"id": "a", "total": "b"}', "/total should be integer"],
])("says what is wrong with %j", (body, message) => {
  expect(() => decodeBody("paid", SHAPE, body, {})).toThrow(WebhookError);
  expect(() => decodeBody("paid", SHAPE, body, {})).toThrow(message);
});
