import { spawn, spawnSync } from "node:child_process";
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import {
  listProcessesIn,
  pause,
  pidExists,
  readCommand,
  signal,
} from "../start/process-identity.mjs";
import { UserError } from "../user-error.mjs";
import { findPostgres } from "./postgres-program.mjs";
import { readPostmasterFile } from "./postmaster-file.mjs";

/**
 * Starts PostgreSQL on loopback with its data in `<dataDir>/postgres`, or adopts the one that runs there
 * already. It is detached from the terminal and outlives its starter.
 * @param {{ dataDir: string, password: string, settings?: string[], port?: number }} options
 *   `settings`: further `name=value`; `port`: the one to come back on after a crash, when it is free
 */
export async function startPostgres({ dataDir, password, settings = [], port: preferredPort }) {
  const program = findPostgres(join(dataDir, "postgres"));
  const log = join(dataDir, "postgres.log");
  let port = await adopt(program.dataFolder);
  const adopted = port !== null;
  if (port === null) {
    initialize(program, password);
    port = await launch(program, log, settings, preferredPort);
  }
  return {
    port,
    adopted,
    /** Without a role as the owner, who is a superuser. */
    url: (database, role = { name: "galley", password }) =>
      `postgresql://${role.name}:${role.password}@127.0.0.1:${port}/${database}`,
    isAlive: () => {
      const running = readPostmasterFile(program.dataFolder);
      return running !== null && pidExists(running.pid);
    },
    stop: () => stopPostgres(program.dataFolder),
    /** Deletes all data, for tests. */
    remove: () => rmSync(program.dataFolder, { recursive: true, force: true }),
  };
}

async function adopt(folder) {
  for (;;) {
    const running = readPostmasterFile(folder);
    if (!running) return null;
    if (!pidExists(running.pid)) return null;
    if (!isOurs(running.pid, folder)) {
      // The id belongs to somebody else now and PostgreSQL would take that for itself.
      await untilNobodyWorksIn(folder);
      rmSync(join(folder, "postmaster.pid"), { force: true });
      return null;
    }
    if (running.state === "ready" && running.port !== null) return running.port;
    await pause(25);
  }
}

function isOurs(pid, folder) {
  if (process.platform === "win32") return true;
  return readCommand(pid).includes(folder);
}

// After a kill of the first process its children may write for a moment longer.
async function untilNobodyWorksIn(folder) {
  const deadline = Date.now() + 10_000;
  while (listProcessesIn(folder).length > 0) {
    if (Date.now() > deadline) throw new UserError(`Other processes still work in ${folder}.`);
    await pause(50);
  }
}

function initialize(program, password) {
  if (existsSync(join(program.dataFolder, "PG_VERSION"))) return;
  mkdirSync(program.dataFolder, { recursive: true, mode: 0o700 });
  const passwordFile = join(dirname(program.dataFolder), `.password-${process.pid}`);
  writeFileSync(passwordFile, password, { mode: 0o600 });
  try {
    const { uid, gid } = program.credentials;
    if (uid !== undefined) {
      chownSync(passwordFile, uid, gid);
      chownSync(program.dataFolder, uid, gid);
    }
    const run = commandFor(program, "initdb", [
      "-D",
      program.dataFolder,
      "-U",
      "galley",
      `--pwfile=${passwordFile}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      "--locale=C",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
      "--no-sync",
    ]);
    const result = spawnSync(run.file, run.args, { ...run.options, encoding: "utf8" });
    if (result.status === 0) return;
    rmSync(program.dataFolder, { recursive: true, force: true });
    throw new UserError(
      `The built-in PostgreSQL could not make its data folder ${program.dataFolder}: ${lastLine(result.stderr || String(result.error ?? ""))}`,
    );
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

async function launch(program, log, settings, preferredPort) {
  for (let attempt = 1; ; attempt += 1) {
    const port = attempt === 1 && preferredPort ? preferredPort : await findFreePort();
    const output = openSync(log, "a", 0o600);
    const flags = [
      "listen_addresses=127.0.0.1",
      "unix_socket_directories=",
      `port=${port}`,
      "timezone=UTC",
      ...settings,
    ].flatMap((setting) => ["-c", setting]);
    const run = commandFor(program, "postgres", ["-D", program.dataFolder, ...flags]);
    const child = spawn(run.file, run.args, {
      ...run.options,
      detached: true,
      stdio: ["ignore", output, output],
    });
    closeSync(output);
    let ended = false;
    child.once("exit", () => (ended = true));
    child.once("error", () => (ended = true));
    child.unref();
    for (;;) {
      const state = readPostmasterFile(program.dataFolder);
      if (state?.pid === child.pid && state?.state === "ready") return port;
      if (ended) break;
      await pause(20);
    }
    // A port taken in between, or children of a killed server that still hold its memory: both pass.
    if (attempt >= 12) {
      throw new UserError(
        `The built-in PostgreSQL does not start: ${lastLine(readFileSync(log, "utf8"))} (all of it is in ${log})`,
      );
    }
    await pause(100 * attempt);
  }
}

/** Whether a data folder holds a built-in database, running or not. */
export function hasBuiltInDatabase(dataDir) {
  return existsSync(join(findPostgres(join(dataDir, "postgres")).dataFolder, "PG_VERSION"));
}

/** Stops the server of a data folder and deletes all of its data. */
export async function removeBuiltInDatabase(dataDir) {
  await stopPostgresIn(dataDir);
  rmSync(findPostgres(join(dataDir, "postgres")).dataFolder, { recursive: true, force: true });
}

/** Stops the server whose data lies in `<dataDir>/postgres`, whoever started it. */
export function stopPostgresIn(dataDir) {
  return stopPostgres(findPostgres(join(dataDir, "postgres")).dataFolder);
}

async function stopPostgres(folder) {
  const running = readPostmasterFile(folder);
  if (!running || !pidExists(running.pid) || !isOurs(running.pid, folder)) return;
  signal(running.pid, "SIGINT");
  const deadline = Date.now() + 20_000;
  while (pidExists(running.pid)) {
    if (Date.now() > deadline) return signal(running.pid, "SIGQUIT");
    await pause(10);
  }
}

function commandFor(program, name, args) {
  const [file, ...rest] = [...program.prefix, join(program.native, "bin", name), ...args];
  const options = {
    cwd: dirname(program.dataFolder),
    env: { ...process.env, LC_ALL: "C" },
    ...program.credentials,
  };
  return { file, args: rest, options };
}

/** @returns {Promise<number>} */
export function findFreePort(host = "127.0.0.1") {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, host, () => {
      const address = server.address();
      server.close(() => resolve(address.port));
    });
  });
}

const lastLine = (text) => text.trim().split("\n").at(-1) ?? "";
