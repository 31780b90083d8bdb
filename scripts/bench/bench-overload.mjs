import { once } from "node:events";
import { createServer } from "node:http";
import { signIn } from "./sign-in.mjs";
import { startLoad } from "./start-load.mjs";

const WITHIN_MS = 2_000;
const HEALTH_MS = 250;
/** How often each of them asks, longer than an answer may take: so that it is twice the capacity and no less. */
const EVERY_MS = 4_000;
const CROWD_MS = 10_000;
/** As many as the server lets read at once: they keep it busy, and none of them waits. */
const BUSY = 10;

/**
 * Twice as many requests as can be answered, of the API and of pages: those that are admitted are answered within
 * a bounded time, the others are sent away, as much is answered as without the crowd, and health answers at once.
 */
export async function benchOverload({ galley, project, apiKey, report }) {
  const port = Number(new URL(galley.url).port);
  const cookie = await signIn(galley, project);
  const authorization = `Bearer ${apiKey}`;
  const kinds = [
    {
      name: "reads of the API",
      path: `/api/v1/projects/${project}/prompts`,
      headers: { authorization },
    },
    { name: "pages", path: `/${project}/prompts`, headers: { cookie, accept: "text/html" } },
  ];
  // A server that does nothing says how busy the machine itself is.
  const bare = createServer((_, response) => response.end("{}")).listen(0, "127.0.0.1");
  await once(bare, "listening");
  const [readers, prober, control] = [port, port, bare.address().port].map(startLoad);
  try {
    for (const { name, ...read } of kinds) {
      await readers.measure({ ...read, connections: BUSY, ms: 1_000 });
      const alone = await readers.measure({ ...read, connections: BUSY, ms: 5_000 });
      const connections = Math.ceil((2 * alone.perSecond * EVERY_MS) / 1_000);
      const probe = {
        path: "/api/v1/health",
        headers: {},
        connections: 1,
        everyMs: 50,
        ms: CROWD_MS,
      };
      const [crowd, health, machine] = await Promise.all([
        readers.measure({ ...read, connections, everyMs: EVERY_MS, ms: CROWD_MS }),
        prober.measure(probe),
        control.measure(probe),
      ]);
      const { 200: admitted = { n: 0, p50: 0, p99: 0 }, ...others } = crowd.byStatus;
      const perSecond = admitted.n / (CROWD_MS / 1_000);
      const refused = Object.entries(others).map(
        ([status, { n, p99 }]) => `${n} × ${status} within ${Math.round(p99)} ms`,
      );
      report({
        what: `${name} at twice the capacity, 99 of 100 of those admitted within`,
        value: `${Math.round(admitted.p99)} ms`,
        detail: `${Math.round(alone.perSecond)} a second for ${BUSY} connections; of ${Math.round(2 * alone.perSecond)} a second ${Math.round(perSecond)} are answered, half of them within ${Math.round(admitted.p50)} ms; ${refused.join(", ")}`,
        bar: `≤ ${WITHIN_MS} ms`,
        holds: admitted.p99 <= WITHIN_MS && Object.keys(others).every((status) => status === "503"),
      });
      report({
        what: `answers meanwhile, of those for ${BUSY} connections`,
        value: `${Math.round((perSecond / alone.perSecond) * 100)} %`,
        bar: "≥ 60 %",
        holds: perSecond >= 0.6 * alone.perSecond,
      });
      report({
        what: "health meanwhile, 99 of 100 within",
        value: `${Math.round(health.p99)} ms, a server that does nothing within ${Math.round(machine.p99)} ms`,
        bar: `≤ ${HEALTH_MS} ms more`,
        holds:
          health.p99 - machine.p99 <= HEALTH_MS && Object.keys(health.byStatus).join() === "200",
      });
    }
  } finally {
    readers.stop();
    prober.stop();
    control.stop();
    bare.close();
  }
}
