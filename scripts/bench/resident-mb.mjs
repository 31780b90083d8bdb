import { readFileSync } from "node:fs";

/** The memory of a process that is in RAM, in MB; null when it has ended. */
export function residentMb(pid) {
  try {
    const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return Number(kilobytes) / 1024;
  } catch {
    return null;
  }
}
