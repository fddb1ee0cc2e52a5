/** Checks what callers choose. A setting that cannot be used is an `InputError`, which names it but not its value. */

import { InputError } from "./errors.js";

/** What limits a call. */
interface Limits {
  readonly timeoutMs?: number | undefined;
  readonly totalTimeoutMs?: number | undefined;
  readonly maxRetries?: number | undefined;
}

/** Refuses limits that no call could keep. */
export function checkLimits(limits: Limits): void {
  for (const name of ["timeoutMs", "totalTimeoutMs"] as const) {
    if (!((limits[name] ?? 1) > 0)) {
      throw new InputError(`${name} must be a number above zero`);
    }
  }
  if (!((limits.maxRetries ?? 0) >= 0)) {
    throw new InputError("maxRetries must be 0 or more");
  }
}

/** Returns an address without a slash at its end; `name` is what callers know it by. */
export function checkedUrl(text: string | undefined, name: string): string {
  if (text === undefined || text === "") {
    throw new InputError(`${name} is missing`);
  }
  const origin = (globalThis as { location?: { origin?: string } }).location?.origin;
  const url = URL.canParse(text, origin) ? new URL(text, origin) : undefined;
  const isAbsolute = /^https?:\/\//i.test(text);
  if (!isAbsolute && (origin === undefined || !/^https?:$/.test(url?.protocol ?? ""))) {
    throw new InputError(`${name} must begin with http:// or https://`);
  }
  if (url === undefined || (isAbsolute && /^https?:\/\/[/\\]/i.test(text))) {
    throw new InputError(`${name} has no valid host or port`);
  }
  const unwanted = unwantedParts(url, text);
  if (unwanted.length > 0) {
    throw new InputError(`${name} cannot have ${unwanted.join(" or ")}`);
  }
  return url.href.replace(/\/+$/, "");
}

function unwantedParts(url: URL, text: string): string[] {
  const parts = {
    "a user": url.username !== "",
    "a password": url.password !== "",
    "a query": /^[^#]*\?/.test(text),
    "a fragment": text.includes("#"),
  };
  return Object.entries(parts).flatMap(([part, isThere]) => (isThere ? [part] : []));
}

/** Refuses half of what a login takes: one of the names, and a password. */
export function checkLogin(
  names: Readonly<Record<string, string | undefined>>,
  password: string | undefined,
  prefix: string,
): void {
  const given = Object.keys(names).filter((name) => names[name] !== undefined);
  if (given.length > 0 && password === undefined) {
    throw halfLogin(given, ["password"], prefix);
  }
  if (given.length === 0 && password !== undefined) {
    throw halfLogin(["password"], Object.keys(names), prefix);
  }
}

function halfLogin(given: readonly string[], missing: readonly string[], prefix: string): InputError {
  const variables = missing.map((name) => `${prefix}_${name.toUpperCase()}`);
  return new InputError(
    `${given.join(" and ")} without ${missing.join(" or ")} (${variables.join(" or ")}): ` +
      "credentials are taken from arguments or from the environment, never from both",
  );
}
