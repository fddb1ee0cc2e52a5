/** JSON that keeps integers exact. */

// Where a number can begin: looking for digits everywhere takes twice as long.
const LONG_NUMBER = /(?:^|[:[,])\s*-?\d{16}/;
const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const MARK = "\u0000int:";
const MARKED = /"\\u0000int:(-?\d+)"/g;

/** Reads JSON. Whole numbers that a `number` cannot hold become `bigint`. */
export function parseJson(text: string): unknown {
  if (!LONG_NUMBER.test(text)) {
    return JSON.parse(text);
  }
  const marked = text.replace(TOKEN, (token) => {
    if (token.startsWith('"') || /[.eE]/.test(token) || Number.isSafeInteger(Number(token))) {
      return token;
    }
    return `"\\u0000int:${token}"`;
  });
  return marked === text ? JSON.parse(text) : JSON.parse(marked, revive);
}

function revive(_key: string, value: unknown): unknown {
  return typeof value === "string" && value.startsWith(MARK) ? BigInt(value.slice(MARK.length)) : value;
}

/** Writes JSON. A `bigint` is written as a whole number. */
export function stringifyJson(value: unknown): string {
  const text = JSON.stringify(value, (_key, each: unknown) =>
    typeof each === "bigint" ? `${MARK}${String(each)}` : each,
  );
  return text.includes("\\u0000int:") ? text.replace(MARKED, "$1") : text;
}
