import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { UserError } from "../user-error.mjs";
import { stopMs } from "./child-process.mjs";
import { endProcesses, identify, isAlive, pause } from "./process-identity.mjs";
import { withLock } from "./with-lock.mjs";

// Each process that uses a data folder's database leaves a `run-<name>.json` there; the last one to go
// stops the database.

/** Only one process at a time starts or stops something in a data folder. */
export function withDataFolder(dataDir, work) {
  return withLock(join(dataDir, "lock"), work);
}

/**
 * Claims a port in a data folder.
 * @returns the run that is there already, or null when the claim is ours now
 */
export function claimPort({ dataDir, host, port, url }) {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  return withDataFolder(dataDir, async () => {
    const running = readRun(dataDir, port);
    if (running && isAlive(running.supervisor)) return running;
    await cleanUp(dataDir);
    await checkPort(host, port);
    writeRun(dataDir, port, { supervisor: identify(), host, port, url });
    return null;
  });
}

export function readRun(dataDir, name) {
  try {
    return JSON.parse(readFileSync(join(dataDir, `run-${name}.json`), "utf8"));
  } catch {
    return null;
  }
}

export function writeRun(dataDir, name, run) {
  const file = join(dataDir, `run-${name}.json`);
  writeFileSync(`${file}.new`, `${JSON.stringify(run, null, 2)}\n`);
  renameSync(`${file}.new`, file);
}

export function updateRun(dataDir, name, change) {
  writeRun(dataDir, name, { ...readRun(dataDir, name), ...change });
}

export function removeRun(dataDir, name) {
  rmSync(join(dataDir, `run-${name}.json`), { force: true });
}

/** Whether any live process has a claim in this folder. */
export function isInUse(dataDir) {
  return listLiveRuns(dataDir).length > 0;
}

/** What the live processes of this folder say of themselves. */
export function listLiveRuns(dataDir) {
  return listRuns(dataDir)
    .map(({ run }) => run)
    .filter((run) => isAlive(run?.supervisor));
}

// What a killed supervisor left behind: its children notice and leave, and get help if they do not.
async function cleanUp(dataDir) {
  for (const { name, run } of listRuns(dataDir)) {
    if (isAlive(run?.supervisor)) continue;
    await endProcesses(Object.values(run?.children ?? {}), stopMs);
    removeRun(dataDir, name);
  }
}

function listRuns(dataDir) {
  return readdirSync(dataDir).flatMap((file) => {
    const name = /^run-(.+)\.json$/.exec(file)?.[1];
    return name === undefined ? [] : [{ name, run: readRun(dataDir, name) }];
  });
}

async function checkPort(host, port) {
  let code = await tryPort(host, port);
  // What was killed a moment ago may still hold it.
  if (code === "EADDRINUSE") {
    await pause(300);
    code = await tryPort(host, port);
  }
  if (code === null) return;
  const reasons = {
    EADDRINUSE: `Port ${port} is in use by another program. Choose another one: npm start -- --port ${port + 1}`,
    EACCES: `Port ${port} may not be opened by this user. Choose one above 1023: npm start -- --port 3000`,
    EADDRNOTAVAIL: `This machine has no address ${host}. Choose another one with --host.`,
    ENOTFOUND: `The host ${host} is not known. Choose another one with --host.`,
  };
  throw new UserError(reasons[code] ?? `Port ${port} on ${host} cannot be opened (${code}).`);
}

/** @returns {Promise<string | null>} the error's code, or null when the port can be opened */
function tryPort(host, port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error) => resolve(error.code ?? error.message));
    server.listen(port, host, () => server.close(() => resolve(null)));
  });
}
