import { mkdtemp, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { inRoot } from "../root.mjs";

/** Bundles modules that import TypeScript of lib and runs `run` with each of them, by its name. */
export async function withParts(files, run) {
  const { build, stop } = await import("esbuild");
  // Within the project, so that the bundle finds its packages.
  const folder = await mkdtemp(inRoot("node_modules", ".bench-"));
  try {
    await build({
      entryPoints: files.map((file) => inRoot("scripts", "bench", file)),
      outdir: folder,
      entryNames: "[name]",
      outExtension: { ".js": ".mjs" },
      bundle: true,
      format: "esm",
      platform: "node",
      logLevel: "error",
    });
    await stop();
    const parts = {};
    for (const file of files) {
      const name = basename(file, ".mjs");
      parts[name] = await import(pathToFileURL(join(folder, `${name}.mjs`)).href);
    }
    await run(parts);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
