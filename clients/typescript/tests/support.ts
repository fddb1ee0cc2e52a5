/** A service of a few lines, on a real socket. */

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import { readJson } from "../src/runtime/answers.js";
import { writeJson } from "../src/runtime/bodies.js";
import type { Operation } from "../src/runtime/operation.js";
import { Transport, type TransportSettings } from "../src/runtime/transport.js";

export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

export type Handler = (seen: Seen, response: ServerResponse, count: number) => void;

/** Starts a service that ends with the test; returns its address and what it has seen. */
export async function serve(handler: Handler): Promise<{ url: string; seen: Seen[] }> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const each = {
        method: request.method ?? "",
        url: request.url ?? "",
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
      };
      seen.push(each);
      handler(each, response, seen.length);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`, seen };
}

/** Answers with JSON. */
export function answer(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}

export const READ: Operation = {
  id: "things.read",
  method: "GET",
  path: "/things",
  security: [["token"]],
  answer: { read: readJson, type: "application/json" },
  retryable: true,
};

export const WRITE: Operation = {
  id: "things.write",
  method: "POST",
  path: "/things",
  security: [["token"]],
  body: [{ type: "application/json", write: writeJson }],
  answer: { read: readJson, type: "application/json" },
};

/** A transport that does not wait long. */
export function transportTo(baseUrl: string, settings: TransportSettings = {}): Transport {
  return new Transport({ baseUrl, timeoutMs: 2000, totalTimeoutMs: 5000, ...settings });
}
