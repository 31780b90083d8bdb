import { mkdtemp, rm } from "node:fs/promises";
import { join, parse } from "node:path";
import { pathToFileURL } from "node:url";
import { inRoot, root } from "./root.mjs";

/** Bundles modules of `scripts` that import TypeScript of lib and runs `run` with each of them, by its name. */
export async function withParts(files, run) {
  const { build, stop } = await import("esbuild");
  // Within the project, so that the bundle finds its packages.
  const folder = await mkdtemp(inRoot("node_modules", ".parts-"));
  try {
    await build({
      absWorkingDir: root,
      entryPoints: files.map((file) => inRoot("scripts", file)),
      alias: { "server-only": "./scripts/empty.mjs" },
      outdir: folder,
      entryNames: "[name]",
      outExtension: { ".js": ".mjs" },
      bundle: true,
      format: "esm",
      platform: "node",
      packages: "external",
      logLevel: "error",
    });
    await stop();
    const parts = {};
    for (const file of files) {
      const { name } = parse(file);
      parts[name] = await import(pathToFileURL(join(folder, `${name}.mjs`)).href);
    }
    await run(parts);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
