import { afterEach, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { unsealHoldout } from "@/lib/eval-sets/holdout/unseal-holdout";
import { getEvalSet } from "@/lib/eval-sets/reads";
import { restoreRevision } from "@/lib/eval-sets/restore-revision";
import { updateCases } from "@/lib/eval-sets/update-cases";
import { getHoldoutGap } from "@/lib/runs/holdout/get-holdout-gap";
import { listLooks } from "@/lib/runs/holdout/list-looks";
import { StartRun } from "@/lib/runs/start-contract";
import { startRun } from "@/lib/runs/start-run";
import { runNow } from "@/lib/runs/test-run";
import {
  echo,
  gate,
  NAME,
  names,
  prepare,
  right,
  stopModel,
  write,
} from "@/lib/specs/gates/test-gate";

afterEach(stopModel);

const split = "holdout" as const;
const reason = "The support team needs to see what fails";
const withHoldout = () => [
  ...names(20),
  ...names(30).map(({ caseId }) => ({ caseId: `held-${caseId}`, split })),
];

test("an unsealed holdout decides no gate, shows its cases, and takes no further look", async () => {
  const project = await prepare(echo, withHoldout());
  await write(project, { criteria: [right({ split })] });
  await runNow(project, { split });
  expect(await gate(project)).toMatchObject({ verdict: "pass", n: 30 });

  await expect(unsealHoldout(project.editor, "words", { reason })).rejects.toMatchObject({
    code: "forbidden",
  });
  await expect(unsealHoldout(project.admin, "words", { reason: " " })).rejects.toThrow();
  const set = await unsealHoldout(project.admin, "words", { reason });

  expect(set.counts).toEqual({ development: 50, holdout: 0 });
  expect(set.unsealing).toMatchObject({ by: "Priya", cases: 30, reason, revision: 2 });
  expect(set.change?.summary).toContain(reason);
  const event = await db.event.findFirstOrThrow({
    where: { projectId: project.id, type: "eval_set.unsealed" },
  });
  expect(event.data).toMatchObject({ unsealed: 30, reason });
  expect(await gate(project)).toMatchObject({
    verdict: "not_measured",
    reason: "no_cases",
    why: "words has no holdout cases. Seal some first.",
  });
  await expect(
    startRun(project.admin, StartRun.parse({ prompt: NAME, version: 1, evalSet: "words", split })),
  ).rejects.toMatchObject({ message: "words has no holdout cases. Add or import some first." });
  await expect(unsealHoldout(project.admin, "words", { reason })).rejects.toMatchObject({
    code: "conflict",
  });
});

test("a new holdout can be sealed of other cases, with looks counted anew, and never of the old ones", async () => {
  const project = await prepare(echo, withHoldout());
  await runNow(project, { split });
  await unsealHoldout(project.admin, "words", { reason });
  expect((await getEvalSet(project.editor, "words")).holdoutLooks).toBe(0);
  const again = ["held-case-000", "held-case-001"];
  await expect(
    updateCases(project.admin, "words", { caseIds: again, set: { split } }),
  ).rejects.toThrow(/2 of these inputs were unsealed with the whole holdout in revision 2/);
  await expect(restoreRevision(project.admin, "words", 1)).rejects.toMatchObject({
    code: "conflict",
  });

  await updateCases(project.editor, "words", {
    caseIds: names(10).map(({ caseId }) => caseId),
    set: { split },
  });
  await runNow(project, { split });
  expect(await getEvalSet(project.editor, "words")).toMatchObject({
    counts: { development: 40, holdout: 10 },
    holdoutLooks: 1,
  });
  const { data } = await listLooks(project.editor, "words", { limit: 50 });
  expect(data.map(({ isOver, runNumber }) => ({ isOver, runNumber }))).toEqual([
    { isOver: false, runNumber: 2 },
    { isOver: true, runNumber: 1 },
  ]);
});

test("a version that was fitted to the development cases shows a real gap, and reading it is no look", async () => {
  // The second version is right wherever it was tuned, and the holdout stays as it was.
  const project = await prepare((message) => {
    const word = message.replace(/^\w+ /, "");
    const isTuned = message.startsWith("Repeat") && !word.startsWith("held");
    return isTuned || /[05]$/.test(word) ? word : "wrong";
  }, withHoldout());
  for (const version of [1, 2]) {
    await runNow(project, { version });
    await runNow(project, { version, split });
  }
  const gap = await getHoldoutGap(project.viewer, "words", { prompt: NAME });
  expect(gap).toMatchObject({ base: 1, looks: 2, points: [{ version: 1 }, { version: 2 }] });
  const [first, second] = gap.points;
  expect(first?.gains).toBeNull();
  expect(second?.development?.value).toBe(1);
  expect(second?.gains).toMatchObject({
    development: { value: 0.8 },
    holdout: { value: 0 },
    gap: { isReal: true },
  });
  expect((await getEvalSet(project.viewer, "words")).holdoutLooks).toBe(2);
});

test("whose holdout is too small to be told sees no holdout figure in the gap", async () => {
  const project = await prepare(echo, [
    ...names(10),
    ...names(3).map(({ caseId }) => ({ caseId: `held-${caseId}`, split })),
  ]);
  await runNow(project, {});
  await runNow(project, { split });
  const gap = await getHoldoutGap(project.viewer, "words", { prompt: NAME });
  expect(gap.points).toMatchObject([{ version: 1, holdout: null, gains: null }]);
  const whole = await getHoldoutGap(project.admin, "words", { prompt: NAME });
  expect(whole.points).toMatchObject([{ version: 1, holdout: { value: 1, n: 3 } }]);
});
