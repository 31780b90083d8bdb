import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { identify, isAlive, pause } from "./process-identity.mjs";

/**
 * Runs `work` while no other process holds the lock file. A lock whose process has died is void.
 * @template T
 * @param {string} file
 * @param {() => Promise<T> | T} work
 * @param {() => void} [onWait] called once when somebody else holds it
 * @returns {Promise<T>}
 */
export async function withLock(file, work, onWait) {
  mkdirSync(dirname(file), { recursive: true });
  const mine = `${file}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  writeFileSync(mine, JSON.stringify(identify()));
  try {
    let hasReported = false;
    while (!take(mine, file)) {
      if (!hasReported) onWait?.();
      hasReported = true;
      await pause(50);
    }
    try {
      return await work();
    } finally {
      rmSync(file, { force: true });
    }
  } finally {
    rmSync(mine, { force: true });
  }
}

// A link appears with its contents, so nobody can read a lock that is half written.
function take(mine, file) {
  try {
    linkSync(mine, file);
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
  }
  const holder = read(file);
  if (holder === null || isAlive(JSON.parse(holder))) return false;
  const aside = `${mine}.stale`;
  try {
    renameSync(file, aside);
    // Another process may have taken it between the look and the move: then it gets it back.
    if (read(aside) !== holder) linkSync(aside, file);
  } catch {
    // Somebody else moved it first.
  }
  rmSync(aside, { force: true });
  return false;
}

function read(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}
