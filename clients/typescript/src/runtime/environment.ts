/** Environment variables, where there are any. */

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
