// Makes dist/cjs (the code in one file, and the declarations that a reader of index.d.ts can reach), dist/esm, which
// hands that on (one copy of the code in a process, and half the size), and dist/cli, the command, which calls it.

import { execFile } from "node:child_process";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { rollDeclarations } from "./roll-declarations.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, "dist");
const declarations = join(dist, "declarations");
const require = createRequire(import.meta.url);

export async function buildSdk() {
  await rm(dist, { recursive: true, force: true });
  await Promise.all([bundleSdk(dist), emitDeclarations()]);
  const index = join(declarations, "sdk/src/index.d.ts");
  const text = rollDeclarations(await collectDeclarations(index), index);
  await writeFile(join(dist, "cjs/index.d.ts"), text);
  await rm(declarations, { recursive: true });
  const { Galley: _, ...others } = require(join(dist, "cjs/index.js"));
  const names = ["Galley", ...Object.keys(others).sort()].join(", ");
  await mkdir(join(dist, "esm"));
  await writeFile(join(dist, "esm/index.js"), `export { ${names} } from "../cjs/index.js";\n`);
  await writeFile(join(dist, "esm/index.d.ts"), 'export * from "../cjs/index.js";\n');
}

/** The code alone: of the client in `cjs`, of the command in `cli`. */
export async function bundleSdk(folder) {
  const { build, stop } = await import("esbuild");
  const make = (entry, options) =>
    build({
      absWorkingDir: here,
      entryPoints: [entry],
      bundle: true,
      format: "esm",
      platform: "node",
      target: "es2022",
      charset: "utf8",
      minify: true,
      legalComments: "none",
      logLevel: "silent",
      tsconfigRaw: {},
      alias: { "@": dirname(here) },
      ...options,
    });
  const [client] = await Promise.all([
    make("src/index.ts", { write: false }),
    make("src/cli/galley-command.ts", {
      outfile: join(folder, "cli/galley.js"),
      plugins: [clientOutside],
    }),
  ]);
  await stop();
  await mkdir(join(folder, "cjs"));
  await writeFile(join(folder, "cjs/index.js"), toCommonJs(client.outputFiles[0].text));
  // The package says that .js is ESM; this folder is not.
  await writeFile(join(folder, "cjs/package.json"), '{"type":"commonjs"}\n');
}

/** In the form that Node finds the names of the exports in, and without the helpers of esbuild's own. */
function toCommonJs(code) {
  return `"use strict";${code}`.replace(/export\{([^}]*)\};?\s*$/, (_, list) =>
    list
      .split(",")
      .map((entry) => entry.split(" as "))
      .map(([local, name = local]) => `exports.${name}=${local};`)
      .join(""),
  );
}

/** The command uses the client of the package instead of bringing a copy. */
const clientOutside = {
  name: "client-outside",
  setup: ({ onResolve }) =>
    onResolve({ filter: /^\.\.\/index$/ }, () => ({ path: "../cjs/index.js", external: true })),
};

async function emitDeclarations() {
  const compiler = join(dirname(require.resolve("typescript/package.json")), "bin/tsc");
  await promisify(execFile)(process.execPath, [compiler, "-p", join(here, "tsconfig.json")]).catch(
    ({ stdout, stderr }) => {
      throw new Error(`The declarations of galley-sdk cannot be made:\n${stdout}${stderr}`);
    },
  );
}

const IMPORT = /(?:from |import\()"(\.[^"]+)"/g;

/** Path and text of a declaration file and of everything that it refers to. */
async function collectDeclarations(path, files = new Map()) {
  if (files.has(path)) return files;
  const text = await readFile(path, "utf8");
  files.set(path, text);
  for (const [, specifier] of text.matchAll(IMPORT)) {
    await collectDeclarations(join(dirname(path), `${specifier}.d.ts`), files);
  }
  return files;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await buildSdk();
