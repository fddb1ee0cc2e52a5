import { describe, expect, it } from "vitest";
import { writeForm, writeJson, writeMultipart } from "../src/runtime/bodies.js";
import { InputError } from "../src/runtime/errors.js";
import { parseJson, stringifyJson } from "../src/runtime/json.js";
import { type ParameterSpec, writePath, writeQuery } from "../src/runtime/serialize.js";
import { checkedUrl } from "../src/runtime/settings.js";
import { conform, fits, type Shape } from "../src/runtime/shapes.js";
import { Transport } from "../src/runtime/transport.js";
import { READ, transportTo } from "./support.js";

describe("paths", () => {
  const path = (value: unknown, more: Partial<ParameterSpec> = {}): string =>
    writePath("/a/{id}/b", [{ name: "id", wire: "id", in: "path", ...more }], { id: value });

  it.each([
    ["x y", "/a/x%20y/b"],
    ["a/b?c#d", "/a/a%2Fb%3Fc%23d/b"],
    ["%2e%2e", "/a/%252e%252e/b"],
    ["ä€", "/a/%C3%A4%E2%82%AC/b"],
    [5, "/a/5/b"],
    [["x", "y,z"], "/a/x,y%2Cz/b"],
  ])("escape %j", (value, expected) => {
    expect(path(value)).toBe(expected);
  });

  it.each(["..", ".", "", undefined, null, "\ud800", Number.NaN])("refuse %j", (value) => {
    expect(() => path(value)).toThrow(InputError);
  });

  it("have styles", () => {
    expect(path(["x", "y"], { style: "label", explode: true })).toBe("/a/.x.y/b");
    expect(path(["x", "y"], { style: "matrix", explode: true })).toBe("/a/;id=x;id=y/b");
    expect(path(["x", "y"], { style: "matrix" })).toBe("/a/;id=x,y/b");
    expect(path({ r: 1, g: 2 }, { explode: true })).toBe("/a/r=1,g=2/b");
  });
});

describe("queries", () => {
  const query = (value: unknown, more: Partial<ParameterSpec> = {}): string =>
    writeQuery([{ name: "q", wire: "q", in: "query", ...more }], { q: value });

  it.each<[unknown, Partial<ParameterSpec>, string]>([
    ["a b&c", {}, "q=a%20b%26c"],
    [undefined, {}, ""],
    [false, {}, "q=false"],
    [[1, 2], {}, "q=1&q=2"],
    [[], {}, ""],
    [[1, 2], { explode: false }, "q=1,2"],
    [["a", "b"], { style: "pipeDelimited", explode: false }, "q=a%7Cb"],
    [["a", "b"], { style: "spaceDelimited", explode: false }, "q=a%20b"],
    [{ a: 1, b: "x" }, {}, "a=1&b=x"],
    [{ a: 1, b: { c: 2 } }, { style: "deepObject", explode: true }, "q%5Ba%5D=1&q%5Bb%5D%5Bc%5D=2"],
    [{ a: [1] }, { json: true }, "q=%7B%22a%22%3A%5B1%5D%7D"],
    ["a/b&c", { reserved: true }, "q=a/b%26c"],
    [new Date(0), {}, "q=1970-01-01T00%3A00%3A00.000Z"],
    [10n ** 18n, {}, "q=1000000000000000000"],
  ])("write %s with %j", (value, more, expected) => {
    expect(query(value, more)).toBe(expected);
  });
});

describe("bodies", () => {
  it("of forms are URL-encoded", () => {
    const form = { a: "x y", list: [1, 2], none: undefined };
    expect(writeForm(form, { type: "application/x-www-form-urlencoded", write: writeForm }).content).toBe(
      "a=x%20y&list=1&list=2",
    );
  });

  it("of several parts hold files and JSON", async () => {
    const file = new File(["abc"], "a.txt", { type: "text/plain" });
    const parts = [{ wire: "meta", contentType: "application/json" }];
    const { content } = writeMultipart({ file, meta: { a: 1 }, note: "x" }, { type: "", write: writeMultipart, parts });
    const form = content as FormData;
    expect((form.get("file") as File).name).toBe("a.txt");
    expect(await (form.get("meta") as File).text()).toBe('{"a":1}');
    expect(form.get("note")).toBe("x");
  });

  it("tell absent from null", () => {
    expect(writeJson({ a: undefined, b: null }, { type: "", write: writeJson }).content).toBe('{"b":null}');
  });
});

describe("parts", () => {
  const typeOf = (value: unknown, contentType: string): string => {
    const content = { type: "multipart/form-data", write: writeMultipart, parts: [{ wire: "a", contentType }] };
    const part = (writeMultipart({ a: value }, content).content as FormData).get("a");
    return part instanceof Blob ? part.type : "text";
  };

  it.each([
    [new Blob(["x"]), "image/png", "image/png"],
    [new File(["x"], "x.png"), "image/png", "image/png"],
    [new Blob(["x"], { type: "image/gif" }), "image/png", "image/gif"],
    [new Blob(["x"]), "image/png, image/gif", ""],
    ["# x", "text/markdown", "text/markdown"],
    ["x", "text/plain", "text"],
    ["x", "", "text"],
  ])("%j where %j is described is %j", (value, contentType, expected) => {
    expect(typeOf(value, contentType)).toBe(expected);
  });
});

describe("integers", () => {
  it("stay exact", () => {
    expect(parseJson('{"a":9007199254740993,"b":"12345678901234567890","c":1.2345678901234567}')).toEqual({
      a: 9007199254740993n,
      b: "12345678901234567890",
      c: 1.2345678901234567,
    });
    expect(stringifyJson({ a: 9007199254740993n })).toBe('{"a":9007199254740993}');
  });

  it("beyond what a number holds are what the caller wants", () => {
    const shape: Shape = { object: { a: "integer" } };
    const value = (): unknown => parseJson('{"a":9007199254740993,"other":9007199254740993}');
    expect(() => conform(shape, value(), "error")).toThrow("/a is too large");
    expect(conform(shape, value(), "bigint")).toEqual({ a: 9007199254740993n, other: 9007199254740992 });
    expect(conform(shape, value(), "string")).toMatchObject({ a: "9007199254740993" });
    expect(conform(shape, value(), "number")).toMatchObject({ a: 9007199254740992 });
    expect(() => conform("int32", 9007199254740993n, "bigint")).toThrow("is too large");
  });
});

describe("shapes", () => {
  const shape: Shape = {
    object: {
      id: "integer",
      name: { nullable: "string" },
      tags: { array: "string" },
      pet: { union: [{ shape: { object: { kind: "string", lives: "integer" } }, tags: ["cat"] }], tag: "kind" },
    },
    required: ["id"],
  };

  it.each([
    [{ id: 1 }],
    [{ id: 1, name: null, tags: [], unknown: { deep: [1] } }],
    [{ id: 1.0, pet: { kind: "dragon", lives: "many" } }],
  ])("let %j pass as it is", (value) => {
    expect(fits(shape, value)).toBe(true);
    expect(conform(shape, structuredClone(value), "error")).toEqual(value);
  });

  it.each([
    [{}, "/id is missing"],
    [{ id: "1" }, "/id should be integer, but is string"],
    [{ id: 1.5 }, "/id should be integer"],
    [{ id: 1, name: 2 }, "/name should be string"],
    [{ id: 1, tags: [1] }, "/tags/0 should be string"],
    [[], "the value should be an object, but is array"],
  ])("refuse %j", (value, message) => {
    expect(fits(shape, value)).toBe(false);
    expect(() => conform(shape, value, "error")).toThrow(message);
  });

  it.each<[Shape, unknown, boolean]>([
    ["integer", 2 ** 53, false],
    ["integer", 2 ** 53 - 1, true],
    ["number", 2 ** 53, true],
    ["any", { deep: [2 ** 53] }, true],
    [{ map: "int32" }, { a: 1, b: 2 ** 53 }, false],
    [{ union: [{ shape: "string" }] }, { deep: [1.5, null, 2 ** 53] }, false],
    [{ union: [{ shape: "string" }] }, { deep: [1.5, null] }, true],
    [() => ({ array: "boolean" }), [true, null], false],
    [{ object: {}, required: ["a"] }, {}, false],
    [{ object: { a: "string" }, extra: "integer" }, { a: "x", b: 1 }, true],
    [{ object: { a: "string" }, extra: "integer" }, { a: "x", b: "y" }, false],
    [{ object: { constructor: "any" as Shape }, required: ["constructor"] }, {}, false],
  ])("%j and %j: nothing more to see to, %j", (each, value, expected) => {
    expect(fits(each, value)).toBe(expected);
  });
});

describe("settings", () => {
  it.each([
    ["", "is missing"],
    ["nonsense", "begin with http:// or https://"],
    ["localhost:8000", "begin with http:// or https://"],
    ["ftp://example.com", "begin with http:// or https://"],
    ["http://", "host or port"],
    ["http:///path", "host or port"],
    ["http://example.com:99999", "host or port"],
    ["http://ada@example.com", "a user"],
    ["http://:hidden@example.com", "a password"],
    ["http://ada:hidden@example.com", "a user or a password"], // scan: allow
    ["http://example.com?hidden=b", "a query"],
    ["http://example.com/?", "a query"],
    ["http://example.com/#hidden?", "a fragment"],
  ])("say which part of an address is wrong: %s", (baseUrl, part) => {
    const make = (): unknown => new Transport({ baseUrl, baseUrlVariable: "ACME_BASE_URL" });
    expect(make).toThrow(InputError);
    expect(make).toThrow(/^baseUrl \(or ACME_BASE_URL\) /);
    expect(make).toThrow(new RegExp(`${part}$`));
    expect(make).not.toThrow("hidden");
  });

  it("take addresses with a path", () => {
    expect(checkedUrl("https://example.com:8443/api/", "baseUrl")).toBe("https://example.com:8443/api");
  });

  it.each([
    ["timeoutMs", 0],
    ["timeoutMs", Number.NaN],
    ["totalTimeoutMs", -1],
    ["maxRetries", -1],
  ])("that no call could keep are refused: %s %d", async (name, value) => {
    expect(() => new Transport({ baseUrl: "http://127.0.0.1:9", [name]: value })).toThrow(new RegExp(`^${name} must`));
    const call = transportTo("http://127.0.0.1:9").call(READ, {}, { [name]: value });
    await expect(call).rejects.toThrow(InputError);
    await expect(call).rejects.toThrow(name);
  });
});
