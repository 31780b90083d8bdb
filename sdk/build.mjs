// Makes dist/cjs (the code in one file, and the declarations that a reader of index.d.ts can reach) and dist/esm, which
// hands that on: one copy of the code in a process, and half the size.

import { execFile } from "node:child_process";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, "dist");
const declarations = join(dist, "declarations");
const require = createRequire(import.meta.url);

export async function buildSdk() {
  await rm(dist, { recursive: true, force: true });
  await Promise.all([bundle(), emitDeclarations()]);
  await writeDeclarations(await collectDeclarations(join(declarations, "sdk/src/index.d.ts")));
  // The package says that .js is ESM; this folder is not.
  await writeFile(join(dist, "cjs/package.json"), '{"type":"commonjs"}\n');
  await rm(declarations, { recursive: true });
  const { Galley: _, ...others } = require(join(dist, "cjs/index.js"));
  const names = ["Galley", ...Object.keys(others).sort()].join(", ");
  await mkdir(join(dist, "esm"));
  await writeFile(join(dist, "esm/index.js"), `export { ${names} } from "../cjs/index.js";\n`);
  await writeFile(join(dist, "esm/index.d.ts"), 'export * from "../cjs/index.js";\n');
}

async function bundle() {
  const { build, stop } = await import("esbuild");
  await build({
    absWorkingDir: here,
    entryPoints: ["src/index.ts"],
    outfile: "dist/cjs/index.js",
    bundle: true,
    format: "cjs",
    // Only with this platform esbuild writes the names of the exports in a form that Node finds.
    platform: "node",
    target: "es2022",
    minify: true,
    legalComments: "none",
    logLevel: "silent",
    tsconfigRaw: {},
    alias: { "@": dirname(here) },
  });
  await stop();
}

async function emitDeclarations() {
  const compiler = join(dirname(require.resolve("typescript/package.json")), "bin/tsc");
  await promisify(execFile)(process.execPath, [compiler, "-p", join(here, "tsconfig.json")]).catch(
    ({ stdout, stderr }) => {
      throw new Error(`The declarations of galley-sdk cannot be made:\n${stdout}${stderr}`);
    },
  );
}

const IMPORT = /(from |import\()"(\.[^"]+)"/g;

/** Path and text of a declaration file and of everything that it refers to. */
async function collectDeclarations(path, files = new Map()) {
  if (files.has(path)) return files;
  const text = await readFile(path, "utf8");
  files.set(path, text);
  for (const [, , specifier] of text.matchAll(IMPORT)) {
    await collectDeclarations(join(dirname(path), `${specifier}.d.ts`), files);
  }
  return files;
}

/** Flat, with the file endings that Node's resolution wants. */
async function writeDeclarations(files) {
  const nameOf = (path) =>
    relative(declarations, path)
      .replace(/^sdk\/src\//, "")
      .replaceAll(/[\\/]/g, "-");
  for (const [path, text] of files) {
    const flat = text.replace(IMPORT, (_, before, specifier) => {
      return `${before}"./${nameOf(join(dirname(path), specifier))}.js"`;
    });
    await writeFile(join(dist, "cjs", nameOf(path)), flat);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await buildSdk();
