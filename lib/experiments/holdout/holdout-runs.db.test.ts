import { afterEach, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import {
  CALL_USD,
  echo,
  names,
  prepare,
  startAndWork,
  stopServers,
} from "@/lib/experiments/test-experiment";
import { makeTestProject, type TestProject } from "@/lib/projects/test-project";
import { getRun } from "@/lib/runs/get-run";
import { workOff } from "@/lib/runs/test-run";
import { getHoldoutPlan } from "./get-holdout-plan";
import { startHoldoutRuns } from "./start-holdout-runs";

afterEach(stopServers);

const countLooks = ({ id }: TestProject) =>
  db.holdoutLook.count({ where: { evalSet: { projectId: id } } });

async function measure() {
  const project = await prepare([...names(10), ...names(6, "holdout")], { one: echo, two: echo });
  const { id, cells } = await startAndWork(project);
  const [first, , , last] = cells.map(({ runId }) => runId);
  return { project, id, first: first ?? "", last: last ?? "" };
}

test("a cell and its baseline are confirmed on the holdout: two looks, same scorers, and no other cell", async () => {
  const { project, id, last } = await measure();
  const plan = await getHoldoutPlan(project.editor, id, { cell: last });
  expect(plan).toMatchObject({
    cells: [
      { version: 2, model: { provider: "two" }, run: null },
      { version: 1, model: { provider: "one" }, run: null },
    ],
    ...{ cases: 6, looks: 2, holdoutLooks: 0, problems: [] },
  });
  expect(plan.estimatedCostUsd).toBeCloseTo(12 * CALL_USD, 6);
  const { runs, looks } = await startHoldoutRuns(project.editor, id, { cell: last });
  expect(looks).toBe(2);
  expect(await countLooks(project)).toBe(2);
  for (const run of runs) await workOff(run.id);
  expect(await getRun(project.editor, runs[0]?.id ?? "")).toMatchObject({
    ...{ version: 2, model: { provider: "two" }, split: "holdout", experiment: null },
    ...{ scorers: [{ kind: "equals" }], counts: { passed: 6 } },
  });
  expect(await getRun(project.editor, runs[1]?.id ?? "")).toMatchObject({
    ...{ version: 1, model: { provider: "one" }, split: "holdout" },
  });
  const events = await db.event.findMany({ where: { projectId: project.id } });
  expect(events.map(({ type }) => type)).toContain("experiment.confirmed_on_holdout");
});

test("what was measured on the holdout is not looked at again, until its cases change", async () => {
  const { project, id, first, last } = await measure();
  const { runs } = await startHoldoutRuns(project.editor, id, { cell: first });
  expect(runs).toHaveLength(1);
  const plan = await getHoldoutPlan(project.editor, id, { cell: last });
  expect(plan.looks).toBe(1);
  expect(plan.cells[1]?.run).toMatchObject({ number: runs[0]?.number });
  const both = await startHoldoutRuns(project.editor, id, { cell: last });
  expect(both).toMatchObject({ looks: 1, runs: [expect.anything(), { id: runs[0]?.id }] });
  await expect(startHoldoutRuns(project.editor, id, { cell: last })).rejects.toThrow(
    /measured them on the holdout already/,
  );
  expect(await countLooks(project)).toBe(2);
  await db.evalSet.updateMany({
    where: { projectId: project.id },
    data: { revision: { increment: 1 } },
  });
  expect((await getHoldoutPlan(project.editor, id, { cell: last })).looks).toBe(2);
});

test("neither starts when one look is left, or when an admin has to approve something", async () => {
  const { project, id, last } = await measure();
  await db.evalSet.updateMany({ where: { projectId: project.id }, data: { holdoutBudget: 1 } });
  await expect(startHoldoutRuns(project.editor, id, { cell: last })).rejects.toMatchObject({
    code: "holdout_budget_used",
  });
  expect(await countLooks(project)).toBe(0);
  await db.evalSet.updateMany({ where: { projectId: project.id }, data: { holdoutBudget: 20 } });
  await db.holdoutApproval.deleteMany({ where: { projectId: project.id } });
  const { problems } = await getHoldoutPlan(project.editor, id, { cell: last });
  expect(problems.map(({ message }) => message)).toEqual([
    expect.stringMatching(/connection two is not approved/),
    expect.stringMatching(/connection one is not approved/),
  ]);
  await expect(startHoldoutRuns(project.editor, id, { cell: last })).rejects.toMatchObject({
    code: "holdout_not_approved",
  });
  expect(await countLooks(project)).toBe(0);
});

test("only an editor confirms, and only a cell of an experiment on development cases", async () => {
  const { project, id, last } = await measure();
  const forbidden = { code: "forbidden" };
  await expect(startHoldoutRuns(project.viewer, id, { cell: last })).rejects.toMatchObject(
    forbidden,
  );
  await expect(getHoldoutPlan(project.viewer, id, { cell: last })).rejects.toMatchObject(forbidden);
  await expect(startHoldoutRuns(project.editor, id, { cell: "99" })).rejects.toThrow(/cells/);
  const stranger = await makeTestProject();
  await expect(startHoldoutRuns(stranger.admin, id, { cell: last })).rejects.toMatchObject({
    code: "not_found",
  });
  const holdout = await startAndWork(project, { split: "holdout" });
  const cell = holdout.cells[0]?.runId ?? "";
  await expect(startHoldoutRuns(project.editor, holdout.id, { cell })).rejects.toThrow(
    /of the holdout already/,
  );
});
