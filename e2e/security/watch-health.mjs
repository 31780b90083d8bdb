// Asks for a process's health again and again, from a process of its own, and tells when it ends how long each
// answer took. A server that does nothing is asked beside it: it says how busy the machine itself was.
import { createServer } from "node:http";
import { Pool } from "undici";

const EVERY_MS = 50;
const url = process.argv[2];
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

let isStopped = false;
const asking = new Set();
process.on("message", () => {
  isStopped = true;
});
process.send("ready");
while (!isStopped) {
  const at = Date.now();
  const both = Promise.all([timeOf(health, "/api/v1/health"), timeOf(bare, "/")])
    .then(([latency, machine]) =>
      answers.push({ at, ms: latency.ms, machineMs: machine.ms, status: latency.statusCode }),
    )
    .catch((error) =>
      answers.push({ at, ms: Number.MAX_SAFE_INTEGER, machineMs: 0, status: error.message }),
    );
  asking.add(both);
  both.finally(() => asking.delete(both));
  await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
}
await Promise.all(asking);
process.send(answers, () => process.exit(0));
