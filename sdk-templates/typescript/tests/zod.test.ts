import { describe, expect, it } from "vitest";
import * as z from "zod";
import { choice, known, model, whole } from "../src/runtime/zod.js";

interface Tree {
  readonly name: string;
  readonly size?: number;
  readonly parent: Tree | null;
}

const TreeSchema: z.ZodType<Tree> = model(() =>
  z.looseObject({ name: z.string(), size: whole().optional(), parent: TreeSchema.nullable() }),
);

describe("a model that refers to itself", () => {
  it.each([
    { name: "a", parent: null },
    { name: "a", size: 1, parent: { name: "b", parent: null } },
    { name: "a", parent: null, later: [1] },
  ])("lets %j pass as it is", (value) => {
    expect(TreeSchema.parse(value)).toEqual(value);
  });

  it.each([
    [{ name: "a" }, ["parent"]],
    [{ name: "a", size: null, parent: null }, ["size"]],
    [{ name: "a", parent: { name: 1, parent: null } }, ["parent", "name"]],
  ])("refuses %j", (value, path) => {
    expect(TreeSchema.safeParse(value).error?.issues.map((issue) => issue.path)).toEqual([path]);
  });
});

describe("plain values", () => {
  it.each([1, 2 ** 60, 10n ** 18n])("%s is whole", (value) => {
    expect(whole().parse(value)).toBe(value);
  });

  it.each([1.5, "1", null])("%j is not whole", (value) => {
    expect(whole().safeParse(value).success).toBe(false);
  });

  it("that are known may be others one day, but not of another type", () => {
    expect(known("file").parse("folder")).toBe("folder");
    expect(known("file").safeParse(1).success).toBe(false);
  });
});

describe("a choice", () => {
  const possibilities = [
    { schema: z.looseObject({ kind: z.string(), radius: z.number() }), rules: { tags: ["circle"] } },
    { schema: z.looseObject({ kind: z.string(), side: z.number() }), rules: { tags: ["square"] } },
  ];
  const passes = (rest: "nothing" | "unclaimed" | "anything", value: unknown): boolean =>
    choice(rest, possibilities, "kind").safeParse(value).success;

  it("checks the variant that the tag names", () => {
    expect(passes("unclaimed", { kind: "circle", radius: 1 })).toBe(true);
    expect(passes("unclaimed", { kind: "circle", side: 1 })).toBe(false);
    expect(passes("anything", { kind: "circle", side: 1 })).toBe(true);
  });

  it("keeps variants that are new, except in requests", () => {
    expect(passes("unclaimed", { kind: "star" })).toBe(true);
    expect(passes("nothing", { kind: "star" })).toBe(false);
  });

  it("says what is wrong, and where", () => {
    const { error } = z
      .object({ shape: choice("unclaimed", possibilities, "kind") })
      .safeParse({ shape: { kind: "circle" } });
    expect(error?.issues[0]?.path).toEqual(["shape", "radius"]);
  });
});
