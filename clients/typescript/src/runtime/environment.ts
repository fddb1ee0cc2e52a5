/** Environment variables, where there are any. */

import { InputError } from "./errors.js";

interface Globals {
  readonly process?: { readonly env?: Readonly<Record<string, string | undefined>> };
}

/** Returns the value of a variable; nothing in browsers and workers, or where it is not allowed to look. */
export function environment(name: string): string | undefined {
  try {
    return (globalThis as Globals).process?.env?.[name] ?? undefined;
  } catch {
    return undefined;
  }
}

/** Returns the whole number in a variable. An empty one is as good as none. */
export function wholeNumber(name: string): number | undefined {
  const text = environment(name) ?? "";
  if (text === "") {
    return undefined;
  }
  if (!/^\d{1,9}$/.test(text)) {
    throw new InputError(`the environment variable ${name} is no whole number`);
  }
  return Number(text);
}
