import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { createCategory } from "@/lib/failure-categories/create-category";
import { makeTestProject, type TestProject } from "@/lib/projects/test-project";
import { checkRun } from "@/lib/runs/check-run";
import { getRun } from "@/lib/runs/get-run";
import { StartRun } from "@/lib/runs/start-contract";
import {
  connect,
  type ModelServer,
  makeTestPrompt,
  makeTestSet,
  runNow,
  startModelServer,
} from "@/lib/runs/test-run";
import { categoriseResults } from "./categorise-results";
import { getMatrix } from "./get-matrix";
import { getResult } from "./list-results";
import type { MatrixQuery } from "./matrix-contract";

// The model SDK takes seconds to load on a busy machine, and only the first test would pay.
beforeAll(() => import("@ai-sdk/openai-compatible"), 60_000);

let project: TestProject;
let server: ModelServer;

beforeEach(async () => {
  project = await makeTestProject();
  // Each input names its answer.
  server = await startModelServer((message) => message.split(" ")[1] ?? "");
  await connect(project, server.url);
  await makeTestPrompt(project);
});

afterEach(() => server.close());

const tickets = [
  { caseId: "t1", input: { word: "refund" }, expected: "billing" },
  { caseId: "t2", input: { word: "Billing" }, expected: "billing" },
  { caseId: "t3", input: { word: "refund" }, expected: "refund" },
  { caseId: "t4", input: { word: "weather" }, expected: "billing" },
  { caseId: "t5", input: { word: "account" }, expected: "account" },
];

const ids = (rows: { caseId: string }[]) => rows.map(({ caseId }) => caseId);
const matrixOf = (run: string, query: Partial<MatrixQuery>) =>
  getMatrix(project.viewer, run, { limit: 50, ...query });

test("each cell of the confusion matrix finds its cases, whatever the spelling", async () => {
  await makeTestSet(project, tickets);
  const run = await runNow(project, { scorers: [{ kind: "label" }] });
  const { labels } = await getRun(project.viewer, run);
  const [matrix] = labels;
  if (!matrix) throw new Error("a label is scored");
  for (const [row, expected] of matrix.labels.entries()) {
    for (const [column, answered] of matrix.labels.entries()) {
      const { data } = await matrixOf(run, { scorer: matrix.scorer, expected, answered });
      expect(data).toHaveLength(matrix.counts[row]?.[column] ?? -1);
    }
  }
  const { scorer } = matrix;
  const confused = await matrixOf(run, { scorer, expected: "billing", answered: "refund" });
  expect(confused.data).toMatchObject([{ caseId: "t1", expected: "billing" }]);
  const outside = await matrixOf(run, { scorer, expected: "billing", answered: "" });
  expect(ids(outside.data)).toEqual(["t4"]);
  expect(ids((await matrixOf(run, { scorer, expected: "billing" })).data)).toEqual([
    "t1",
    "t2",
    "t4",
  ]);
  await expect(matrixOf(run, { scorer: "tone", expected: "billing" })).rejects.toThrow(
    /no label scorer/,
  );
});

test("rows come in the order of a column, page after page, those without a value last", async () => {
  await makeTestSet(project, tickets);
  const run = await runNow(project, { scorers: [{ kind: "label" }] });
  const category = await createCategory(project.editor, { name: "billing read as refund" });
  await categoriseResults(project.editor, run, {
    category: category.id,
    results: [{ caseId: "t4" }],
  });
  expect(ids((await matrixOf(run, { sort: "category" })).data)).toEqual([
    "t4",
    "t1",
    "t2",
    "t3",
    "t5",
  ]);
  expect(ids((await matrixOf(run, { sort: "-case" })).data)).toEqual([
    "t5",
    "t4",
    "t3",
    "t2",
    "t1",
  ]);
  const first = await matrixOf(run, { sort: "expected", limit: 2 });
  const rest = await matrixOf(run, { sort: "expected", cursor: first.nextCursor ?? "" });
  expect(ids([...first.data, ...rest.data])).toEqual(["t5", "t1", "t2", "t4", "t3"]);
  await db.runResult.updateMany({ where: { caseId: "t3" }, data: { latencyMs: 90_000 } });
  const slowest = await matrixOf(run, { sort: "-latency", outcome: "passed" });
  expect(slowest.data[0]).toMatchObject({ caseId: "t3", cells: [{ latencyMs: 90_000 }] });
});

test("groups are counted whole, errors and cases that the baseline lacks too", async () => {
  await makeTestSet(project, tickets.slice(0, 3));
  const before = await runNow(project, { scorers: [{ kind: "label" }] });
  await makeTestSet(project, tickets, { name: "more" });
  const after = await runNow(project, { evalSet: "more", scorers: [{ kind: "label" }] });
  await db.runResult.updateMany({ where: { caseId: "t1" }, data: { outcome: "errored" } });
  const { counts } = await matrixOf(after, { against: before, limit: 1 });
  expect(counts).toMatchObject({ all: 5, changedByError: 1, onlyHere: 2 });
});

test("a case shows the prompt as it was sent, and a holdout case to nobody below admin", async () => {
  await makeTestSet(project, [
    ...tickets,
    { caseId: "h1", input: { word: "secret" }, expected: "secret", split: "holdout" },
  ]);
  const run = await runNow(project, {});
  expect((await getResult(project.viewer, run, "t1")).prompt).toEqual([
    { role: "user", content: "Say refund" },
  ]);
  const sealed = await runNow(project, { split: "holdout" });
  await expect(getResult(project.editor, sealed, "h1")).rejects.toThrow(/does not exist/);
  expect((await getResult(project.admin, sealed, "h1")).prompt).toMatchObject([
    { content: "Say secret" },
  ]);
});

test("before a run starts it is said which variables and expectations its cases lack", async () => {
  await makeTestSet(project, [
    ...tickets.slice(0, 3),
    { caseId: "t6", input: { text: "refund" }, expected: "refund" },
    { caseId: "t7", input: { word: "weather" }, expected: null },
    { caseId: "h1", input: { text: "secret" }, expected: null, split: "holdout" },
  ]);
  const check = (more: object, actor = project.editor) =>
    checkRun(
      actor,
      StartRun.parse({ prompt: "support/echo", version: 1, evalSet: "words", ...more }),
    );
  expect(await check({ scorers: [{ kind: "label" }] })).toEqual({
    cases: 5,
    missing: [{ variable: "word", cases: 1 }],
    lacksVariables: true,
    withoutExpected: { cases: 1, scorers: ["label"] },
  });
  expect(await check({ scorers: [{ kind: "contains-json" }] })).toMatchObject({
    withoutExpected: null,
  });
  expect(await check({ split: "holdout" })).toEqual({
    cases: null,
    missing: [],
    lacksVariables: true,
    withoutExpected: null,
  });
  expect(
    await check({ split: "holdout", scorers: [{ kind: "label" }] }, project.admin),
  ).toMatchObject({
    cases: 1,
    missing: [{ variable: "word", cases: 1 }],
  });
  await expect(check({}, project.viewer)).rejects.toThrow();
});
