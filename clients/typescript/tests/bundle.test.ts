import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { expect, it } from "vitest";

async function sizeOf(program: string): Promise<number> {
  const stdin = { contents: program, resolveDir: import.meta.dirname, loader: "ts" } as const;
  const { outputFiles } = await build({
    stdin,
    bundle: true,
    minify: true,
    format: "esm",
    write: false,
    logLevel: "silent",
  });
  const code = outputFiles[0]?.contents ?? new Uint8Array();
  console.log(`${String(code.length)} bytes, ${String(gzipSync(code).length)} compressed: ${program}`);
  return code.length;
}

it("zod is in its own entry only", async () => {
  const entryPoints = ["index", "standalone"].map((name) => `${import.meta.dirname}/../src/${name}.ts`);
  const { metafile } = await build({
    entryPoints,
    bundle: true,
    write: false,
    outdir: "out",
    format: "esm",
    metafile: true,
  });
  expect(Object.keys(metafile.inputs).filter((name) => name.includes("zod"))).toEqual([]);
});

it("a bundle has what is used, and no more", async () => {
  const nothing = await sizeOf(`import { createTransport } from "../src/standalone.js"; console.log(createTransport);`);
  const one = await sizeOf(
    `import { createTransport, authRegister } from "../src/standalone.js"; console.log(createTransport, authRegister);`,
  );
  const all = await sizeOf(`import { GatehouseClient } from "../src/index.js"; console.log(GatehouseClient);`);
  expect(nothing).toBeLessThan(one);
  expect(one).toBeLessThan(all);
});
