/** What schemas are made of besides zod itself. */

import * as z from "zod";
import { jsonType, matches, type Recognition } from "./shapes.js";

/** A schema of a model. It is made when it is first used, so that models can refer to each other in circles. */
export function model<Model>(make: () => z.ZodType): z.ZodType<Model> {
  return z.lazy(make) as z.ZodType<Model>;
}

type Members = Readonly<Record<string, z.ZodType>>;

/** An object that may have further members. Its type is the model's: the compiler need not work out another. */
export function open(members: Members): z.ZodType {
  return z.looseObject(members);
}

/** An object that has no further members. */
export function closed(members: Members): z.ZodType {
  return z.strictObject(members);
}

/** An object whose further members are all alike. */
export function extended(members: Members, rest: z.ZodType): z.ZodType {
  return z.object(members).catchall(rest);
}

/** A whole number. One beyond what a `number` holds may be a `bigint`; see the option `int64`. */
export function whole(): z.ZodType<number> {
  return z.custom<number>((value) => Number.isInteger(value) || typeof value === "bigint", "Expected a whole number");
}

/** A value that is known now. A later version of the service may have others of its type. */
export function known<Value extends string | number | boolean>(value: Value): z.ZodType<Value> {
  const type = typeof value;
  return z.custom<Value>((given) => typeof given === type, `Expected ${type}`);
}

/** One possibility of a choice. */
export interface Possibility {
  readonly schema: z.ZodType;
  readonly rules: Recognition;
}

/** What is let pass besides the possibilities: nothing, what none of them claims, or anything. */
export type Rest = "nothing" | "unclaimed" | "anything";

/** One of several possibilities. */
export function choice(rest: Rest, possibilities: readonly Possibility[], tag?: string): z.ZodType {
  return z.unknown().superRefine((value, context) => {
    const claiming = possibilities.filter((each) => matches(each.rules, tag, value));
    const results = claiming.map((each) => each.schema.safeParse(value));
    const failure = results[0];
    const isKept = rest === "anything" || (rest === "unclaimed" && !failure);
    if (isKept || results.some((each) => each.success)) {
      return;
    }
    for (const { message, path } of failure?.error?.issues ?? [{ message: unclaimed(value), path: [] }]) {
      context.addIssue({ code: "custom", message, path: [...path] });
    }
  });
}

function unclaimed(value: unknown): string {
  return `Expected one of the variants, received ${jsonType(value)}`;
}
