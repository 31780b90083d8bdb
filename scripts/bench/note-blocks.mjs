// Preloaded into the web process and the worker: notes when the event loop stood still, and for how long.
import { appendFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isMainThread } from "node:worker_threads";

const EVERY_MS = 4;
const LEAST_MS = 15;
const { GALLEY_DATA_DIR, GALLEY_ROLE } = process.env;

if (isMainThread && GALLEY_DATA_DIR && ["web", "worker"].includes(GALLEY_ROLE ?? "")) {
  const file = join(GALLEY_DATA_DIR, `${GALLEY_ROLE}-blocks.jsonl`);
  let last = { at: performance.now(), waitedMs: waitedMs() };
  setInterval(() => {
    const now = { at: performance.now(), waitedMs: waitedMs() };
    // What others had of the processor meanwhile is not this process's.
    const ms = now.at - last.at - EVERY_MS - (now.waitedMs - last.waitedMs);
    last = now;
    if (ms >= LEAST_MS) appendFileSync(file, `${JSON.stringify({ at: Date.now(), ms })}\n`);
  }, EVERY_MS).unref();
}

/** How long this thread was ready and had no processor. */
function waitedMs() {
  return Number(readFileSync("/proc/thread-self/schedstat", "utf8").split(" ")[1]) / 1e6;
}
