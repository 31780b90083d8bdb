import { readFileSync } from "node:fs";

/** Linux counts in hundredths of a second. */
const TICK_MS = 10;

/** What a process has used of all CPUs together, in ms; null where that cannot be read. */
export function cpuMs(pid) {
  try {
    // The name before it may have spaces and brackets of its own.
    const [, fields] = /^.*\) (.*)$/s.exec(readFileSync(`/proc/${pid}/stat`, "utf8"));
    const [utime, stime] = fields.split(" ").slice(11, 13).map(Number);
    return (utime + stime) * TICK_MS;
  } catch {
    return null;
  }
}
