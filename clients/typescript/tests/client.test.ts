import { inspect } from "node:util";
import { afterEach, expect, it, vi } from "vitest";
import { GatehouseClient, InputError } from "../src/index.js";
import { serve } from "./support.js";

const baseUrl = "http://127.0.0.1:9";

afterEach(() => {
  vi.unstubAllEnvs();
});

it("finds the service in the environment", () => {
  vi.stubEnv("GATEHOUSE_BASE_URL", "nonsense");
  expect(() => new GatehouseClient()).toThrow(InputError);
  vi.stubEnv("GATEHOUSE_BASE_URL", baseUrl);
  expect(new GatehouseClient()).toBeInstanceOf(GatehouseClient);
});

it.each(["GATEHOUSE_TIMEOUT_MS", "GATEHOUSE_TOTAL_TIMEOUT_MS", "GATEHOUSE_MAX_RETRIES"])(
  "takes whole numbers from %s",
  (name) => {
    vi.stubEnv(name, "soon");
    expect(() => new GatehouseClient({ baseUrl })).toThrow(name);
    for (const text of ["0", "1500", ""]) {
      vi.stubEnv(name, text);
      expect(new GatehouseClient({ baseUrl })).toBeInstanceOf(GatehouseClient);
    }
  },
);

it("shows its credentials to nobody but the service", async () => {
  const secret = "a-secret-that-nobody-may-see";
  const { url } = await serve((_seen, response) => {
    response.writeHead(418).end();
  });
  const client = new GatehouseClient({ baseUrl: url, token: secret });
  const error = await Promise.resolve(client.auth.me()).catch((each: unknown) => each);
  const shown = [client, error].map((each) => inspect(each, { depth: 20, showHidden: true }) + JSON.stringify(each));
  expect(shown.join()).not.toContain(secret);
});
