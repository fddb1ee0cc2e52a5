// The client of openapi-generator takes all parameters in one object, with names in camel case.
import { Configuration, DefaultApi, ResponseError } from "./client";
import { Missing } from "./main";

export type Input = Record<"path" | "query" | "headers" | "cookies" | "body", any>;
type Call = (parameters: object) => Promise<unknown>;

export async function call(operation: string, basePath: string, input: Input): Promise<number> {
  const api = new DefaultApi(new Configuration({ basePath })) as unknown as Record<string, Call>;
  const name = camel(`rules_${operation}`);
  if (!api[name]) throw new Missing(`no method for ${operation}`);
  try {
    await api[name](parameters(operation, input));
    return 200;
  } catch (error) {
    if (error instanceof ResponseError) return error.response.status;
    throw error;
  }
}

function parameters(operation: string, input: Input): object {
  const given = { ...input.path, ...input.query, ...input.headers, ...input.cookies, ...body(operation, input.body) };
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [camel(name), typed(name, value)]));
}

function body(operation: string, given: any): object {
  if (operation === "json") return { pair: given };
  return typeof given === "string" ? { body: given } : given;
}

function typed(name: string, value: any): unknown {
  if (name === "file") return new Blob([Buffer.from(value, "base64")]);
  return name === "day" ? new Date(value) : value;
}

function camel(name: string): string {
  const words = name.split(/[^A-Za-z0-9]+/).filter(Boolean);
  return words.map((word, index) => (index ? word[0]!.toUpperCase() : word[0]!.toLowerCase()) + word.slice(1)).join("");
}
