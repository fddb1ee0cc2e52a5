/** Checks that an answer has the types it should have. Members and values that nobody described are left alone. */

/** What a value of JSON has to look like. */
export type Shape =
  | "any"
  | "string"
  | "number"
  | "integer"
  | "boolean"
  | "null"
  | { readonly array: Shape }
  | { readonly map: Shape }
  | { readonly nullable: Shape }
  | ObjectShape
  | UnionShape
  | (() => Shape);

/** An object: the shapes of its members, and the names of those that have to be there. */
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

/** What to make of a 64-bit integer that a `number` cannot hold. */
export type Int64Policy = "error" | "bigint" | "string" | "number";

/** What is wrong with a value, and where. */
export class ShapeMismatch extends Error {}

/** Returns the value, with its long integers as the policy wants them, or throws a `ShapeMismatch`. */
export function conform(shape: Shape, value: unknown, policy: Int64Policy, place = ""): unknown {
  if (typeof shape === "function") {
    return conform(shape(), value, policy, place);
  }
  if (typeof shape === "string") {
    return conformScalar(shape, value, policy, place);
  }
  if ("nullable" in shape) {
    return value === null ? null : conform(shape.nullable, value, policy, place);
  }
  if ("union" in shape) {
    return conformUnion(shape, value, policy, place);
  }
  if ("array" in shape) {
    return conformArray(shape.array, value, policy, place);
  }
  const isMap = "map" in shape;
  const members = asObject(value, place);
  const known = isMap ? {} : shape.object;
  for (const name of isMap ? [] : (shape.required ?? [])) {
    if (!Object.hasOwn(members, name)) {
      throw new ShapeMismatch(`${place}/${name} is missing`);
    }
  }
  const rest = isMap ? shape.map : (shape.extra ?? "any");
  for (const [name, each] of Object.entries(members)) {
    const wanted = Object.hasOwn(known, name) ? (known[name] ?? "any") : rest;
    const made = conform(wanted, each, policy, `${place}/${name}`);
    if (made !== each) {
      members[name] = made;
    }
  }
  return members;
}

function conformArray(items: Shape, value: unknown, policy: Int64Policy, place: string): unknown {
  if (!Array.isArray(value)) {
    throw mismatch(place, "a list", value);
  }
  const list: unknown[] = value;
  for (const [index, each] of list.entries()) {
    const made = conform(items, each, policy, `${place}/${String(index)}`);
    if (made !== each) {
      list[index] = made;
    }
  }
  return list;
}

function conformScalar(shape: string, value: unknown, policy: Int64Policy, place: string): unknown {
  if (shape === "any") {
    return settle(value);
  }
  if (typeof value === "bigint" && (shape === "integer" || shape === "number")) {
    return shape === "integer" ? longInteger(value, policy, place) : Number(value);
  }
  const isRight = shape === "integer" ? Number.isInteger(value) : shape === jsonType(value);
  if (!isRight) {
    throw mismatch(place, shape, value);
  }
  return value;
}

function longInteger(value: bigint, policy: Int64Policy, place: string): unknown {
  if (policy === "error") {
    throw new ShapeMismatch(`${place || "the value"} is too large for a number; see the option int64`);
  }
  return policy === "bigint" ? value : policy === "string" ? value.toString() : Number(value);
}

function conformUnion(shape: UnionShape, value: unknown, policy: Int64Policy, place: string): unknown {
  for (const arm of shape.union) {
    if (!matches(arm, shape.tag, value)) {
      continue;
    }
    try {
      return conform(arm.shape, value, policy, place);
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
    return conformArray("any", value, "number", "");
  }
  return value !== null && typeof value === "object" ? conform({ map: "any" }, value, "number") : value;
}

function asObject(value: unknown, place: string): Record<string, unknown> {
  if (jsonType(value) !== "object") {
    throw mismatch(place, "an object", value);
  }
  return value as Record<string, unknown>;
}

/** The type that a value has in JSON. */
export function jsonType(value: unknown): string {
  if (value === null) {
    return "null";
  }
  return Array.isArray(value) ? "array" : typeof value === "bigint" ? "number" : typeof value;
}

function mismatch(place: string, wanted: string, value: unknown): ShapeMismatch {
  return new ShapeMismatch(`${place || "the value"} should be ${wanted}, but is ${jsonType(value)}`);
}
