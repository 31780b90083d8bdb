import { afterEach, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { makeTestProject } from "@/lib/projects/test-project";
import { compareRuns } from "@/lib/runs/compare/compare-runs";
import { executeRun } from "@/lib/runs/execute/execute-run";
import { getRun } from "@/lib/runs/get-run";
import { refuse, takeJob, workOff } from "@/lib/runs/test-run";
import { updateRun } from "@/lib/runs/update-run";
import { createSegment } from "@/lib/segments/create-segment";
import { cancelExperiment } from "./cancel-experiment";

import { getExperiment, listExperiments } from "./reads";
import { retryExperiment } from "./retry-experiment";
import { StartExperiment } from "./start-contract";
import { startExperiment } from "./start-experiment";
import {
  CALL_USD,
  echo,
  names,
  one,
  plan,
  prepare,
  servers,
  start,
  startAndWork,
  stopServers,
  two,
} from "./test-experiment";
import { updateExperiment } from "./update-experiment";

afterEach(stopServers);

function makeSignal() {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

test("an experiment runs each version with each model on one revision, row by row", async () => {
  const project = await prepare(names(3), { one: echo, two: echo });
  const { id, cells } = await startAndWork(project, { repeats: 2 });
  expect(cells.map(({ version, model }) => [version, model?.provider])).toEqual([
    [1, "one"],
    [1, "two"],
    [2, "one"],
    [2, "two"],
  ]);
  expect(servers.map(({ calls }) => calls.length)).toEqual([12, 12]);
  expect(servers[1]?.calls.filter((text) => text.startsWith("Tell"))).toHaveLength(6);
  const experiment = await getExperiment(project.viewer, id);
  expect(experiment).toMatchObject({
    number: 1,
    status: "completed",
    versions: [1, 2],
    models: [one, two],
    repeats: 2,
    progress: { total: 24, done: 24, cells: 4, endedCells: 4 },
    baseline: { version: 1, model: one, runId: cells[0]?.runId },
  });
  expect(experiment.costUsd).toBeCloseTo(24 * CALL_USD, 6);
  const revisions = await db.run.findMany({ where: { experimentId: id } });
  expect(new Set(revisions.map(({ evalSetRevision }) => evalSetRevision))).toEqual(new Set([1]));
  expect((await getRun(project.viewer, cells[3]?.runId ?? "")).experiment).toBe(1);
  const { data } = await listExperiments(project.viewer, { limit: 10 });
  expect(data).toMatchObject([{ number: 1, status: "completed" }]);
});

test("each cell is compared with the first one or another baseline, like two runs", async () => {
  const isRight = (text: string) => Number(text.split("-").at(-1)) < 30;
  const project = await prepare(names(40), {
    one: (text, call, response) => (isRight(text) ? echo(text, call, response) : "wrong"),
    two: (text, call, response) =>
      isRight(text) || text.startsWith("Tell") ? echo(text, call, response) : "wrong",
  });
  const { id, cells } = await startAndWork(project);
  const experiment = await getExperiment(project.viewer, id);
  const [first, same, , better] = experiment.cells;
  expect(first?.comparison).toBeNull();
  expect(first?.passRate).toMatchObject({ value: 30 / 40, n: 40 });
  expect(same?.comparison).toMatchObject({ verdict: "inconclusive", n: 40 });
  expect(better?.comparison).toMatchObject({
    verdict: "pass",
    counts: { newlyPassing: 10, newlyFailing: 0, stillPassing: 30, stillFailing: 0 },
  });
  const alone = await compareRuns(project.viewer, better?.runId ?? "", {
    baseline: first?.runId ?? "",
    margin: 0,
  });
  expect(better?.comparison?.passRateDifference).toEqual(alone.passRateDifference);
  expect(better?.comparison?.pValue).toBe(alone.pValue);
  expect(better?.comparison?.adjustedPValue).toBeGreaterThan(0);
  // The same price for all: only the best one is on the front.
  expect(experiment.cells.map(({ isPareto }) => isPareto)).toEqual([false, false, false, true]);

  const other = await getExperiment(project.viewer, id, { baseline: cells[3]?.runId });
  expect(other.baseline.runId).toBe(cells[3]?.runId);
  expect(other.cells[3]?.comparison).toBeNull();
  expect(other.cells[0]?.comparison?.verdict).toBe("fail");
  await expect(getExperiment(project.viewer, id, { baseline: "99" })).rejects.toThrow(/cells/);
});

test("the plan names its baseline, which has to be a cell", async () => {
  const project = await prepare(names(2), { one: echo, two: echo });
  const { id, cells } = await start(project, { baseline: { version: 2, model: one } });
  expect((await getExperiment(project.viewer, id)).baseline.runId).toBe(cells[2]?.runId);
  const refused = StartExperiment.safeParse({ ...plan(), baseline: { version: 3, model: one } });
  expect(refused.error?.issues[0]?.path).toEqual(["baseline"]);
});

test("when the cap is spent no further call starts in any cell", async () => {
  const spent = makeSignal();
  const release = makeSignal();
  let callsOfTwo = 0;
  const project = await prepare(names(50), {
    one: echo,
    // Holds its first call until the other connection has spent everything.
    two: async (text, call, response) => {
      callsOfTwo += 1;
      spent.resolve();
      await release.promise;
      return echo(text, call, response);
    },
  });
  const { id, cells } = await start(project, {
    ...{ versions: [1], concurrency: 1, maxCostUsd: 9.5 * CALL_USD },
  });
  const [first, second] = cells;
  const waiting = workOff(second?.runId ?? "");
  await spent.promise;
  await workOff(first?.runId ?? "");
  release.resolve();
  await waiting;
  // Ten calls reach the cap; the one of the other cell was under way.
  expect(servers[0]?.calls).toHaveLength(10);
  expect(callsOfTwo).toBe(1);
  const experiment = await getExperiment(project.viewer, id);
  expect(experiment).toMatchObject({ status: "cancelled", isRetryable: false });
  expect(experiment.costUsd).toBeCloseTo(11 * CALL_USD, 6);
  for (const cell of experiment.cells) {
    expect(cell).toMatchObject({ status: "cancelled" });
    expect(cell.statusReason).toMatch(/cost cap of \$0.007125 of experiment 1/);
  }
});

test("a cell that starts after the cap is spent calls nothing, and goes on when the cap is raised", async () => {
  const project = await prepare(names(5), { one: echo, two: echo });
  const { id } = await startAndWork(project, { concurrency: 1, maxCostUsd: 3 * CALL_USD });
  expect(servers.map(({ calls }) => calls.length)).toEqual([3, 0]);
  await expect(retryExperiment(project.editor, id)).rejects.toThrow(/Raise the cap/);
  const [cell] = (await getExperiment(project.viewer, id)).cells;
  await expect(updateRun(project.editor, cell?.runId ?? "", { maxCostUsd: 5 })).rejects.toThrow(
    /shares the cost cap of experiment 1/,
  );
  const raised = await updateExperiment(project.editor, id, { maxCostUsd: 1 });
  expect(raised).toMatchObject({ maxCostUsd: 1, isRetryable: true });
  const { runs } = await retryExperiment(project.editor, id);
  expect(runs).toHaveLength(4);
  for (const run of runs) await workOff(run.id);
  expect(await getExperiment(project.viewer, id)).toMatchObject({
    status: "completed",
    progress: { done: 20 },
  });
  expect(servers.map(({ calls }) => calls.length)).toEqual([10, 10]);
});

test("a judge is not asked either when the cap is spent, and the answer stays without a verdict", async () => {
  const isJudged = (text: string) => text.includes("judge");
  const project = await prepare(names(3), {
    one: (text, call, response) =>
      isJudged(text) ? '{"passed": true, "reason": "It says so."}' : echo(text, call, response),
  });
  const judge = {
    kind: "judge-rubric" as const,
    config: { rubric: "You judge whether it says the word.", model: one },
  };
  const { id } = await startAndWork(project, {
    ...{ versions: [1], models: [one], scorers: [judge] },
    ...{ concurrency: 1, maxCostUsd: CALL_USD / 2 },
  });
  expect(servers[0]?.calls).toHaveLength(1);
  expect((await getExperiment(project.viewer, id)).cells[0]?.counts).toEqual({
    passed: 0,
    failed: 0,
    errored: 1,
  });
});

test("cancelling stops every cell that is under way, and says who did it", async () => {
  const project = await prepare(names(3), { one: echo, two: echo });
  const { id, cells } = await start(project);
  await workOff(cells[0]?.runId ?? "");
  const { runs } = await cancelExperiment(project.editor, id);
  expect(runs).toHaveLength(3);
  for (const { runId } of cells) await workOff(runId);
  expect(servers.map(({ calls }) => calls.length)).toEqual([3, 0]);
  const experiment = await getExperiment(project.viewer, id);
  expect(experiment.cells.map(({ status }) => status)).toEqual([
    "completed",
    ...["cancelled", "cancelled", "cancelled"],
  ]);
  expect(experiment.cells[3]?.statusReason).toBe("Cancelled by Ines.");
  await expect(cancelExperiment(project.editor, id)).rejects.toThrow(/ended already/);
  const events = await db.event.findMany({ where: { projectId: project.id } });
  const types = events.map(({ type }) => type);
  expect(types.filter((type) => type.startsWith("experiment."))).toEqual([
    "experiment.started",
    "experiment.cancelled",
  ]);
  expect(types.filter((type) => type === "run.started")).toHaveLength(4);
});

test("retrying calls again for the errors of all cells and for nothing else", async () => {
  let isDown = true;
  const project = await prepare(names(4), {
    one: (text, call, response) =>
      isDown && text.endsWith("-2") ? refuse(response, 400) : echo(text, call, response),
    two: echo,
  });
  const { id, cells } = await startAndWork(project);
  expect((await getExperiment(project.viewer, id)).cells[0]?.counts.errored).toBe(1);
  isDown = false;
  const before = servers.map(({ calls }) => calls.length);
  const { runs } = await retryExperiment(project.editor, id);
  expect(runs.map((run) => run.id)).toEqual([cells[0]?.runId, cells[2]?.runId]);
  for (const run of runs) await workOff(run.id);
  expect(servers.map(({ calls }, index) => calls.length - (before[index] ?? 0))).toEqual([2, 0]);
  const experiment = await getExperiment(project.viewer, id);
  expect(experiment.cells.map(({ counts }) => counts.passed)).toEqual([4, 4, 4, 4]);
  await expect(retryExperiment(project.editor, id)).rejects.toThrow(/no errors/);
});

test("one version that cannot run refuses all cells", async () => {
  const project = await prepare(names(2), { one: echo });
  await expect(start(project)).rejects.toMatchObject({
    errors: [{ path: "models.1.provider" }],
  });
  await expect(start(project, { models: [one], versions: [1, 7] })).rejects.toThrow(/7/);
  expect(await db.run.count({ where: { projectId: project.id } })).toBe(0);
  expect(await db.experiment.count({ where: { projectId: project.id } })).toBe(0);
  await expect(startExperiment(project.viewer, plan())).rejects.toMatchObject({
    code: "forbidden",
  });
});

test("an experiment of another project does not exist", async () => {
  const project = await prepare(names(2), { one: echo, two: echo });
  const stranger = await makeTestProject();
  const { id } = await start(project);
  const missing = { code: "not_found" };
  await expect(getExperiment(stranger.admin, id)).rejects.toMatchObject(missing);
  await expect(cancelExperiment(stranger.admin, id)).rejects.toMatchObject(missing);
  await expect(retryExperiment(stranger.admin, id)).rejects.toMatchObject(missing);
  await expect(updateExperiment(stranger.admin, id, { maxCostUsd: 1 })).rejects.toMatchObject(
    missing,
  );
  expect((await listExperiments(stranger.admin, { limit: 10 })).data).toEqual([]);
});

test("each cell on the holdout is a look, and none starts when they are more than are left", async () => {
  const project = await prepare([...names(20), ...names(8, "holdout")], { one: echo, two: echo });
  await db.evalSet.updateMany({
    where: { projectId: project.id },
    data: { holdoutBudget: 6 },
  });
  const { id } = await startAndWork(project, { split: "holdout" });
  const looks = () => db.holdoutLook.count({ where: { evalSet: { projectId: project.id } } });
  expect(await looks()).toBe(4);
  await expect(start(project, { split: "holdout" })).rejects.toMatchObject({
    code: "holdout_budget_used",
  });
  expect(await looks()).toBe(4);
  const shown = await getExperiment(project.viewer, id);
  expect(shown.cells[1]?.comparison).toMatchObject({ n: 8 });
});

test("figures of a holdout cell are withheld until it has completed, and with them the comparison", async () => {
  const project = await prepare(names(8, "holdout"), { one: echo, two: echo });
  const { id, cells } = await start(project, { split: "holdout", versions: [1] });
  await workOff(cells[0]?.runId ?? "");
  const job = await takeJob(cells[1]?.runId ?? "");
  const before = await getExperiment(project.viewer, id);
  expect(before).toMatchObject({ costUsd: null, progress: { done: null } });
  expect(before.cells[1]).toMatchObject({ passRate: null, comparison: null });
  expect(before.cells[1]?.withheld).toMatch(/when it has completed/);
  if (job) await executeRun(job, { signal: new AbortController().signal });
  expect((await getExperiment(project.viewer, id)).cells[1]?.comparison).not.toBeNull();
});

test("a segment that is new since counts no cell again", async () => {
  const project = await prepare(names(6), { one: echo, two: echo });
  const { id } = await startAndWork(project);
  await createSegment(project.editor, {
    ...{ name: "Gold", description: "" },
    condition: { subject: "attribute", attribute: "tier", operator: "=", value: "gold" },
  });
  // What could be counted again is gone; what was counted is still there.
  await db.runResult.deleteMany({ where: { run: { projectId: project.id } } });
  const { cells } = await getExperiment(project.viewer, id);
  expect(cells.map(({ passRate }) => passRate?.n)).toEqual([6, 6, 6, 6]);
});
