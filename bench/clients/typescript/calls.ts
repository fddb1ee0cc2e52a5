/** Calls by hand and by our client, in turn: `node calls.js BASE_URL TOKEN IDS CALLS ROUNDS`. */

import { GatehouseClient } from "../../../clients/typescript/src/index.js";
import { Service } from "./hand.js";

interface Call {
  readonly call: string;
  readonly way: string;
  readonly make: (id: number) => PromiseLike<unknown>;
}

const PAGE = 50;

const [baseUrl = "", token = "", list = "", calls = "", rounds = ""] = process.argv.slice(2);
const ids = list.split(",").map(Number);
const hand = new Service(baseUrl, token);
const sdk = new GatehouseClient({ baseUrl, token });
const ways: Call[][] = [
  [
    { call: "get", way: "hand", make: (id) => hand.user(id) },
    { call: "list", way: "hand", make: () => hand.users(PAGE) },
  ],
  [
    { call: "get", way: "sdk", make: (id) => sdk.users.get(id) },
    { call: "list", way: "sdk", make: () => sdk.users.list({ limit: PAGE }) },
  ],
];

for (const { call, way, make } of ways.flat()) {
  print({ call, way, value: await make(ids[0] ?? 0) });
}
for (let round = 0; round < Number(rounds); round += 1) {
  const first = round % ways.length;
  for (const each of [...ways.slice(first), ...ways.slice(0, first)].flat()) {
    await measure(each, Number(calls));
  }
}

async function measure({ call, way, make }: Call, count: number): Promise<void> {
  const [began, used] = [performance.now(), process.cpuUsage()];
  for (let number = 0; number < count; number += 1) {
    await make(ids[number % ids.length] ?? 0);
  }
  const wall = performance.now() - began;
  const { user, system } = process.cpuUsage(used);
  print({ call, way, wall_us: (wall * 1000) / count, cpu_us: (user + system) / count });
}

function print(line: unknown): void {
  console.log(JSON.stringify(line));
}
