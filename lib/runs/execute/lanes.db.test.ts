import { afterEach, beforeAll, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { beatLease } from "@/lib/jobs/worker-lease";
import { makeTestProject, type TestProject } from "@/lib/projects/test-project";
import { cancelRun } from "@/lib/runs/cancel-run";
import { getRun } from "@/lib/runs/get-run";
import { retryErrors } from "@/lib/runs/retry-errors";
import { StartRun } from "@/lib/runs/start-contract";
import { startRun } from "@/lib/runs/start-run";
import {
  connect,
  type ModelServer,
  makeTestPrompt,
  makeTestSet,
  startModelServer,
  takeJob,
  workOff,
} from "@/lib/runs/test-run";
import { executeRun, type RunJob } from "./execute-run";

// The model SDK takes seconds to load on a busy machine.
beforeAll(() => import("@ai-sdk/openai-compatible"), 60_000);

let server: ModelServer | undefined;

afterEach(async () => {
  await server?.close();
  await db.workerLease.deleteMany();
});

const CASES = 40;
const cases = Array.from({ length: CASES }, (_, index) => ({ caseId: `case-${index}` }));
const echo = (message: string) => message.replace("Say ", "");

type Answer = Parameters<typeof startModelServer>[0];

/** A run that two workers may share, and its two jobs. */
async function startShared(answer: Answer, more: object = {}) {
  const project = await makeTestProject();
  server = await startModelServer(answer);
  await connect(project, server.url);
  await makeTestPrompt(project);
  await makeTestSet(project, cases);
  await beatLease("first", []);
  await beatLease("second", []);
  const { id } = await startRun(
    project.editor,
    StartRun.parse({ prompt: "support/echo", version: 1, evalSet: "words", ...more }),
  );
  const jobs = [await takeJob(id), await takeJob(id)];
  expect(await takeJob(id)).toBeNull();
  const [one, two] = jobs;
  if (!one || !two) throw new Error("The run has no two jobs.");
  return { project, id, server, one, two };
}

const work = (job: RunJob, signal = new AbortController().signal) => executeRun(job, { signal });

const runOf = (project: TestProject, id: string) => getRun(project.viewer, id);

test("two workers go through a run at the same time, each case is called once, and the last one ends it", async () => {
  const both = new Set<string>();
  let together = () => {};
  const met = new Promise<void>((resolve) => {
    together = resolve;
  });
  const { project, id, one, two } = await startShared(async (message) => {
    both.add(Number(message.split("-")[1]) % 2 === 0 ? "even" : "odd");
    if (both.size === 2) together();
    // Whoever comes first waits until the other one is at work too.
    await met;
    return echo(message);
  });
  await Promise.all([work(one), work(two)]);
  expect(await runOf(project, id)).toMatchObject({
    status: "completed",
    progress: { done: CASES },
    counts: { passed: CASES, errored: 0 },
  });
  expect(server?.calls.toSorted()).toEqual(cases.map(({ caseId }) => `Say ${caseId}`).toSorted());
});

test("a run that one worker has gone through its half of is under way until the other one has", async () => {
  const { project, id, one, two } = await startShared(echo);
  await work(one);
  expect(await runOf(project, id)).toMatchObject({
    status: "running",
    progress: { done: CASES / 2 },
  });
  await work(two);
  expect(await runOf(project, id)).toMatchObject({ status: "completed" });
});

test("the calls of both workers together are never more at once than the run may make", async () => {
  let [open, most] = [0, 0];
  const { one, two } = await startShared(
    async (message) => {
      open += 1;
      most = Math.max(most, open);
      await new Promise(setImmediate);
      open -= 1;
      return echo(message);
    },
    { concurrency: 3 },
  );
  await Promise.all([work(one), work(two)]);
  expect(most).toBeLessThanOrEqual(3);
});

test("a cost cap counts what both workers spend", async () => {
  // A call costs a little less than a tenth of a cent at the price of gpt-4o-mini.
  const { project, id, one, two } = await startShared(echo, {
    model: { provider: "test", name: "gpt-4o-mini" },
    concurrency: 2,
    maxCostUsd: 0.003,
  });
  await Promise.all([work(one), work(two)]);
  const run = await runOf(project, id);
  expect(run).toMatchObject({
    status: "cancelled",
    statusReason: "Stopped at its cost cap of $0.003. Raise the cap and retry.",
  });
  // What it takes to spend the cap, and one call that was under way in each.
  const needed = Math.ceil(0.003 / ((run.costUsd ?? 0) / (run.progress.done ?? 1)));
  expect(server?.calls.length).toBeGreaterThanOrEqual(needed);
  expect(server?.calls.length).toBeLessThanOrEqual(needed + 1);
});

test("a cancelled run stops both workers, and goes on in both where it stopped", async () => {
  let isStuck = true;
  const { project, id, one, two } = await startShared(async (message) =>
    isStuck && Number(message.split("-")[1]) >= 10 ? null : echo(message),
  );
  const working = Promise.all([work(one), work(two)]);
  await expect.poll(async () => (await runOf(project, id)).progress.done).toBe(10);
  await cancelRun(project.editor, id);
  await working;
  expect(await runOf(project, id)).toMatchObject({ status: "cancelled", counts: { passed: 10 } });
  isStuck = false;
  await retryErrors(project.editor, id);
  await workOff(id);
  expect(await runOf(project, id)).toMatchObject({
    status: "completed",
    counts: { passed: CASES, errored: 0 },
  });
});

test("a worker that is killed loses nothing: its half is taken up again, the other one's is left alone", async () => {
  let isStuck = true;
  const { project, id, one, two } = await startShared(async (message) =>
    isStuck && Number(message.split("-")[1]) === 21 ? null : echo(message),
  );
  const killed = new AbortController();
  // Killed, it says nothing any more: what it has not stored is lost with it.
  const dead = executeRun(two, { signal: killed.signal });
  await work(one);
  await expect.poll(() => server?.calls.includes("Say case-21")).toBe(true);
  await expect.poll(async () => (await runOf(project, id)).progress.done).toBe(CASES - 1);
  expect(await runOf(project, id)).toMatchObject({ status: "running" });
  isStuck = false;
  await work(two);
  expect(await runOf(project, id)).toMatchObject({
    status: "completed",
    counts: { passed: CASES, errored: 0 },
  });
  expect(server?.calls.filter((call) => call === "Say case-21")).toHaveLength(2);
  expect(server?.calls).toHaveLength(CASES + 1);
  killed.abort();
  await dead;
});
