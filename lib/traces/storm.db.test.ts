import { afterAll, beforeAll, expect, test } from "vitest";
import { systemActor } from "@/lib/auth/actor";
import { pool } from "@/lib/db/client";
import { createApiKey } from "@/lib/projects/create-api-key";
import { makeTestProject } from "@/lib/projects/test-project";
import {
  makeStorm,
  SPANS_OF_TRACE,
  stepsOf,
  TOKENS_OF_SPAN,
} from "../../scripts/bench/storm-batches.mjs";
import { sendStorm } from "../../scripts/bench/storm-clients.mjs";
import { bundleTraceDoor, startTraceDoor } from "../../scripts/testing/start-trace-door.mjs";
import { checkRollups } from "./store/check-rollups";
import { countAllHours } from "./store/count-hour";

const TRACES = 600;
const CLIENTS = 6;
const PATIENCE_MS = 15_000;

let door: Awaited<ReturnType<typeof startTraceDoor>>;

beforeAll(async () => {
  await bundleTraceDoor();
  door = await startTraceDoor();
}, 60_000);

afterAll(() => door.kill());

/** Of these steps, how many are stored. */
async function countStored(projectId: string, steps: { traceId: string; id: string }[]) {
  const { rows } = await pool.query<{ n: number }>(
    `select count(*)::int as n from trace_step s join (
       select distinct * from unnest($2::text[], $3::text[])
     ) as told (trace_id, id) on s.trace_id = told.trace_id and s.id = told.id
     where s.project_id = $1`,
    [projectId, steps.map(({ traceId }) => traceId), steps.map(({ id }) => id)],
  );
  return rows[0]?.n;
}

const distinct = (steps: { traceId: string; id: string }[]) =>
  new Set(steps.map(({ traceId, id }) => `${traceId} ${id}`)).size;

test("clients that send through kill -9 find every trace once and whole, and rollups that say what rows say", async () => {
  const project = await makeTestProject();
  const { apiKey } = await createApiKey(systemActor(project, "test"), {
    name: "storm",
    scopes: ["traces:write"],
  });
  const batches = makeStorm({ traces: TRACES, partsOfBatch: 20 });
  const accepted: (typeof batches)[number][] = [];
  const killAndStart = async () => {
    await door.kill();
    const promised = accepted.flatMap(stepsOf);
    expect(promised.length).toBeGreaterThan(0);
    expect(await countStored(project.id, promised)).toBe(distinct(promised));
    door = await startTraceDoor();
  };
  await sendStorm({
    batches,
    clients: CLIENTS,
    url: () => door.url,
    project: project.slug,
    apiKey,
    patienceMs: PATIENCE_MS,
    due: [1 / 3, 2 / 3].map((share) => ({
      at: Math.floor(batches.length * share),
      run: killAndStart,
    })),
    onTaken: (batch) => accepted.push(batch),
  });
  expect(accepted).toHaveLength(batches.length);

  const { rows } = await pool.query(
    `select count(*)::int as traces, count(distinct id)::int as ids, sum(steps)::int as steps,
       sum(input_tokens)::int as tokens,
       count(*) filter (where steps <> ${SPANS_OF_TRACE})::int as broken
     from trace where project_id = $1`,
    [project.id],
  );
  expect(rows[0]).toEqual({
    traces: TRACES,
    ids: TRACES,
    steps: TRACES * SPANS_OF_TRACE,
    tokens: TRACES * SPANS_OF_TRACE * TOKENS_OF_SPAN,
    broken: 0,
  });
  await countAllHours(project.id);
  const check = await checkRollups(project.id);
  expect(check).toMatchObject({ traces: TRACES, wrongHours: [], pendingHours: 0 });
  expect(check.hours).toBeGreaterThan(3);
}, 60_000);
