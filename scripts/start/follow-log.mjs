import { closeSync, openSync, readSync, renameSync, statSync } from "node:fs";

const pollMs = 200;
const rotateBytes = 20_000_000;

/** Keeps one older log beside the current one. */
export function rotateLog(file) {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats && stats.size > rotateBytes) renameSync(file, `${file}.1`);
}

/**
 * Hands on each line that is added to a file from now on. The processes write to files and not to pipes,
 * because a pipe dies with its reader.
 */
export function followLog(file, onLine) {
  let position = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  let rest = "";
  const buffer = Buffer.alloc(65_536);
  const read = () => {
    const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
    if (size < position) position = 0;
    if (size === position) return;
    const descriptor = openSync(file, "r");
    for (;;) {
      const count = readSync(descriptor, buffer, 0, buffer.length, position);
      if (count === 0) break;
      position += count;
      const lines = (rest + buffer.toString("utf8", 0, count)).split("\n");
      rest = lines.pop() ?? "";
      lines.forEach(onLine);
    }
    closeSync(descriptor);
  };
  const timer = setInterval(read, pollMs);
  timer.unref();
  return () => {
    clearInterval(timer);
    read();
  };
}

const warning = 40;
const levels = { 40: "warning", 50: "error", 60: "fatal" };

/**
 * What of a log line belongs on the terminal, or null: notices, warnings and errors.
 * @param {string} name of the process
 * @param {string} line
 */
export function forTerminal(name, line) {
  if (!line.startsWith("{")) return null;
  let entry;
  try {
    entry = JSON.parse(line);
  } catch {
    return null;
  }
  if (entry.notice === true) return entry.msg;
  if (typeof entry.level !== "number" || entry.level < warning) return null;
  const detail =
    entry.err?.message && entry.err.message !== entry.msg ? `: ${entry.err.message}` : "";
  const request = entry.requestId ? ` (request ${entry.requestId})` : "";
  return `${name} ${levels[entry.level] ?? "error"}: ${entry.msg ?? ""}${detail}${request}`;
}

const withoutRequest = (text) => text.replace(/ \(request [^)]*\)$/, "");

/**
 * Hands a text on unless the same was handed on less than `pauseMs` ago: a database that is gone fails every
 * request alike, and the log file has them all.
 * @param {(text: string) => void} print
 * @param {{ pauseMs?: number, now?: () => number }} [options]
 */
export function withoutRepeats(print, { pauseMs = 10_000, now = Date.now } = {}) {
  const printedAt = new Map();
  return (text) => {
    const same = withoutRequest(text);
    if (now() - (printedAt.get(same) ?? -Infinity) < pauseMs) return;
    if (printedAt.size > 100) printedAt.clear();
    printedAt.set(same, now());
    print(text);
  };
}
