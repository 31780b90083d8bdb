// Asks for a process's health again and again, from a process of its own, and tells when it ends how long each
// answer took and how long the process was at work meanwhile, which other processes do not lengthen. The unit in
// which a bar is given is the work of writing and parsing a JSON document of 1 MB here.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { Pool } from "undici";

const EVERY_MS = 50;
const [url, pid] = process.argv.slice(2);
const control = createServer((_, response) => response.end("{}"));
await new Promise((resolve) => control.listen(0, "127.0.0.1", resolve));
const health = new Pool(url, { connections: 4 });
const bare = new Pool(`http://127.0.0.1:${control.address().port}`, { connections: 4 });
const answers = [];

async function timeOf(pool, path) {
  const startedAt = performance.now();
  const { body, statusCode } = await pool.request({ path, method: "GET" });
  await body.text();
  return { ms: performance.now() - startedAt, statusCode };
}

/** How long the main thread of a process has had a processor; where the system does not say, the time of day. */
function workMs(pid) {
  try {
    const [nanoseconds] = readFileSync(`/proc/${pid}/task/${pid}/schedstat`, "utf8").split(" ");
    return Number(nanoseconds) / 1e6;
  } catch {
    return performance.now();
  }
}

const DOCUMENT = Array.from({ length: 20_000 }, (_, id) => ({
  id,
  text: `row ${id} of the document`,
}));
const UNIT_EVERY = 10;
let units = [];

/** The middle of the newest three, since what comes between two answers is chance. */
function measureUnit() {
  const before = workMs(process.pid);
  JSON.parse(JSON.stringify(DOCUMENT));
  units = [...units.slice(-2), workMs(process.pid) - before];
}
const unitMs = () => units.toSorted((a, b) => a - b)[Math.floor(units.length / 2)];

for (let warm = 0; warm < 5; warm += 1) measureUnit();
let isStopped = false;
const asking = new Set();
process.on("message", () => {
  isStopped = true;
});
process.send("ready");
for (let turn = 0; !isStopped; turn += 1) {
  if (turn % UNIT_EVERY === 0) measureUnit();
  const at = Date.now();
  const before = workMs(pid);
  const both = Promise.all([timeOf(health, "/api/v1/health"), timeOf(bare, "/")])
    .then(([latency, machine]) =>
      answers.push({
        at,
        ms: latency.ms,
        machineMs: machine.ms,
        workMs: workMs(pid) - before,
        unitMs: unitMs(),
        status: latency.statusCode,
      }),
    )
    .catch((error) =>
      answers.push({
        at,
        ms: Number.MAX_SAFE_INTEGER,
        machineMs: 0,
        workMs: Number.MAX_SAFE_INTEGER,
        unitMs: unitMs(),
        status: error.message,
      }),
    );
  asking.add(both);
  both.finally(() => asking.delete(both));
  await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
}
await Promise.all(asking);
process.send(answers, () => process.exit(0));
