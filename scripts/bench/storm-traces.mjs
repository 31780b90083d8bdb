import { readdirSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { readPostmasterFile } from "../postmaster-file.mjs";
import { admin } from "./galley-client.mjs";

const CLIENTS = 8;
const SPANS_OF_TRACE = 5;
const PARTS_OF_BATCH = 100;
/** Of ten parts one is sent again later. */
const REPEATED = 0.1;
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
  const random = seeded(4711);
  const batches = makeBatches(traces, random);
  const startedAt = performance.now();
  const progress = { sent: 0, refused: 0, errors: 0 };
  const send = makeSender({ galley, project, apiKey, progress });
  let next = 0;
  const due = kills.map((kill, i) => ({
    kill,
    at: Math.floor((batches.length * (i + 1)) / (kills.length + 1)),
  }));
  await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      while (next < batches.length) {
        const index = next++;
        const [now] = due;
        if (now && index >= now.at) {
          due.shift();
          await now.kill();
        }
        await send(batches[index]);
      }
    }),
  );
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
    stored.tokens === traces * 100 &&
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

/** Each trace in two or three parts, these in no order, a tenth of them twice. */
function makeBatches(traces, random) {
  const now = Date.now();
  const parts = [];
  for (let i = 0; i < traces; i++) {
    const trace = {
      index: i,
      startedAt: now - Math.floor(random() * 5 * 3_600_000),
      isOtlp: i % 2 === 0,
    };
    const cut = 1 + Math.floor(random() * (SPANS_OF_TRACE - 1));
    for (const range of [
      [0, cut],
      [cut, SPANS_OF_TRACE],
    ]) {
      const part = { trace, range };
      parts.push({ part, place: random() });
      if (random() < REPEATED) parts.push({ part, place: random() });
    }
  }
  parts.sort((a, b) => a.place - b.place);
  const batches = [];
  for (const isOtlp of [true, false]) {
    const own = parts.map(({ part }) => part).filter(({ trace }) => trace.isOtlp === isOtlp);
    for (let from = 0; from < own.length; from += PARTS_OF_BATCH) {
      batches.push({ isOtlp, parts: own.slice(from, from + PARTS_OF_BATCH), place: random() });
    }
  }
  return batches.sort((a, b) => a.place - b.place);
}

function makeSender({ galley, project, apiKey, progress }) {
  const authorization = `Bearer ${apiKey}`;
  return async (batch) => {
    const [url, body] = batch.isOtlp
      ? [`${galley.url}/api/public/otel/v1/traces`, toOtlp(batch.parts)]
      : [`${galley.url}/api/v1/projects/${project}/traces`, toRest(batch.parts)];
    const giveUpAt = Date.now() + PATIENCE_MS;
    for (;;) {
      const status = await fetch(url, {
        method: "POST",
        headers: { authorization, "content-type": "application/json" },
        body,
        signal: AbortSignal.timeout(30_000),
      }).then(
        async (response) => {
          await response.text();
          return response.status;
        },
        () => 0,
      );
      if (status === 200 || status === 202) {
        progress.sent += 1;
        return;
      }
      if (status === 429) progress.refused += 1;
      else progress.errors += 1;
      if (status >= 400 && status < 429) throw new Error(`A batch was refused with ${status}.`);
      if (Date.now() > giveUpAt) throw new Error(`A batch was never taken: ${status}.`);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  };
}

const idOf = ({ index, isOtlp }) =>
  isOtlp ? `5707${index.toString(16).padStart(28, "0")}` : `storm-${index}`;

function toRest(parts) {
  const byTrace = new Map();
  for (const { trace, range } of parts) {
    const known = byTrace.get(trace.index);
    if (known)
      known.range = [Math.min(known.range[0], range[0]), Math.max(known.range[1], range[1])];
    else byTrace.set(trace.index, { trace, range: [...range] });
  }
  const at = (trace, ms) => new Date(trace.startedAt + ms).toISOString();
  return JSON.stringify({
    traces: [...byTrace.values()].map(({ trace, range }) => ({
      id: idOf(trace),
      startedAt: at(trace, 0),
      endedAt: at(trace, 1_000),
      prompt: "storm",
      version: 1 + (trace.index % 3),
      environment: "production",
      outcome: trace.index % 7 ? "succeeded" : "failed",
      input: `What about the order ${trace.index}?`,
      steps: stepNumbers(range).map((n) => ({
        id: `step-${n}`,
        kind: n % 2 ? "tool" : "llm",
        name: `step ${n}`,
        startedAt: at(trace, n * 100),
        endedAt: at(trace, n * 100 + 90),
        model: n % 2 ? undefined : "gpt-4.1-mini",
        inputTokens: 20,
        outputTokens: 2,
      })),
    })),
  });
}

function toOtlp(parts) {
  const nano = (ms) => `${ms}000000`;
  const text = (key, value) => ({ key, value: { stringValue: value } });
  const number = (key, value) => ({ key, value: { intValue: String(value) } });
  const spans = parts.flatMap(({ trace, range }) =>
    stepNumbers(range).map((n) => ({
      traceId: idOf(trace),
      spanId: (trace.index * 16 + n + 1).toString(16).padStart(16, "0"),
      name: `chat ${n}`,
      kind: 3,
      startTimeUnixNano: nano(trace.startedAt + n * 100),
      endTimeUnixNano: nano(trace.startedAt + n * 100 + 90),
      attributes: [
        text("gen_ai.operation.name", "chat"),
        text("gen_ai.provider.name", "openai"),
        text("gen_ai.request.model", "gpt-4.1-mini"),
        number("gen_ai.usage.input_tokens", 20),
        number("gen_ai.usage.output_tokens", 2),
      ],
    })),
  );
  const scopeSpans = [{ scope: { name: "storm" }, spans }];
  return JSON.stringify({ resourceSpans: [{ resource: { attributes: [] }, scopeSpans }] });
}

function stepNumbers([from, to]) {
  return Array.from({ length: to - from }, (_, i) => from + i);
}

/** `kill -9` of each process of a product that runs. */
export function killsOf(galley) {
  const killChild = (name) => () => process.kill(galley.identities()[name].pid, "SIGKILL");
  const killDatabase = () => {
    const folder = join(galley.dataDir, "postgres");
    const folders = [folder, ...readdirSync(folder).map((name) => join(folder, name))];
    const running = folders.map(readPostmasterFile).find((found) => found !== null);
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

/** A linear congruential generator (Numerical Recipes): the same storm each time. */
function seeded(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
