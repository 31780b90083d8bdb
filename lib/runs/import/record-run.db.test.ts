import { beforeEach, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { makeTestProject, type TestProject } from "@/lib/projects/test-project";
import { compareRuns } from "@/lib/runs/compare/compare-runs";
import { getRun } from "@/lib/runs/get-run";
import { listRuns } from "@/lib/runs/list-runs";
import { listResults } from "@/lib/runs/results/list-results";
import { retryErrors } from "@/lib/runs/retry-errors";
import { makeContent, makeTestPrompt, makeTestSet, workOff } from "@/lib/runs/test-run";
import { ImportOutputsQuery, PreviewOutputsQuery } from "./import-contract";
import { importOutputs } from "./import-outputs";
import { previewOutputs } from "./preview-outputs";
import { record as recordOutputs, type SentOutputs } from "./test-outputs";

let project: TestProject;

const words = Array.from({ length: 12 }, (_, index) => `word-${index}`);
const equals = [{ kind: "equals" as const }];

beforeEach(async () => {
  project = await makeTestProject();
  await makeTestPrompt(project, { versions: [makeContent(), makeContent("Repeat {{word}}")] });
  await makeTestSet(project, [
    ...words.map((caseId) => ({ caseId })),
    ...words.slice(0, 6).map((word) => ({
      caseId: `held-${word}`,
      input: { word: `held ${word}` },
      split: "holdout" as const,
    })),
  ]);
});

const record = (sent: SentOutputs, actor?: TestProject["admin"]) =>
  recordOutputs(project, sent, actor);

test("recorded outputs become a run that is scored, counted and marked, without a model", async () => {
  const outputs = [
    { case: "word-0", output: "word-0", latencyMs: 842.4, costUsd: 0.002, label: "pass" },
    { inputs: { word: "word-1" }, output: "else", tokens: { input: 12, output: 3 }, label: "pass" },
    { case: "word-2", error: "429 from the provider" },
    { case: "word-99", output: "x" },
  ];
  const { id, matched, unmatched } = await record({ outputs });
  expect({ matched, unmatched }).toEqual({
    matched: 3,
    unmatched: [{ row: 4, message: "The development cases of words have no case word-99." }],
  });
  const run = await getRun(project.viewer, id);
  expect(run).toMatchObject({
    recorded: true,
    status: "completed",
    progress: { total: 3, done: 3 },
    counts: { passed: 1, failed: 1, errored: 1 },
    passRate: { value: 0.5, n: 2 },
    latencyMs: { p50: 842 },
    humanAgreement: { value: 0.5, n: 2 },
    // One answer has no price, so the run has none; it is not 0.
    costUsd: null,
  });
  const { data } = await listResults(project.viewer, id, { limit: 10 });
  expect(data).toMatchObject([
    { caseId: "word-0", output: "word-0", latencyMs: 842, costUsd: 0.002, humanLabel: "pass" },
    { caseId: "word-1", latencyMs: null, costUsd: null, tokens: { input: 12, output: 3 } },
    {
      caseId: "word-2",
      output: null,
      error: { reason: "recorded", message: "429 from the provider" },
    },
  ]);
  const listed = await listRuns(project.viewer, { limit: 10 });
  expect(listed.data[0]).toMatchObject({ id, recorded: true });
});

test("costs count without latencies, and several outputs of a case are its repeats", async () => {
  const outputs = [0, 1, 2].map((n) => ({
    case: "word-0",
    output: n ? "word-0" : "no",
    costUsd: 0.01,
  }));
  const run = await getRun(project.viewer, (await record({ outputs })).id);
  expect(run).toMatchObject({ repeats: 3, counts: { passed: 2, failed: 1 }, passRate: { n: 1 } });
  expect(run.costUsd).toBeCloseTo(0.03, 9);
  expect(run.latencyMs.p50).toBeNull();
});

test("two imports make a comparison", async () => {
  const all = (version: number, wrong: number) => ({
    version,
    outputs: words.map((word, index) => ({ case: word, output: index < wrong ? "no" : word })),
  });
  const before = await record(all(1, 5));
  const after = await record(all(2, 1));
  const comparison = await compareRuns(project.viewer, after.id, {
    baseline: before.id,
    margin: 0,
  });
  expect(comparison.n).toBe(12);
  expect(comparison.newlyPassing.map(({ caseId }) => caseId)).toEqual(words.slice(1, 5));
  expect(comparison.newlyFailing).toEqual([]);
  expect(comparison.warnings).toEqual([]);
});

test("a scorer's error is scored again from the stored output, without a connection", async () => {
  const outputs = [
    { case: "word-0", output: "word-0" },
    { case: "word-1", error: "timeout" },
  ];
  const { id } = await record({ outputs });
  await retryErrors(project.editor, id);
  await workOff(id);
  const run = await getRun(project.viewer, id);
  expect(run).toMatchObject({ status: "completed", counts: { passed: 1, failed: 0, errored: 1 } });
});

test("the holdout takes outputs from admins only, as a look whose figures nobody else sees", async () => {
  const outputs = words
    .slice(0, 6)
    .map((word) => ({ inputs: { word: `held ${word}` }, output: word }));
  const split = "holdout" as const;
  await expect(record({ split, outputs })).rejects.toThrow("Only an admin can import outputs");
  // Among the development cases a holdout case is as absent as one that never was.
  const asked = record({ outputs: [...outputs, { inputs: { word: "never" }, output: "x" }] });
  await expect(asked).rejects.toThrow("have no case with these inputs");
  const error = await asked.catch((reason: { errors: { message: string }[] }) => reason);
  expect(new Set(("errors" in error ? error.errors : []).map(({ message }) => message)).size).toBe(
    1,
  );

  const { id } = await record({ split, outputs }, project.admin);
  expect(await db.holdoutLook.count({ where: { runId: id } })).toBe(1);
  expect((await getRun(project.admin, id)).counts).toMatchObject({ failed: 6 });
  const below = await getRun(project.editor, id);
  expect(below).toMatchObject({ passRate: null, counts: { failed: null }, scores: {} });
  expect(below.withheld).toBe("Recorded outputs of holdout cases are shown to admins only.");
});

test("a file says in a preview what it would become, and then becomes it", async () => {
  const file = "question,answer,ms\nword-0,word-0,12\nword-1,no,\nnobody,x,3\n";
  const sent = { bytes: Buffer.from(file), contentType: "text/csv" };
  const mapping = JSON.stringify({ question: "input.word" });
  const asked = { evalSet: "words", suggest: "true" as const, mapping };
  const preview = await previewOutputs(project.editor, PreviewOutputsQuery.parse(asked), sent);
  expect(preview).toMatchObject({
    rows: 3,
    problem: null,
    matched: 2,
    cases: { matched: 2, total: 12 },
    values: { latencyMs: 1, costUsd: 0, passLabels: 0 },
    unmatched: [{ row: 3 }],
  });
  expect(preview.columns.map(({ target }) => target)).toEqual([
    "input.word",
    "output",
    "latencyMs",
  ]);
  const query = ImportOutputsQuery.parse({ ...asked, prompt: "support/echo", version: "2" });
  await db.evalSet.updateMany({ where: { projectId: project.id }, data: { scorers: equals } });
  const { id, matched } = await importOutputs(project.editor, query, sent);
  await workOff(id);
  const run = await getRun(project.viewer, id);
  expect([matched, run.counts, run.scorers]).toEqual([
    2,
    { passed: 1, failed: 1, errored: 0 },
    [{ name: "equals", kind: "equals" }],
  ]);
});

test("a preview scores the first rows without a model, and hands out what could become cases", async () => {
  const judge = {
    kind: "judge-rubric" as const,
    config: { rubric: "is polite", model: { provider: "local", name: "baseline" } },
  };
  await db.evalSet.updateMany({
    where: { projectId: project.id },
    data: { scorers: [{ kind: "equals" }, judge] },
  });
  const rows = [
    { case: "word-0", output: "word-0", ms: 12, label: "fail" },
    { case: "word-1", output: "no" },
    { case: "word-2", error: "429 from the provider" },
    { case: "word-77", output: "x" },
    { case: "word-88", inputs: { word: "new" }, output: "x" },
    { inputs: { word: "held word-0" }, output: "x" },
  ];
  const sent = {
    bytes: Buffer.from(rows.map((row) => JSON.stringify(row)).join("\n")),
    contentType: "application/jsonl",
  };
  const query = PreviewOutputsQuery.parse({ evalSet: "words", suggest: "true" });
  const { sample, unknownCases } = await previewOutputs(project.editor, query, sent);
  expect(sample).toMatchObject({ later: ["judge-rubric"], problem: null });
  expect(sample.rows).toMatchObject([
    { row: 1, case: "word-0", outcome: "passed", latencyMs: 12, costUsd: null, label: "fail" },
    { row: 2, outcome: "failed", reason: expect.stringMatching(/^equals: /), latencyMs: null },
    { row: 3, outcome: "errored", output: null, reason: "429 from the provider" },
  ]);
  // An id alone makes no case, and a holdout case is as unknown as one that never was.
  expect(unknownCases).toEqual({
    count: 2,
    cases: [{ id: "word-88", input: { word: "new" } }, { input: { word: "held word-0" } }],
  });
});
