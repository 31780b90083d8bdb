import { readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Reads PostgreSQL's `postmaster.pid`: line 1 the process id, line 4 the port, line 8 the state.
 * @param {string} text
 * @returns {{ pid: number, port: number | null, state: string } | null} null while it is being written
 */
export function parsePostmasterFile(text) {
  const lines = text.split("\n").map((line) => line.trim());
  const pid = Math.abs(Number(lines[0]));
  if (!Number.isInteger(pid) || pid === 0) return null;
  const port = Number(lines[3]);
  return {
    pid,
    port: Number.isInteger(port) && port > 0 ? port : null,
    state: lines[7] ?? "",
  };
}

export function readPostmasterFile(folder) {
  try {
    return parsePostmasterFile(readFileSync(join(folder, "postmaster.pid"), "utf8"));
  } catch {
    return null;
  }
}
