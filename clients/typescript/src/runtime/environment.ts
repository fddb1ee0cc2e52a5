/** Environment variables, where there are any. */

import { InputError } from "./errors.js";

interface Globals {
  readonly process?: { readonly env?: Readonly<Record<string, string | undefined>> };
}

/**
 * Returns the value of a variable, an empty one being as good as none; nothing in browsers and workers, or where it
 * is not allowed to look.
 */
export function environment(name: string): string | undefined {
  try {
    return (globalThis as Globals).process?.env?.[name] || undefined;
  } catch {
    return undefined;
  }
}

/** Returns the whole number in a variable. */
export function wholeNumber(name: string, least: number): number | undefined {
  const text = environment(name);
  if (text === undefined) {
    return undefined;
  }
  if (!/^\d{1,9}$/.test(text) || Number(text) < least) {
    throw new InputError(`the environment variable ${name} must be a whole number, ${String(least)} or more`);
  }
  return Number(text);
}
