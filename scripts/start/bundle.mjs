import { existsSync, readdirSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { inRoot, root } from "../root.mjs";

const entries = [
  { name: "server", source: "server.ts" },
  { name: "worker", source: "worker.ts" },
  { name: "compute", source: "lib/compute/compute-thread.ts" },
  { name: "admin", source: "lib/admin/run-admin.ts" },
  { name: "seed", source: "prisma/seed/seed.ts" },
];

export function bundleEntries() {
  return entries.filter(({ source }) => existsSync(inRoot(source)));
}

/** Bundles the processes' own code; packages stay outside, so that Next and a bundle share one copy. */
export async function bundle({ folder, names }) {
  const { build, stop } = await import("esbuild");
  const { metafile } = await build({ ...bundleOptions({ folder, names }), metafile: true });
  await stop();
  removeOldParts(folder, Object.keys(metafile.outputs));
}

/** Parts are named by their contents, so those of an earlier build would stay for ever. */
function removeOldParts(folder, outputs) {
  const current = new Set(outputs.map((output) => basename(output)));
  const parts = join(folder, "parts");
  if (!existsSync(parts)) return;
  for (const name of readdirSync(parts)) {
    if (!current.has(name)) rmSync(join(parts, name));
  }
}

export function bundleOptions({ folder, names }) {
  const chosen = bundleEntries().filter(({ name }) => !names || names.includes(name));
  return {
    absWorkingDir: root,
    entryPoints: Object.fromEntries(chosen.map(({ name, source }) => [name, source])),
    outdir: folder,
    bundle: true,
    // What is imported late is loaded late, with the packages that it needs.
    splitting: true,
    chunkNames: "parts/[name]-[hash]",
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    alias: { "server-only": "./scripts/empty.mjs" },
    // What reads cookies finds Next's request storage only if this ran before it.
    banner: { js: 'import "next/dist/server/node-environment-baseline.js";' },
    jsx: "automatic",
    logLevel: "silent",
    plugins: [nextFiles],
  };
}

// Next has no `exports`: outside its own bundler `next/headers` must be written with its ending.
const nextFiles = {
  name: "next-files",
  setup(build) {
    build.onResolve({ filter: /^next\/[a-z-]+$/ }, ({ path }) => ({
      path: `${path}.js`,
      external: true,
    }));
  },
};
