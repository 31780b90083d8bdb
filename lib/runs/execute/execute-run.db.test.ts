import { afterEach, beforeAll, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { makeTestProject, type TestProject } from "@/lib/projects/test-project";
import { cancelRun } from "@/lib/runs/cancel-run";
import { getRun } from "@/lib/runs/get-run";
import { listResults } from "@/lib/runs/results/list-results";
import { retryErrors } from "@/lib/runs/retry-errors";
import { StartRun } from "@/lib/runs/start-contract";
import { startRun } from "@/lib/runs/start-run";
import {
  connect,
  type ModelServer,
  makeContent,
  makeTestPrompt,
  makeTestSet,
  refuse,
  runNow,
  startModelServer,
  takeJob,
  workOff,
} from "@/lib/runs/test-run";
import { executeRun } from "./execute-run";

// The model SDK takes seconds to load on a busy machine, and only the first test would pay.
beforeAll(() => import("@ai-sdk/openai-compatible"), 60_000);

let server: ModelServer | undefined;

afterEach(async () => {
  await server?.close();
  server = undefined;
});

const names = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    caseId: `case-${String(index).padStart(4, "0")}`,
  }));

type Answer = Parameters<typeof startModelServer>[0];
const echo: Answer = (message) => message.replace("Say ", "");

async function prepare(
  answer: Answer,
  cases: Parameters<typeof makeTestSet>[1],
): Promise<TestProject> {
  const project = await makeTestProject();
  server = await startModelServer(answer);
  await connect(project, server.url);
  await makeTestPrompt(project);
  await makeTestSet(project, cases);
  return project;
}

const start = (project: TestProject, more: object = {}) =>
  startRun(
    project.editor,
    StartRun.parse({ prompt: "support/echo", version: 1, evalSet: "words", ...more }),
  );

test("a run asks once for every case and counts what passed and what failed", async () => {
  const project = await prepare(
    (message, call, response) =>
      message === "Say case-0003" ? "something else" : echo(message, call, response),
    names(40),
  );
  const run = await getRun(project.viewer, await runNow(project, {}));
  expect(run).toMatchObject({
    status: "completed",
    progress: { total: 40, done: 40 },
    counts: { passed: 39, failed: 1, errored: 0 },
    passRate: { value: 39 / 40, n: 40 },
    retries: 0,
  });
  expect(run.latency?.p50?.n).toBe(40);
  expect(server?.calls.toSorted()).toEqual(names(40).map(({ caseId }) => `Say ${caseId}`));
});

test("every tenth answer is a 429: nothing is lost, the retries are counted", async () => {
  const project = await prepare(
    (message, call, response) =>
      call % 10 === 0 ? refuse(response, 429) : echo(message, call, response),
    names(60),
  );
  const run = await getRun(project.viewer, await runNow(project, { concurrency: 20 }));
  expect(run.counts).toEqual({ passed: 60, failed: 0, errored: 0 });
  expect(run.retries).toBe((server?.calls.length ?? 0) - 60);
  expect(run.retries).toBeGreaterThan(0);
});

test("tokens that a server does not count are unknown, not 0", async () => {
  const uncounted: Answer = (question, _, response) => {
    const message = { role: "assistant", content: question.replace("Say ", "") };
    const choices = [{ index: 0, message, finish_reason: "stop" }];
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ id: "1", object: "chat.completion", model: "echo", choices }));
    return null;
  };
  const project = await prepare(uncounted, names(3));
  const run = await getRun(project.viewer, await runNow(project, {}));
  expect(run.counts.passed).toBe(3);
  expect(run.tokens).toEqual({ input: null, output: null, cachedInput: null });
  const { data } = await listResults(project.viewer, run.id, { limit: 1 });
  expect(data[0]).toMatchObject({ costUsd: null, costUnknown: "no_tokens" });
});

test("an error is neither a pass nor a fail, and retrying errors calls only for them", async () => {
  let isBroken = true;
  const project = await prepare(
    (message, call, response) =>
      isBroken && message.endsWith("5") ? refuse(response, 400) : echo(message, call, response),
    names(20),
  );
  const id = await runNow(project, {});
  const run = await getRun(project.viewer, id);
  expect(run.counts).toEqual({ passed: 18, failed: 0, errored: 2 });
  expect(run.passRate).toMatchObject({ value: 1, n: 18 });
  expect(run.inconclusive).toMatch(/2 of 20 answers are errors/);

  isBroken = false;
  const before = server?.calls.length ?? 0;
  await retryErrors(project.editor, id);
  await workOff(id);
  expect(server?.calls.slice(before).toSorted()).toEqual(["Say case-0005", "Say case-0015"]);
  const again = await getRun(project.viewer, id);
  expect(again).toMatchObject({
    status: "completed",
    counts: { passed: 20, errored: 0 },
    inconclusive: null,
  });
  await expect(retryErrors(project.editor, id)).rejects.toThrow(/no errors/);
});

test("a run that is cancelled keeps what is done and stops calling", async () => {
  let resolve = () => {};
  const reached = new Promise<void>((done) => {
    resolve = done;
  });
  const project = await prepare((message, call, response) => {
    if (call === 30) resolve();
    return call < 30 ? echo(message, call, response) : null;
  }, names(200));
  const { id } = await start(project, { concurrency: 4 });
  const working = workOff(id);
  await reached;
  await cancelRun(project.editor, id);
  await working;
  const run = await getRun(project.viewer, id);
  expect(run).toMatchObject({ status: "cancelled", statusReason: "Cancelled by Ines." });
  expect(run.progress.done).toBe(29);
  expect(run.passRate?.n).toBe(29);
  expect(server?.calls.length).toBeLessThan(40);
  await expect(cancelRun(project.editor, id)).rejects.toThrow(/ended already/);
});

test("a cost cap stops the run and says so", async () => {
  const project = await prepare(echo, names(100));
  // gpt-4o-mini: $0.15 and $0.60 per million tokens, 1,000 each per answer.
  const content = { ...makeContent(), model: { provider: "test", name: "gpt-4o-mini" } };
  const id = await runNow(project, { content, maxCostUsd: 0.0074, concurrency: 1 });
  const run = await getRun(project.viewer, id);
  expect(run.status).toBe("cancelled");
  expect(run.statusReason).toMatch(/cost cap of \$0.0074/);
  expect(run.costUsd).toBeCloseTo(0.0075, 6);
  expect(run.progress.done).toBe(10);
  await expect(retryErrors(project.editor, id)).rejects.toThrow(/used up its cost cap/);
});

test("a worker that is stopped in the middle is followed by one that calls for the rest only", async () => {
  const stop = new AbortController();
  const project = await prepare((message, call, response) => {
    if (call === 50) stop.abort();
    return echo(message, call, response);
  }, names(120));
  const { id } = await start(project, { concurrency: 4 });
  await workOff(id, stop.signal);
  expect(await getRun(project.viewer, id)).toMatchObject({ status: "running", passRate: null });
  const stored = await db.runResult.findMany({ where: { runId: id }, select: { caseId: true } });
  expect(stored.length).toBeGreaterThan(40);
  expect(stored.length).toBeLessThan(60);
  const before = server?.calls.length ?? 0;

  await workOff(id);
  const run = await getRun(project.viewer, id);
  expect(run).toMatchObject({ status: "completed", counts: { passed: 120, errored: 0 } });
  const called = new Set(server?.calls.slice(before));
  for (const { caseId } of stored) expect(called.has(`Say ${caseId}`)).toBe(false);
});

test("two workers at once store every case exactly once and count it once", async () => {
  const project = await prepare(echo, names(150));
  const { id } = await start(project, { concurrency: 8 });
  const job = await takeJob(id);
  if (!job) throw new Error("The run has no job.");
  const { signal } = new AbortController();
  await Promise.all([executeRun(job, { signal }), executeRun(job, { signal })]);
  await workOff(id);
  const run = await getRun(project.viewer, id);
  expect(run).toMatchObject({ status: "completed", progress: { total: 150, done: 150 } });
  expect(await db.runResult.count({ where: { runId: id } })).toBe(150);
});

test("a refused key stops the run at once, with the provider's reason", async () => {
  const project = await prepare((_asked, _call, response) => refuse(response, 401), names(100));
  const run = await getRun(project.viewer, await runNow(project, { concurrency: 2 }));
  expect(run.status).toBe("failed");
  expect(run.statusReason).toBeTruthy();
  expect(run.progress.done).toBeLessThan(10);
  expect(run.inconclusive).toMatch(/missing/);
});

test("a provider's words on a holdout case are for admins only, wherever they end up", async () => {
  const holdout = names(6).map((one) => ({ ...one, split: "holdout" as const }));
  const project = await prepare((message, _call, response) => {
    response.writeHead(401, { "content-type": "application/json" });
    response.end(JSON.stringify({ error: { message: `not allowed: ${message}` } }));
    return null;
  }, holdout);
  const id = await runNow(project, { split: "holdout" });
  expect((await getRun(project.admin, id)).statusReason).toContain("Say case-");
  expect(JSON.stringify(await getRun(project.editor, id))).not.toContain("case-");
});

test("repeats are called one by one, and a case counts with the mean of its answers", async () => {
  const attempts = new Map<string, number>();
  const project = await prepare((message) => {
    const turn = (attempts.get(message) ?? 0) + 1;
    attempts.set(message, turn);
    const isWrong = message.endsWith("0") ? turn !== 1 : turn === 1;
    return isWrong ? "wrong" : message.replace("Say ", "");
  }, names(10));
  const run = await getRun(project.viewer, await runNow(project, { repeats: 3, concurrency: 1 }));
  expect(run.progress).toEqual({ total: 30, done: 30 });
  expect(run.counts).toEqual({ passed: 19, failed: 11, errored: 0 });
  expect(run.passRate?.value).toBeCloseTo(19 / 30);
  expect(run.passRate?.n).toBe(10);
});

test("a run keeps to the rate limits of its connection, and so do its judges", async () => {
  const verdict = JSON.stringify({ passed: true, reason: "It says so." });
  const project = await prepare(
    (message, call, response) =>
      message.startsWith("<<<") ? verdict : echo(message, call, response),
    names(6),
  );
  await db.connection.updateMany({
    where: { projectId: project.id, name: "test" },
    data: { requestsPerMinute: 1_200 },
  });
  const model = { provider: "test", name: "echo" };
  const scorers = [
    { kind: "judge-rubric" as const, config: { rubric: "It says the word.", model } },
  ];
  const run = await getRun(project.viewer, await runNow(project, { scorers, concurrency: 6 }));
  expect(run.counts).toEqual({ passed: 6, failed: 0, errored: 0 });
  const { startedAt } = await db.run.findUniqueOrThrow({ where: { id: run.id } });
  const { requestsFreeAt } = await db.connectionPace.findFirstOrThrow({
    where: { connection: { projectId: project.id } },
  });
  // Twelve calls, 50 ms apart.
  expect(requestsFreeAt.getTime() - (startedAt?.getTime() ?? 0)).toBeGreaterThanOrEqual(600);
});

test("a run goes on over the border of its shards", async () => {
  const project = await prepare(echo, names(1_203));
  const run = await getRun(project.viewer, await runNow(project, { concurrency: 64 }));
  expect(run).toMatchObject({ status: "completed", counts: { passed: 1_203 } });
  expect(new Set(server?.calls).size).toBe(1_203);
});
