import { beforeEach, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import type { TestProject } from "@/lib/projects/test-project";
import { compareRuns } from "@/lib/runs/compare/compare-runs";
import type { StartRunInput } from "@/lib/runs/start-contract";
import { PreviewOutputsQuery } from "./import-contract";
import { previewOutputs } from "./preview-outputs";
import { makeWordsProject, record } from "./test-outputs";

let project: TestProject;

const words = Array.from({ length: 20 }, (_, index) => `word-${index}`);
const prompt = "support/echo";

beforeEach(async () => {
  project = await makeWordsProject(words);
});

const useScorers = (...scorers: object[]) =>
  db.evalSet.updateMany({ where: { projectId: project.id }, data: { scorers } });

const outputs = (wrong: number) =>
  words.map((word, index) => ({ case: word, output: index < wrong ? "no" : word }));

async function preview(rows: readonly object[], version?: string) {
  const query = { evalSet: "words", ...(version ? { prompt, version } : {}) };
  const { figures, sample } = await previewOutputs(
    project.editor,
    PreviewOutputsQuery.parse(query),
    {
      bytes: Buffer.from(rows.map((row) => JSON.stringify(row)).join("\n")),
      contentType: "application/jsonl",
    },
  );
  return { ...figures, later: sample.later };
}

const equals: NonNullable<StartRunInput["scorers"]>[number] = { kind: "equals" };

test("a preview tells the difference that the run then has", async () => {
  await useScorers(equals);
  const before = await record(project, { version: 1, outputs: outputs(9) });
  const rows = outputs(1).map((row, index) =>
    index < 2 ? { ...row, inputs: { word: "other" } } : row,
  );
  const { difference } = await preview(rows, "2");
  const after = await record(project, { version: 2, outputs: rows });
  const compared = await compareRuns(project.editor, after.id, { baseline: before.id, margin: 0 });
  expect(difference).toEqual({
    run: before.number,
    version: 1,
    value: compared.passRateDifference,
    verdict: compared.verdict,
    reason: compared.verdictReason,
  });
  expect(difference).toMatchObject({ verdict: "pass", value: { n: 18 } });
});

test("without a version, or one before it that was run, there is no difference", async () => {
  await useScorers(equals);
  await record(project, { version: 1, outputs: outputs(3) });
  expect((await preview(outputs(0))).difference).toBeNull();
  expect((await preview(outputs(0), "1")).difference).toBeNull();
});

test("only scorers that need no model compare, and on both sides", async () => {
  const hasDigit = { kind: "regex" as const, name: "digit", config: { pattern: "9" } };
  await record(project, { version: 1, outputs: outputs(5), scorers: [equals, hasDigit] });
  const judge = {
    kind: "judge-rubric",
    config: { rubric: "is polite", model: { provider: "local", name: "baseline" } },
  };
  await useScorers({ ...equals, name: "equals", config: {} }, judge);
  const { difference, later } = await preview(outputs(0), "2");
  expect(later).toEqual(["judge-rubric"]);
  expect(difference).toMatchObject({ value: { value: 0.25, n: 20 } });

  await useScorers({ kind: "contains", config: { value: "word" } });
  expect((await preview(outputs(0), "2")).difference).toMatchObject({
    value: null,
    verdict: "not_measured",
    reason: expect.stringMatching(/^Run 1 was not scored by contains/),
  });
});
