// npm run admin -- <command>: works beside a running Galley and without one. Standard output holds only the
// answer.
import "./check-node.mjs";
import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { addressOf, parseFlags } from "./flags.mjs";
import { identify } from "./process-identity.mjs";
import { inRoot, root } from "./root.mjs";
import { createSteps } from "./steps.mjs";
import { failWith } from "./user-error.mjs";

async function main() {
  const { own, rest } = splitArguments(process.argv.slice(2));
  const flags = parseFlags(own, process.env);
  const steps = createSteps((line) => console.error(line));
  const { installOnly, prepare } = await import("./prepare.mjs");
  await installOnly({ steps });
  await prepare({ steps, pages: false });
  const { closeDatabase, migrateAll, openDatabase } = await import("./database.mjs");
  const { withDataFolder, writeRun } = await import("./run-files.mjs");
  const { childEnvironment } = await import("./galley.mjs");
  const claim = `admin-${process.pid}`;
  mkdirSync(flags.dataDir, { recursive: true, mode: 0o700 });
  await withDataFolder(flags.dataDir, () =>
    writeRun(flags.dataDir, claim, { supervisor: identify() }),
  );
  try {
    const database = await openDatabase({ dataDir: flags.dataDir });
    const applied = await migrateAll(database);
    if (rest[0] === "migrate") return console.log(JSON.stringify({ applied }));
    const url = process.env.GALLEY_URL ?? addressOf(flags.host, flags.port);
    const env = childEnvironment({ ...flags, url, databaseUrl: database.url });
    process.exitCode = await runBundle(rest, {
      ...env,
      GALLEY_ROLE: "admin",
      GALLEY_LOG_LEVEL: "silent",
    });
  } finally {
    await closeDatabase({ dataDir: flags.dataDir, claim });
  }
}

/** `--data-dir` is for this script, wherever it stands; the rest is the command's. */
function splitArguments(args) {
  const at = args.findIndex((arg) => arg === "--data-dir" || arg.startsWith("--data-dir="));
  if (at < 0) return { own: [], rest: args };
  const own = args.slice(at, at + (args[at] === "--data-dir" ? 2 : 1));
  return { own, rest: args.filter((_, index) => index < at || index >= at + own.length) };
}

function runBundle(args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [inRoot("dist/admin.js"), ...args], {
      cwd: root,
      env,
      stdio: ["ignore", "inherit", "inherit"],
    });
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
}

main().catch(failWith);
