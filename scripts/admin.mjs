// npm run admin -- <command>: works beside a running Galley and without one. Standard output holds only the
// answer.
import "./start/check-node.mjs";
import { spawn } from "node:child_process";
import { inRoot, root } from "./root.mjs";
import { addressOf, parseFlags } from "./start/flags.mjs";
import { createSteps } from "./start/steps.mjs";
import { failWith, UserError } from "./user-error.mjs";

async function main() {
  const { own, rest } = splitArguments(process.argv.slice(2));
  const flags = parseFlags(own, process.env);
  const steps = createSteps((line) => console.error(line));
  const { installOnly, prepare } = await import("./start/prepare.mjs");
  await installOnly({ steps });
  const [command, ...args] = rest;
  const run = Object.hasOwn(commands, command ?? "") ? commands[command] : runInBundle;
  // A backup of a checkout that does not build is still a backup.
  if (run !== backUp) await prepare({ steps, pages: false });
  const answer = await run({ flags, rest, args, steps, signal: untilAsked() });
  if (answer) console.log(JSON.stringify(answer));
}

const commands = { migrate, backup: backUp, restore, "accept-secrets": acceptSecrets };

async function migrate({ flags }) {
  const { migrateAll } = await import("./database/database.mjs");
  const { withAdminDatabase } = await import("./database/admin-database.mjs");
  return withAdminDatabase(flags, async (database) => ({
    applied: await migrateAll(database),
  }));
}

async function backUp({ flags, args, signal }) {
  const { parseBackup, preparePassphrase, runBackup } = await import("./backup/run-backup.mjs");
  const { withAdminDatabase } = await import("./database/admin-database.mjs");
  const options = parseBackup(args);
  const passphrase = await preparePassphrase(options);
  const { dataDir } = flags;
  return withAdminDatabase({ dataDir, isThere: true }, (database) =>
    runBackup({ ...options, passphrase, database, dataDir, signal }),
  );
}

async function restore({ flags, args, steps, signal }) {
  const { inFreshFolder, parseRestore, planRestore, runRestore } = await import(
    "./backup/run-restore.mjs"
  );
  const { refuseBesideRunning, withAdminDatabase } = await import("./database/admin-database.mjs");
  const { dataDir } = flags;
  const options = parseRestore(args);
  refuseBesideRunning(dataDir);
  const plan = await planRestore({ ...options, dataDir, steps });
  const answer = await inFreshFolder({ dataDir, secrets: plan.secrets }, () =>
    withAdminDatabase({ dataDir, isAlone: true }, (database) => {
      const verifyAudit = () => readAudit({ flags, database });
      return runRestore({ plan, database, dataDir, verifyAudit, signal });
    }),
  );
  return answer;
}

async function acceptSecrets({ flags }) {
  const { acceptSecrets: accept } = await import("./start/check-secrets.mjs");
  const { migrateAll } = await import("./database/database.mjs");
  const { readSecrets, secretsInUse } = await import("./start/secrets.mjs");
  const { withAdminDatabase } = await import("./database/admin-database.mjs");
  return withAdminDatabase({ ...flags, isThere: true }, async (database) => {
    await migrateAll(database);
    const secrets = secretsInUse(readSecrets(flags.dataDir));
    await accept({ url: database.ownerUrl, secrets });
    return { accepted: Object.keys(secrets) };
  });
}

async function runInBundle({ flags, rest }) {
  const { checkSecrets } = await import("./start/check-secrets.mjs");
  const { migrateAll } = await import("./database/database.mjs");
  const { readSecrets, secretsInUse } = await import("./start/secrets.mjs");
  const { withAdminDatabase } = await import("./database/admin-database.mjs");
  await withAdminDatabase(flags, async (database) => {
    await migrateAll(database);
    const secrets = secretsInUse(readSecrets(flags.dataDir));
    await checkSecrets({ url: database.ownerUrl, secrets });
    const { code } = await runBundle({ flags, database, args: rest, output: "inherit" });
    process.exitCode = code;
  });
}

/** What `verify-audit` says of a restored database, whose failure is then this command's too. */
async function readAudit({ flags, database }) {
  const { code, output } = await runBundle({
    flags,
    database,
    args: ["verify-audit"],
    output: "pipe",
  });
  process.exitCode = code;
  return output === "" ? null : JSON.parse(output);
}

/** `--data-dir` is for this script, wherever it stands; the rest is the command's. */
function splitArguments(args) {
  const at = args.findIndex((arg) => arg === "--data-dir" || arg.startsWith("--data-dir="));
  if (at < 0) return { own: [], rest: args };
  const ownFlags = args.slice(at, at + (args[at] === "--data-dir" ? 2 : 1));
  return {
    own: ownFlags,
    rest: args.filter((_, index) => index < at || index >= at + ownFlags.length),
  };
}

/** @returns {Promise<{ code: number, output: string }>} `output`: only when it is piped */
async function runBundle({ flags, database, args, output }) {
  const { childEnvironment } = await import("./start/galley.mjs");
  const url = process.env.GALLEY_URL ?? addressOf(flags.host, flags.port);
  const env = childEnvironment({ ...flags, url, databaseUrl: database.url });
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [inRoot("dist/admin.js"), ...args], {
      cwd: root,
      env: { ...env, GALLEY_ROLE: "admin", GALLEY_LOG_LEVEL: "silent" },
      stdio: ["ignore", output, "inherit"],
    });
    let text = "";
    child.stdout?.setEncoding("utf8").on("data", (chunk) => (text += chunk));
    child.once("error", reject);
    child.once("close", (code) => resolve({ code: code ?? 1, output: text }));
  });
}

/** Aborts when this process is asked to end, so that what it has begun is taken back and the database stopped. */
function untilAsked() {
  const aborted = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.once(name, () => aborted.abort(new UserError("Stopped. Nothing was written.")));
  }
  return aborted.signal;
}

main().catch(failWith);
