import { fork } from "node:child_process";
import { inRoot } from "../root.mjs";

const WITHIN_MS = 2_500;
const HEALTH_MS = 250;

/** Far more readers than can be answered: those who are answered wait a bounded time, and health answers at once. */
export async function benchOverload({ galley, project, apiKey, report }) {
  const port = Number(new URL(galley.url).port);
  const read = {
    path: `/api/v1/projects/${project}/prompts`,
    headers: { authorization: `Bearer ${apiKey}` },
  };
  const measureBy = (load) => (asked) =>
    new Promise((resolve, reject) => {
      load.once("message", resolve).once("error", reject);
      load.send({ port, ms: 10_000, ...read, ...asked });
    });
  const [readers, prober] = [
    fork(inRoot("scripts/bench/load.mjs")),
    fork(inRoot("scripts/bench/load.mjs")),
  ];
  try {
    const alone = await measureBy(readers)({ connections: 8, ms: 3_000 });
    const [crowd, health] = await Promise.all([
      measureBy(readers)({ connections: 400 }),
      measureBy(prober)({ path: "/api/v1/health", headers: {}, connections: 1 }),
    ]);
    const statuses = Object.entries(crowd.statuses).map(([status, n]) => `${n} × ${status}`);
    report({
      what: "reads by 400 connections at once, 99 of 100 within",
      value: `${Math.round(crowd.p99)} ms`,
      detail: `${Math.round(alone.perSecond)} a second for 8 connections, ${Math.round(crowd.perSecond)} answers for 400: ${statuses.join(", ")}`,
      bar: `≤ ${WITHIN_MS} ms`,
      holds: crowd.p99 <= WITHIN_MS,
    });
    report({
      what: "health meanwhile, 99 of 100 within",
      value: `${Math.round(health.p99)} ms`,
      bar: `≤ ${HEALTH_MS} ms`,
      holds: health.p99 <= HEALTH_MS,
    });
  } finally {
    readers.kill();
    prober.kill();
  }
}
