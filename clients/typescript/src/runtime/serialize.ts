/** Parameters as text, by the styles of OpenAPI. */

import { InputError } from "./errors.js";
import { stringifyJson } from "./json.js";

/** A parameter of an operation: where its argument is found, and how it is written. */
export interface ParameterSpec {
  readonly name: string;
  readonly wire: string;
  readonly in: "path" | "query" | "header" | "cookie";
  readonly style?: string;
  readonly explode?: boolean;
  readonly reserved?: boolean;
  readonly json?: boolean;
}

type Pair = readonly [string, string];

/** Fills the blanks of a path. A value is always one step of the path, whatever characters it has. */
export function writePath(
  path: string,
  parameters: readonly ParameterSpec[],
  values: Readonly<Record<string, unknown>>,
): string {
  let filled = path;
  for (const parameter of parameters) {
    if (parameter.in === "path") {
      filled = filled.replaceAll(`{${parameter.wire}}`, () => pathValue(parameter, values[parameter.name]));
    }
  }
  if (/(^|\/)(\.|%2e){1,2}(\/|$)/i.test(filled)) {
    throw new InputError("a path cannot have . or .. as a step");
  }
  return filled;
}

function pathValue(parameter: ParameterSpec, value: unknown): string {
  if (isNothing(value) || value === "") {
    throw new InputError(`${parameter.name} is missing, and is part of the path`);
  }
  const write = (text: string): string => encode(text, parameter);
  if (parameter.json) {
    return write(stringifyJson(value));
  }
  const separators: Record<string, Pair> = { label: [".", "."], matrix: [";", ";"] };
  const [prefix, separator] = separators[parameter.style ?? "simple"] ?? ["", ","];
  const explode = parameter.explode ?? false;
  const join = explode ? separator : ",";
  const name = parameter.style === "matrix" ? `${encode(parameter.wire, parameter)}=` : "";
  if (Array.isArray(value)) {
    const items = value.map((item) => write(textOf(item, parameter)));
    return prefix + (explode && name ? items.map((item) => name + item).join(join) : name + items.join(join));
  }
  if (isRecord(value)) {
    const pairs = pairsOf(value, parameter).map(([key, text]) => [write(key), write(text)]);
    const equals = explode ? "=" : ",";
    return prefix + (explode ? "" : name) + pairs.map((pair) => pair.join(equals)).join(join);
  }
  return prefix + name + write(textOf(value, parameter));
}

/** Writes the query of a request, without a question mark. */
export function writeQuery(
  parameters: readonly ParameterSpec[],
  values: Readonly<Record<string, unknown>>,
  extra: Readonly<Record<string, unknown>> = {},
): string {
  const written: string[] = [];
  for (const parameter of parameters) {
    const value = values[parameter.name];
    if (parameter.in === "query" && !isNothing(value)) {
      written.push(...queryPairs(parameter, value).map(([key, text]) => pair(key, text, parameter)));
    }
  }
  for (const [wire, value] of Object.entries(extra)) {
    const parameter: ParameterSpec = { name: wire, wire, in: "query" };
    if (!isNothing(value)) {
      written.push(...queryPairs(parameter, value).map(([key, text]) => pair(key, text, parameter)));
    }
  }
  return written.join("&");
}

function pair(key: string, text: string, parameter: ParameterSpec): string {
  return `${encode(key, parameter)}=${text}`;
}

/** The pairs of name and value of a parameter in a query or a form; values are encoded. */
export function queryPairs(parameter: ParameterSpec, value: unknown): Pair[] {
  const write = (text: string): string => (parameter.reserved ? encodeMost : encode)(text, parameter);
  const { wire } = parameter;
  if (parameter.json) {
    return [[wire, write(stringifyJson(value))]];
  }
  const style = parameter.style ?? "form";
  const explode = parameter.explode ?? style === "form";
  if (Array.isArray(value)) {
    const items = value.filter((item) => !isNothing(item)).map((item) => write(textOf(item, parameter)));
    const joint = { spaceDelimited: "%20", pipeDelimited: "%7C" }[style] ?? ",";
    return explode ? items.map((item) => [wire, item]) : items.length > 0 ? [[wire, items.join(joint)]] : [];
  }
  if (isRecord(value)) {
    return objectPairs(parameter, value, style, explode, write);
  }
  return [[wire, write(textOf(value, parameter))]];
}

function objectPairs(
  parameter: ParameterSpec,
  value: Readonly<Record<string, unknown>>,
  style: string,
  explode: boolean,
  write: (text: string) => string,
): Pair[] {
  if (style === "deepObject") {
    return deepPairs(parameter, parameter.wire, value).map(([key, text]) => [key, write(text)]);
  }
  const pairs = pairsOf(value, parameter);
  if (explode) {
    return pairs.map(([key, text]) => [key, write(text)]);
  }
  return pairs.length > 0 ? [[parameter.wire, pairs.flat().map(write).join(",")]] : [];
}

function deepPairs(parameter: ParameterSpec, prefix: string, value: Readonly<Record<string, unknown>>): Pair[] {
  return Object.entries(value).flatMap(([key, each]): Pair[] => {
    const name = `${prefix}[${key}]`;
    if (isNothing(each)) {
      return [];
    }
    if (Array.isArray(each)) {
      return each.map((item): Pair => [name, textOf(item, parameter)]);
    }
    return isRecord(each) ? deepPairs(parameter, name, each) : [[name, textOf(each, parameter)]];
  });
}

/** The text of a parameter that travels in a header. */
export function plainValue(parameter: ParameterSpec, value: unknown, write = (text: string): string => text): string {
  if (parameter.json) {
    return write(stringifyJson(value));
  }
  if (Array.isArray(value)) {
    return value.map((item) => write(textOf(item, parameter))).join(",");
  }
  if (isRecord(value)) {
    const equals = parameter.explode ? "=" : ",";
    return pairsOf(value, parameter)
      .map((each) => each.map(write).join(equals))
      .join(",");
  }
  return write(textOf(value, parameter));
}

/** The text of a parameter that travels in a cookie. */
export function cookieValue(parameter: ParameterSpec, value: unknown): string {
  return plainValue({ ...parameter, explode: false }, value, (text) => encode(text, parameter));
}

function pairsOf(value: Readonly<Record<string, unknown>>, parameter: ParameterSpec): Pair[] {
  return Object.entries(value)
    .filter(([, each]) => !isNothing(each))
    .map(([key, each]) => [key, textOf(each, parameter)]);
}

function textOf(value: unknown, parameter: ParameterSpec): string {
  if (typeof value === "string") {
    return value;
  }
  if (typeof value === "number" && !Number.isFinite(value)) {
    throw new InputError(`${parameter.name} is no finite number`);
  }
  if (typeof value === "number" || typeof value === "boolean" || typeof value === "bigint") {
    return String(value);
  }
  if (value instanceof Date) {
    return value.toISOString();
  }
  return value === null ? "null" : stringifyJson(value);
}

function encode(text: string, parameter: ParameterSpec): string {
  try {
    return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
  } catch {
    throw new InputError(`${parameter.name} is not valid Unicode`);
  }
}

/** Keeps reserved characters, except those that would begin another parameter or a fragment, or mean a space. */
function encodeMost(text: string, parameter: ParameterSpec): string {
  return encode(text, parameter).replace(/%(3A|2F|3F|40|21|24|28|29|2A|2C|3B|3D)/g, decodeURIComponent);
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
}
