import { readdirSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { readPostmasterFile } from "../database/postmaster-file.mjs";
import { admin } from "./galley-client.mjs";
import { makeStorm, SPANS_OF_TRACE, TOKENS_OF_SPAN } from "./storm-batches.mjs";
import { sendStorm } from "./storm-clients.mjs";

const CLIENTS = 8;
const PARTS_OF_BATCH = 100;
const PATIENCE_MS = 120_000;

/**
 * Clients that send parts of traces in no order, some of them twice, half by REST and half by OTLP, while each
 * process is killed once; a batch is sent until it is acknowledged. Then every trace must be there once and
 * whole, and rollups must say what the rows say.
 * @param kills functions that kill one process each; whoever watches starts it again
 * @param client what queries the database; without it one that finds the database where it comes back
 */
export async function stormTraces({ galley, project, apiKey, client, report, kills, spans }) {
  client ??= patientClient(galley);
  const traces = Math.ceil(spans / SPANS_OF_TRACE);
  const batches = makeStorm({ traces, partsOfBatch: PARTS_OF_BATCH });
  const startedAt = performance.now();
  const progress = await sendStorm({
    batches,
    clients: CLIENTS,
    url: () => galley.url,
    project,
    apiKey,
    patienceMs: PATIENCE_MS,
    due: kills.map((run, i) => ({
      run,
      at: Math.floor((batches.length * (i + 1)) / (kills.length + 1)),
    })),
  });
  const sentMs = performance.now() - startedAt;
  const countedMs = await untilCounted(client);
  const { rows } = await client.query(
    `select count(*)::int as traces, count(distinct id)::int as ids,
       coalesce(sum(steps), 0)::int as steps, coalesce(sum(input_tokens), 0)::int as tokens,
       count(*) filter (where steps <> ${SPANS_OF_TRACE})::int as broken
     from trace where project_id = (select id from project where slug = $1) and (id like 'storm-%' or id like '5707%')`,
    [project],
  );
  const stored = rows[0];
  const check = await admin(galley.currentEnv(), "check-rollups", "--project", project);
  const { wrongHours, pendingHours } = check.projects[0];
  const holds =
    stored.traces === traces &&
    stored.ids === traces &&
    stored.steps === traces * SPANS_OF_TRACE &&
    stored.tokens === traces * SPANS_OF_TRACE * TOKENS_OF_SPAN &&
    stored.broken === 0 &&
    wrongHours.length === 0 &&
    pendingHours === 0;
  report({
    what: `${(traces * SPANS_OF_TRACE).toLocaleString("en-US")} spans by ${CLIENTS} clients, each process killed once`,
    value: holds ? "all there once, rollups right" : "not whole",
    detail: `${stored.traces} of ${traces} traces, ${stored.steps} steps, ${stored.broken} not whole, ${wrongHours.length} hours wrong; ${progress.sent} batches acknowledged, ${progress.refused} refused and ${progress.errors} broken off in between; sent in ${Math.round(sentMs / 1000)} s, counted ${Math.round(countedMs / 1000)} s later`,
    bar: "whole",
    holds,
  });
}

/** `kill -9` of each process of a product that runs. */
export function killsOf(galley) {
  const killChild = (name) => () => process.kill(galley.identities()[name].pid, "SIGKILL");
  const killDatabase = () => {
    const folder = join(galley.dataDir, "postgres");
    const folders = [folder, ...readdirSync(folder).map((name) => join(folder, name))];
    const running = folders.map(readPostmasterFile).find((file) => file !== null);
    process.kill(running.pid, "SIGKILL");
  };
  return [killChild("web"), killChild("worker"), killDatabase];
}

/** Asks again while the database is away, at the address it has then. */
function patientClient(galley) {
  return {
    async query(...args) {
      for (let tries = 1; ; tries++) {
        const client = new pg.Client({ connectionString: galley.currentEnv().DATABASE_URL });
        client.on("error", () => {});
        try {
          await client.connect();
          return await client.query(...args);
        } catch (error) {
          if (tries >= 60) throw error;
          await new Promise((resolve) => setTimeout(resolve, 500));
        } finally {
          await client.end().catch(() => {});
        }
      }
    },
  };
}

async function untilCounted(client) {
  const startedAt = performance.now();
  for (;;) {
    const { rows } = await client.query("select count(*)::int as n from trace_change");
    if (rows[0].n === 0) return performance.now() - startedAt;
    if (performance.now() - startedAt > PATIENCE_MS) return performance.now() - startedAt;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}
