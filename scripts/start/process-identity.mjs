import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";

// A process id alone is reused after a reboot or a container restart, so a process is known by its
// id and the moment at which it started.

/** @returns {{ pid: number, startedAt: string | null }} */
export function identify(pid = process.pid) {
  return { pid, startedAt: readStart(pid) };
}

/** @param {{ pid: number, startedAt: string | null } | null | undefined} identity */
export function isAlive(identity) {
  if (!identity || !pidExists(identity.pid)) return false;
  return identity.startedAt === null || identity.startedAt === readStart(identity.pid);
}

export function pidExists(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== "EPERM") return false;
  }
  return !isZombie(pid);
}

/** The command line of a process, or "" when it cannot be read. */
export function readCommand(pid) {
  try {
    if (process.platform === "linux") {
      return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
    }
    if (process.platform === "win32") return "";
    return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
  } catch {
    return "";
  }
}

/** Processes whose working folder is `folder`; empty where the system does not tell. */
export function listProcessesIn(folder) {
  if (process.platform !== "linux") return [];
  return readdirSync("/proc").filter((name) => {
    if (!/^\d+$/.test(name)) return false;
    try {
      return readlinkSync(`/proc/${name}/cwd`) === folder;
    } catch {
      return false;
    }
  });
}

/** Asks processes to end, and ends those that have not after `graceMs`. */
export async function endProcesses(identities, graceMs) {
  const alive = () => identities.filter(isAlive);
  for (const { pid } of alive()) signal(pid, "SIGTERM");
  const deadline = Date.now() + graceMs;
  while (alive().length > 0 && Date.now() < deadline) await pause(25);
  for (const { pid } of alive()) signal(pid, "SIGKILL");
  while (alive().length > 0 && Date.now() < deadline + 2_000) await pause(25);
}

export function signal(pid, name) {
  try {
    process.kill(pid, name);
  } catch {
    // It ended by itself in between.
  }
}

export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

function readStart(pid) {
  if (process.platform === "linux") return readStat(pid)?.[19] ?? null;
  if (process.platform === "win32") return null;
  try {
    const start = execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" });
    return start.trim() || null;
  } catch {
    return null;
  }
}

// A killed child that nobody has waited for yet still answers to signal 0.
function isZombie(pid) {
  return process.platform === "linux" && readStat(pid)?.[0] === "Z";
}

// The fields after the command, which is in brackets and may hold spaces itself.
function readStat(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch {
    return null;
  }
}
