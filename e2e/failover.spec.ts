import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import pg from "pg";
import { importCases, prepareProject } from "../scripts/bench/galley-client.mjs";
import { startForTests } from "../scripts/testing/start-for-tests.mjs";
import { expect, test } from "./fixtures";

test.describe.configure({ mode: "serial", timeout: 240_000 });

/** Two lanes of two shards. */
const CASES = 3_000;

/** A Galley of its own, with two workers. */
let galley: Awaited<ReturnType<typeof startForTests>>;
let call: Awaited<ReturnType<typeof prepareProject>>["call"];
let model: Server;
let database: pg.Client;

test.beforeAll(async () => {
  test.setTimeout(240_000);
  model = createServer((request, response) => {
    request.resume().on("end", () => setTimeout(() => response.end(ANSWER), 20));
  });
  await new Promise<void>((resolve) => model.listen(0, "127.0.0.1", resolve));
  galley = await startForTests({ extraEnv: { GALLEY_WORKERS: "2" } });
  const modelPort = (model.address() as AddressInfo).port;
  ({ call } = await prepareProject({ ...galley, modelPort }));
  database = new pg.Client({ connectionString: galley.env.DATABASE_URL });
  await database.connect();
  await importCases(call, "large", CASES);
});

test.afterAll(async () => {
  await database?.end();
  await galley?.stop();
  model?.close();
});

const ANSWER = JSON.stringify({
  choices: [{ index: 0, finish_reason: "stop", message: { role: "assistant", content: "refund" } }],
  usage: { prompt_tokens: 40, completion_tokens: 2, total_tokens: 42 },
});

interface RunState {
  id: string;
  status: string;
  progress: { done: number; total: number };
  counts: { passed: number; failed: number; errored: number };
}

const startRun = async () =>
  (await call("POST", "runs", {
    ...{ prompt: "triage", version: 1, evalSet: "large", concurrency: 20 },
    scorers: [{ kind: "label" }],
  })) as { id: string };
const readRun = async (id: string) => (await call("GET", `runs/${id}`)) as RunState;

/** The processes that work on the run at the moment, by their names. */
async function holdersOf(runId: string): Promise<string[]> {
  const { rows } = await database.query<{ slot: string }>(
    `select l.slot from graphile_worker._private_jobs j join worker_lease l on j.locked_by = any(l.pool_ids)
     where j.payload ->> 'runId' = $1`,
    [runId],
  );
  const names = rows.map(({ slot }) => {
    const number = slot.split(":").at(-1);
    return number === "1" ? "worker" : `worker-${number}`;
  });
  return [...new Set(names)].sort();
}

const pidOf = (name: string) =>
  (galley.identities() as Record<string, { pid: number }>)[name]?.pid ?? Number.NaN;

async function expectWhole(id: string): Promise<void> {
  await expect.poll(async () => (await readRun(id)).status, { timeout: 120_000 }).toBe("completed");
  expect(await readRun(id)).toMatchObject({
    progress: { done: CASES, total: CASES },
    counts: { passed: CASES / 3, failed: (CASES * 2) / 3, errored: 0 },
  });
  const { rows } = await database.query<{ n: number; cases: number }>(
    `select count(*)::int as n, count(distinct case_id)::int as cases from run_result where run_id = $1`,
    [id],
  );
  expect(rows).toEqual([{ n: CASES, cases: CASES }]);
}

/** A run of which something is stored, and who works on it. */
async function startAndFollow() {
  const { id } = await startRun();
  await expect
    .poll(async () => (await readRun(id)).progress.done, { intervals: [50] })
    .toBeGreaterThan(0);
  const [holder] = await holdersOf(id);
  if (!holder) throw new Error("Nobody works on the run.");
  return { id, holder };
}

test("two workers go through a run at the same time, with each case once", async () => {
  let { id } = await startRun();
  // A worker that is quicker, or alone when the run is planned, may take both parts of a short run: then another is tried.
  const holders = async () => {
    if ((await readRun(id)).status === "completed") ({ id } = await startRun());
    return holdersOf(id);
  };
  await expect.poll(holders, { intervals: [20], timeout: 90_000 }).toEqual(["worker", "worker-2"]);
  await expectWhole(id);
});

test("a run whose worker is killed goes on, with each case once", async () => {
  const { id, holder } = await startAndFollow();
  const pid = pidOf(holder);
  process.kill(pid, "SIGKILL");
  await expectWhole(id);
  await expect.poll(() => pidOf(holder), { timeout: 60_000 }).not.toBe(pid);
});

test("a run whose worker is silent goes to another, and what the first still stores counts once", async () => {
  const { id, holder } = await startAndFollow();
  const pid = pidOf(holder);
  const other = holder === "worker" ? "worker-2" : "worker";
  process.kill(pid, "SIGSTOP");
  try {
    await expect.poll(() => holdersOf(id), { timeout: 60_000 }).toEqual([other]);
  } finally {
    process.kill(pid, "SIGCONT");
  }
  await expectWhole(id);
});
