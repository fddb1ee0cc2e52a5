/** The addresses that the service's description has, and their blanks. */

import { InputError } from "./errors.js";

/** A blank in an address. */
export interface ServerVariable {
  readonly default: string;
  readonly values?: readonly string[];
}

/** An address. */
export interface ServerSpec {
  readonly url: string;
  readonly variables?: Readonly<Record<string, ServerVariable>>;
}

/** Which address, counted from 0, and what is in its blanks; the first and the defaults unless you say otherwise. */
export interface ServerChoice {
  readonly index?: number | undefined;
  readonly variables?: Readonly<Record<string, string>> | undefined;
}

/** Returns the address that was chosen. */
export function serverUrl(servers: readonly ServerSpec[], { index = 0, variables = {} }: ServerChoice): string {
  const server = servers[index];
  if (!server) {
    const known = servers.map((each, place) => `${String(place)} (${each.url})`).join(", ");
    throw new InputError(`server.index: there is no server ${String(index)}, but: ${known || "none"}`);
  }
  const blanks = server.variables ?? {};
  for (const [name, value] of Object.entries(variables)) {
    checkVariable(name, value, blanks);
  }
  return server.url.replace(/\{([^{}]*)\}/g, (blank, name: string) =>
    Object.hasOwn(blanks, name) ? (variables[name] ?? blanks[name]?.default ?? blank) : blank,
  );
}

function checkVariable(name: string, value: string, blanks: Readonly<Record<string, ServerVariable>>): void {
  const blank = Object.hasOwn(blanks, name) ? blanks[name] : undefined;
  if (!blank) {
    const known = Object.keys(blanks).join(", ");
    throw new InputError(`server.variables: the server has no variable ${name}, but: ${known || "none"}`);
  }
  if (blank.values && !blank.values.includes(value)) {
    throw new InputError(`server.variables: ${name} must be one of ${blank.values.join(", ")}`);
  }
}
