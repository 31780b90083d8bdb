import { beforeEach, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { createCategory } from "@/lib/failure-categories/create-category";
import { updateCategory } from "@/lib/failure-categories/update-category";
import { addItems } from "@/lib/judges/labels/add-items";
import { makeJudgePrompt, write } from "@/lib/judges/test-judge";
import type { TestProject } from "@/lib/projects/test-project";
import { compareRuns } from "@/lib/runs/compare/compare-runs";
import { loadPairedRates } from "@/lib/runs/compare/load-paired-rates";
import { scanCaseSides } from "@/lib/runs/compare/scan-case-sides";
import { getRun } from "@/lib/runs/get-run";
import { categoriseResults } from "@/lib/runs/results/categorise-results";
import { exportResults } from "@/lib/runs/results/export-results";
import { getMatrix } from "@/lib/runs/results/get-matrix";
import { listResults } from "@/lib/runs/results/list-results";
import { makeWordsProject, record } from "./test-outputs";

let project: TestProject;

const words = Array.from({ length: 12 }, (_, index) => `word-${index}`);

beforeEach(async () => {
  project = await makeWordsProject(words);
});

test("an output that was made from another input counts in its run, flagged, and in no comparison", async () => {
  const all = (version: number, isOther: (index: number) => boolean) => ({
    version,
    outputs: words.map((word, index) => ({
      case: word,
      output: version === 1 ? word : "no",
      ...(isOther(index) ? { inputs: { word: `other ${word}` } } : {}),
    })),
  });
  const before = await record(
    project,
    all(1, (index) => index === 11),
  );
  const after = await record(
    project,
    all(2, (index) => index < 2),
  );
  expect(after).toMatchObject({ matched: 12, unmatched: [], otherInputs: 2 });
  const run = await getRun(project.viewer, after.id);
  expect(run).toMatchObject({ otherInputs: 2, passRate: { n: 12 }, counts: { failed: 12 } });

  const results = (otherInput: "true" | "false") =>
    listResults(project.viewer, after.id, { limit: 20, otherInput });
  expect((await results("true")).data.map((one) => [one.caseId, one.otherInput])).toEqual([
    ["word-0", { word: "other word-0" }],
    ["word-1", { word: "other word-1" }],
  ]);
  expect((await results("false")).data).toHaveLength(10);

  const comparison = await compareRuns(project.viewer, after.id, {
    baseline: before.id,
    margin: 0,
  });
  expect(comparison).toMatchObject({
    n: 9,
    counts: { newlyFailing: 9, otherInput: 3, onlyCandidate: 0, onlyBaseline: 0 },
    candidate: { passRate: { n: 12 } },
    warnings: [{ code: "other_input", message: expect.stringMatching(/^3 cases are left out/) }],
  });
  expect(await loadPairedRates(after.id, before.id)).toMatchObject({ value: -1, n: 9 });
  const matrix = await getMatrix(project.viewer, after.id, { limit: 20, against: before.id });
  expect(matrix.counts).toMatchObject({ newlyFailing: 9, otherInput: 3, onlyHere: 0 });
  expect(matrix.data.map(({ change }) => change)).toEqual([
    ...[null, null],
    ...Array(9).fill("newly-failing"),
    null,
  ]);
  expect(matrix.data[0]?.cells.map((cell) => cell?.isOtherInput)).toEqual([true, false]);

  const csv = await (await exportResults(project.viewer, after.id, { format: "csv" })).text();
  expect(csv.split("\n")[1]).toContain('"{""word"":""other word-0""}"');
});

test("what an output from another input cost is in no comparison", async () => {
  const first = { case: "word-0", output: "word-0", costUsd: 1 };
  const other = { ...first, inputs: { word: "other" }, costUsd: 9 };
  const { id } = await record(project, { outputs: [first, other] });
  for await (const [side] of scanCaseSides(id)) {
    expect(side).toMatchObject({ passed: 1, whole: { passed: 2 }, costUsd: 1 });
  }
  expect.assertions(1);
});

test("an output that was made from another input is nothing to label, and brings no failure back", async () => {
  const actor = project.editor;
  const { id } = await record(project, { version: 1, outputs: [{ case: "word-0", output: "no" }] });
  const category = await createCategory(actor, { name: "wrong word" });
  await categoriseResults(actor, id, {
    category: category.id,
    results: [{ caseId: "word-0" }],
  });
  await updateCategory(actor, category.id, {
    state: "fixed",
    fixedIn: { prompt: "support/echo", version: 1 },
  });
  const other = { case: "word-0", inputs: { word: "other" }, output: "no" };
  const again = await record(project, { version: 2, outputs: [other] });
  const state = () => db.failureCategory.findUniqueOrThrow({ where: { id: category.id } });
  expect((await state()).state).toBe("fixed");
  await makeJudgePrompt(project);
  await write(project);
  await expect(addItems(actor, "helpful", { run: again.id, count: 10 })).rejects.toThrow(
    "has no output to label",
  );
  await record(project, { version: 2, outputs: [{ case: "word-0", output: "no" }] });
  expect((await state()).state).toBe("regressed");
});
