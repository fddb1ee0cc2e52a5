/** Keeps out of logs what may hold credentials. */

/** Gives an object members that can be read, but are not shown when it is logged: a service may repeat what it was sent. */
export function hide(target: object, members: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(members)) {
    Object.defineProperty(target, name, { get: () => value, enumerable: false });
  }
}

/** Returns the object, which shows nothing but some of its members when it is logged, in Node.js, Deno and Bun, or made JSON of. */
export function shownAs<Value extends object>(value: Value, names: readonly (keyof Value)[]): Value {
  const show = (): unknown => Object.fromEntries(names.map((name) => [name, value[name]]));
  const [node, deno] = [Symbol.for("nodejs.util.inspect.custom"), Symbol.for("Deno.customInspect")];
  for (const name of [node, deno, "toJSON"]) {
    Object.defineProperty(value, name, { value: show, enumerable: false });
  }
  return value;
}
