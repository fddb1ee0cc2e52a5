import { inspect } from "node:util";
import { afterEach, expect, it, vi } from "vitest";
import { GatehouseClient, InputError } from "../src/index.js";
import { serve } from "./support.js";

const baseUrl = "http://127.0.0.1:9";

afterEach(() => {
  vi.unstubAllEnvs();
});

it("finds the service in the environment", () => {
  for (const text of ["nonsense", "http://ada:secret@127.0.0.1:9", "http://127.0.0.1:9?a"]) {
    vi.stubEnv("GATEHOUSE_BASE_URL", text);
    expect(() => new GatehouseClient()).toThrow("GATEHOUSE_BASE_URL");
  }
  vi.stubEnv("GATEHOUSE_BASE_URL", "");
  expect(() => new GatehouseClient()).toThrow("baseUrl (or GATEHOUSE_BASE_URL) is missing");
  vi.stubEnv("GATEHOUSE_BASE_URL", baseUrl);
  expect(new GatehouseClient()).toBeInstanceOf(GatehouseClient);
});

it.each([
  ["GATEHOUSE_TIMEOUT_MS", "0"],
  ["GATEHOUSE_TOTAL_TIMEOUT_MS", "0"],
  ["GATEHOUSE_MAX_RETRIES", "-1"],
])("takes whole numbers from %s, but not %s", (name, wrong) => {
  for (const text of ["soon", wrong]) {
    vi.stubEnv(name, text);
    expect(() => new GatehouseClient({ baseUrl })).toThrow(name);
  }
  for (const text of ["1", "1500", ""]) {
    vi.stubEnv(name, text);
    expect(new GatehouseClient({ baseUrl })).toBeInstanceOf(GatehouseClient);
  }
});

it("says what a login lacks, be it an argument or a variable", () => {
  const secret = "correct-horse";
  const attempt = (): unknown => new GatehouseClient({ baseUrl, password: secret });
  expect(attempt).toThrow(InputError);
  expect(attempt).toThrow(/^password without email.*GATEHOUSE_EMAIL/);
  expect(attempt).not.toThrow(secret);
  expect(() => new GatehouseClient({ baseUrl, email: "ada" })).toThrow("GATEHOUSE_PASSWORD");
  vi.stubEnv("GATEHOUSE_PASSWORD", secret);
  vi.stubEnv("GATEHOUSE_EMAIL", "");
  expect(() => new GatehouseClient({ baseUrl })).toThrow(/^password without email/);
  vi.stubEnv("GATEHOUSE_EMAIL", "ada");
  expect(new GatehouseClient({ baseUrl }).session).toBeDefined();
  vi.stubEnv("GATEHOUSE_PASSWORD", "");
  expect(() => new GatehouseClient({ baseUrl })).toThrow(/^email without password/);
});

it("shows its credentials to nobody but the service", async () => {
  const secret = "a-secret-that-nobody-may-see";
  const { url } = await serve((_seen, response) => {
    response.writeHead(418).end();
  });
  const client = new GatehouseClient({ baseUrl: url, token: secret });
  const error = await Promise.resolve(client.me.get()).catch((each: unknown) => each);
  const shown = [client, error].map((each) => inspect(each, { depth: 20, showHidden: true }) + JSON.stringify(each));
  expect(shown.join()).not.toContain(secret);
});
