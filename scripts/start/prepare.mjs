import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { inRoot } from "../root.mjs";
import { bundle, bundleEntries } from "./bundle.mjs";
import { endLeftOverCommand, runCommand } from "./run-command.mjs";
import { shareChunks } from "./share-chunks.mjs";
import { hashSources, hasStamp, removeStamp, writeStamp } from "./stamp.mjs";
import { withLock } from "./with-lock.mjs";

const sources = [
  "app",
  "components",
  "lib",
  "server.ts",
  "worker.ts",
  "proxy.ts",
  "instrumentation.ts",
  "next.config.js",
  "postcss.config.mjs",
  "tsconfig.json",
  "tsconfig.build.json",
  "package.json",
  "package-lock.json",
];
const schema = ["prisma/schema.prisma", "prisma/models", "package-lock.json"];

/** What the client package is made of: its own sources and the rules that it shares with the server. */
const sdk = [
  "sdk/src",
  "sdk/build.mjs",
  "sdk/roll-declarations.mjs",
  "sdk/package.json",
  "sdk/tsconfig.json",
  "lib/deployments/assign-arm.ts",
  "lib/deployments/choose-version.ts",
  "lib/format-number.ts",
  "lib/http/body/is-record.ts",
  "lib/prompts/template",
  "lib/providers/sdk/is-strict-schema.ts",
  "lib/runs/results/case-outcome.ts",
  "lib/specs/gates/closed-gates.ts",
  "lib/specs/gates/format-gate.ts",
  "lib/stats/verdicts/interval-verdict.ts",
  "package-lock.json",
];

/** Tests, notes and generated code say nothing about what a build makes. */
export function isSource(path) {
  return !/(\.test\.tsx?|\.md)$/.test(path) && !path.startsWith("lib/db/generated/");
}

/**
 * Brings the checkout to where its processes can start: dependencies, generated client, bundles, pages.
 * Each part is skipped when nothing it reads has changed. One process at a time does this.
 * @param {{ steps: ReturnType<typeof import("./steps.mjs").createSteps>, pages?: boolean, bundles?: boolean, signal?: AbortSignal }} options
 */
export function prepare({ steps, pages = true, bundles = true, signal }) {
  const onWait = () =>
    steps.print("  … Waiting for another process that is building this checkout");
  const all = async () => {
    await endLeftOverCommand();
    await install({ steps, signal });
    await generate({ steps, signal });
    if (bundles) await buildBundles({ steps });
    if (pages) await Promise.all([buildPages({ steps, signal }), buildSdk({ steps, signal })]);
  };
  return withLock(inRoot("dist/build.lock"), all, onWait);
}

/** Only the first part of `prepare`: what everything else needs to be imported. */
export function installOnly({ steps, signal }) {
  return withLock(inRoot("dist/build.lock"), async () => {
    await endLeftOverCommand();
    await install({ steps, signal });
  });
}

async function install({ steps, signal }) {
  const stamp = inRoot("node_modules/.galley-stamp");
  const hash = hashSources(["package.json", "package-lock.json"]);
  if (hasStamp(stamp, hash)) return;
  if (isInstalled()) return writeStamp(stamp, hash);
  await steps.step("Dependencies (about a minute, once)", () => {
    const npm = process.env.npm_execpath;
    const args = ["ci", "--include=dev", "--no-audit", "--no-fund"];
    const options = { signal, inBuild: true, title: "npm ci", env: { NODE_ENV: "development" } };
    if (npm && /\.c?js$/.test(npm)) return runCommand(process.execPath, [npm, ...args], options);
    return runCommand(process.platform === "win32" ? "npm.cmd" : "npm", args, options);
  });
  writeStamp(stamp, hash);
}

// Somebody who has run `npm install` by hand need not wait for a second one.
function isInstalled() {
  const hidden = inRoot("node_modules/.package-lock.json");
  if (!existsSync(hidden)) return false;
  const have = JSON.parse(readFileSync(hidden, "utf8")).packages;
  const want = JSON.parse(readFileSync(inRoot("package-lock.json"), "utf8")).packages;
  return Object.entries(want).every(
    ([path, entry]) =>
      path === "" ||
      entry.optional ||
      entry.extraneous ||
      entry.link ||
      have[path]?.version === entry.version,
  );
}

async function generate({ steps, signal }) {
  const stamp = inRoot("dist/generated.stamp");
  const hash = hashSources(schema);
  if (hasStamp(stamp, hash) && existsSync(inRoot("lib/db/generated/client.ts"))) return;
  await steps.step("Database client", () =>
    runCommand(process.execPath, [inRoot("scripts/generate.mjs")], {
      signal,
      inBuild: true,
      title: "prisma generate",
    }),
  );
  writeStamp(stamp, hash);
}

async function buildBundles({ steps }) {
  const folder = inRoot("dist");
  const stamp = join(folder, "bundles.stamp");
  const hash = hashSources(
    [...sources, ...schema, "prisma/seed", "scripts/start/bundle.mjs"],
    isSource,
  );
  const isComplete = bundleEntries().every(({ name }) => existsSync(join(folder, `${name}.js`)));
  if (isComplete && hasStamp(stamp, hash)) return;
  await steps.step("Server and worker", () => bundle({ folder }));
  writeStamp(stamp, hash);
}

async function buildSdk({ steps, signal }) {
  const stamp = inRoot("sdk/dist/built.stamp");
  const hash = hashSources(sdk, isSource);
  if (hasStamp(stamp, hash)) return;
  // Not `inBuild`, which remembers one command only: this one takes seconds, the pages beside it a minute.
  await steps.step("Client package", () =>
    runCommand(process.execPath, [inRoot("sdk/build.mjs")], { signal, title: "sdk/build.mjs" }),
  );
  writeStamp(stamp, hash);
}

async function buildPages({ steps, signal }) {
  const stamp = inRoot(".next/galley-stamp");
  const hash = hashSources([...sources, ...schema], isSource);
  if (hasStamp(stamp, hash)) return;
  removeStamp(stamp);
  const isFirst = !existsSync(dirname(stamp));
  await steps.step(isFirst ? "Pages (about a minute, once)" : "Pages", async () => {
    await runCommand(process.execPath, [inRoot("node_modules/next/dist/bin/next"), "build"], {
      signal,
      inBuild: true,
      title: "next build",
      env: { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    });
    shareChunks(inRoot(".next/server/chunks"));
  });
  writeStamp(stamp, hash);
}
