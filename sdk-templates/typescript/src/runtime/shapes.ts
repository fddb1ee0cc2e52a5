/** Checks that an answer has the types it should have. Members and values that nobody described are left alone. */

/** What a value of JSON has to look like. */
export type Shape =
  | "any"
  | "string"
  | "number"
  | "integer"
  | "int32"
  | "boolean"
  | "null"
  | { readonly array: Shape }
  | { readonly map: Shape }
  | { readonly nullable: Shape }
  | ObjectShape
  | UnionShape
  | (() => Shape);

/** An object: the shapes of its members, and the names of those that must be there. */
export interface ObjectShape {
  readonly object: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly extra?: Shape;
}

/** One of several shapes. A value that is none of them is kept as it is. */
export interface UnionShape {
  readonly union: readonly Arm[];
  readonly tag?: string;
}

type Scalar = string | number | boolean;

/** One of the shapes of a union. */
export interface Arm extends Recognition {
  readonly shape: Shape;
}

/** How one of several possibilities is recognised; each rule that is given has to hold. */
export interface Recognition {
  readonly types?: readonly string[];
  readonly tags?: readonly Scalar[];
  readonly constants?: Readonly<Record<string, readonly Scalar[]>>;
  readonly field?: string;
}

/** What can be made of a whole number that a `number` cannot hold, whatever the caller's types allow. */
export type LongIntegers = "error" | "bigint" | "string" | "number";

/** What is wrong with a value, and where. The place is put together on the way out: most values are as they should be. */
export class ShapeMismatch extends Error {
  constructor(
    readonly what: string,
    readonly place = "",
  ) {
    super(`${place || "the value"} ${what}`);
  }
}

type Check = (value: unknown) => boolean;

const SCALARS: Readonly<Record<Extract<Shape, string>, Check>> = {
  any: () => true,
  string: (value) => typeof value === "string",
  number: (value) => typeof value === "number",
  integer: Number.isSafeInteger,
  int32: Number.isSafeInteger,
  boolean: (value) => typeof value === "boolean",
  null: (value) => value === null,
};
const CHECKS = new WeakMap<Exclude<Shape, string>, Check>();

/**
 * Whether a value, as `JSON.parse` makes it, is what `conform` would return. Most are, and this is quicker. Integers that
 * may be inexact, and whatever is not as it should be, are left to `conform`.
 */
export function fits(shape: Shape, value: unknown): boolean {
  return checkOf(shape)(value);
}

function checkOf(shape: Shape): Check {
  if (typeof shape === "string") {
    return SCALARS[shape];
  }
  const check = CHECKS.get(shape) ?? newCheck(shape);
  CHECKS.set(shape, check);
  return check;
}

function newCheck(shape: Exclude<Shape, string>): Check {
  if (typeof shape === "function") {
    return (value) => fits(shape(), value);
  }
  if ("nullable" in shape) {
    const check = checkOf(shape.nullable);
    return (value) => value === null || check(value);
  }
  if ("union" in shape) {
    return isExact;
  }
  if ("array" in shape) {
    const check = checkOf(shape.array);
    return (value) => Array.isArray(value) && value.every(check);
  }
  return "map" in shape ? membersCheck({ object: {}, extra: shape.map }) : membersCheck(shape);
}

function membersCheck({ object, required = [], extra = "any" }: ObjectShape): Check {
  const names = [...new Set([...Object.keys(object), ...required])];
  if (names.some((name) => name in Object.prototype)) {
    return () => false;
  }
  const members = names.map((name) => ({
    name,
    check: checkOf(object[name] ?? extra),
    isRequired: required.includes(name),
  }));
  const isAnyOther = extra === "any";
  const checkOther = checkOf(extra);
  return (value) =>
    isObject(value) &&
    members.every(({ name, check, isRequired }) => {
      const each = value[name];
      return each === undefined ? !isRequired : check(each);
    }) &&
    (isAnyOther || Object.keys(value).every((name) => Object.hasOwn(object, name) || checkOther(value[name])));
}

/** Whether a value has no integers that may stand for others. */
function isExact(value: unknown): boolean {
  if (typeof value === "number") {
    return Number.isSafeInteger(value) || !Number.isInteger(value);
  }
  return typeof value !== "object" || value === null || Object.values(value).every(isExact);
}

/** Returns the value, with its long integers as the policy wants them, or throws a `ShapeMismatch`. */
export function conform(shape: Shape, value: unknown, policy: LongIntegers): unknown {
  if (typeof shape === "function") {
    return conform(shape(), value, policy);
  }
  if (typeof shape === "string") {
    return conformScalar(shape, value, policy);
  }
  if ("nullable" in shape) {
    return value === null ? null : conform(shape.nullable, value, policy);
  }
  if ("union" in shape) {
    return conformUnion(shape, value, policy);
  }
  if ("array" in shape) {
    return conformArray(shape.array, value, policy);
  }
  const members = asObject(value);
  if ("map" in shape) {
    return conformMembers({}, shape.map, members, policy);
  }
  for (const name of shape.required ?? []) {
    if (!Object.hasOwn(members, name)) {
      throw new ShapeMismatch("is missing", `/${name}`);
    }
  }
  return conformMembers(shape.object, shape.extra ?? "any", members, policy);
}

function conformMembers(
  known: Readonly<Record<string, Shape>>,
  rest: Shape,
  members: Record<string, unknown>,
  policy: LongIntegers,
): unknown {
  let step = "";
  try {
    for (step of Object.keys(members)) {
      const each = members[step];
      const made = conform(Object.hasOwn(known, step) ? (known[step] ?? "any") : rest, each, policy);
      if (made !== each) {
        members[step] = made;
      }
    }
  } catch (error) {
    throw within(step, error);
  }
  return members;
}

function conformArray(items: Shape, value: unknown, policy: LongIntegers): unknown {
  if (!Array.isArray(value)) {
    throw mismatch("a list", value);
  }
  const list: unknown[] = value;
  let step = 0;
  try {
    for (; step < list.length; step += 1) {
      const each = list[step];
      const made = conform(items, each, policy);
      if (made !== each) {
        list[step] = made;
      }
    }
  } catch (error) {
    throw within(String(step), error);
  }
  return list;
}

function within(step: string, error: unknown): unknown {
  return error instanceof ShapeMismatch ? new ShapeMismatch(error.what, `/${step}${error.place}`) : error;
}

function conformScalar(shape: string, value: unknown, policy: LongIntegers): unknown {
  if (shape === "any") {
    return settle(value);
  }
  if (typeof value === "bigint" && (shape === "integer" || shape === "number")) {
    return shape === "integer" ? longInteger(value, policy) : Number(value);
  }
  if (typeof value === "bigint" && shape === "int32") {
    throw new ShapeMismatch("is too large for an integer of 32 bits");
  }
  const isRight = shape === "integer" || shape === "int32" ? Number.isInteger(value) : shape === jsonType(value);
  if (!isRight) {
    throw mismatch(shape === "int32" ? "integer" : shape, value);
  }
  return value;
}

function longInteger(value: bigint, policy: LongIntegers): unknown {
  if (policy === "error") {
    throw new ShapeMismatch("is too large for a number; see the option int64");
  }
  return policy === "bigint" ? value : policy === "string" ? value.toString() : Number(value);
}

function conformUnion(shape: UnionShape, value: unknown, policy: LongIntegers): unknown {
  for (const arm of shape.union) {
    if (!matches(arm, shape.tag, value)) {
      continue;
    }
    try {
      return conform(arm.shape, value, policy);
    } catch (error) {
      if (!(error instanceof ShapeMismatch)) {
        throw error;
      }
    }
  }
  return settle(value);
}

/** Whether a value looks like one of several possibilities. `tag` is the member that holds the tags. */
export function matches(arm: Recognition, tag: string | undefined, value: unknown): boolean {
  const type = jsonType(value);
  if (arm.types && !arm.types.includes(type) && !(Number.isInteger(value) && arm.types.includes("integer"))) {
    return false;
  }
  if (type !== "object") {
    return true;
  }
  const members = value as Record<string, unknown>;
  if (tag !== undefined && arm.tags && !arm.tags.includes(members[tag] as Scalar)) {
    return false;
  }
  const constants = Object.entries(arm.constants ?? {});
  return (
    constants.every(([name, values]) => !(name in members) || values.includes(members[name] as Scalar)) &&
    (arm.field === undefined || arm.field in members)
  );
}

/** Makes numbers of the long integers in a value that nothing is known about. */
function settle(value: unknown): unknown {
  if (typeof value === "bigint") {
    return Number(value);
  }
  if (Array.isArray(value)) {
    return conformArray("any", value, "number");
  }
  return value !== null && typeof value === "object" ? conform({ map: "any" }, value, "number") : value;
}

function asObject(value: unknown): Record<string, unknown> {
  if (!isObject(value)) {
    throw mismatch("an object", value);
  }
  return value;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return jsonType(value) === "object";
}

/** The type that a value has in JSON. */
export function jsonType(value: unknown): string {
  if (value === null) {
    return "null";
  }
  return Array.isArray(value) ? "array" : typeof value === "bigint" ? "number" : typeof value;
}

function mismatch(wanted: string, value: unknown): ShapeMismatch {
  return new ShapeMismatch(`should be ${wanted}, but is ${jsonType(value)}`);
}
