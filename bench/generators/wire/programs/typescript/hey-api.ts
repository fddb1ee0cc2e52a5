// The client of hey-api takes an object with a member for each place that parameters can be in, but for cookies.
import * as client from "./client";
import { createClient, createConfig } from "./client/client";
import { Missing } from "./main";

export type Input = Partial<Record<"path" | "query" | "headers" | "cookies", Record<string, unknown>>> & { body?: any };
type Call = (options: object) => Promise<{ response?: Response; error?: unknown }>;

export async function call(operation: string, baseUrl: string, input: Input): Promise<number> {
  if (input.cookies) throw new Missing("its types have no cookies");
  const words = operation.split("_").map((word) => word[0]!.toUpperCase() + word.slice(1));
  const method = (client as unknown as Record<string, Call>)[`rules${words.join("")}`];
  if (!method) throw new Missing(`no function for ${operation}`);
  const { path, query, headers } = input;
  const made = createClient(createConfig({ baseUrl }));
  const { response, error } = await method({ client: made, path, query, headers, body: body(input) });
  if (!response) throw error;
  return response.status;
}

function body(input: Input): unknown {
  const file = input.body?.file;
  return file ? { ...input.body, file: new Blob([Buffer.from(file, "base64")]) } : input.body;
}
