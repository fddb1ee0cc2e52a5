// Calls operations as it is told, through a generated client: a line of JSON comes in, a line goes out.
import { createInterface } from "node:readline";
import { call, type Input } from "./peer";

export class Missing extends Error {}

async function answer(line: string): Promise<object> {
  const { id, base_url, operation, input } = JSON.parse(line);
  try {
    const status = await call(operation.replace("rules.", ""), base_url, input as Input);
    return status < 300 ? { id, value: null } : { id, error: { kind: "status", status } };
  } catch (error) {
    const kind = error instanceof Missing ? "missing" : "failed";
    return { id, error: { kind, message: String(error) } };
  }
}

async function main(): Promise<void> {
  for await (const line of createInterface({ input: process.stdin })) {
    console.log(JSON.stringify(await answer(line)));
  }
}

void main();
