import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { json } from "@/lib/db/json";
import { createCategory } from "@/lib/failure-categories/create-category";
import { listCategories } from "@/lib/failure-categories/reads";
import { updateCategory } from "@/lib/failure-categories/update-category";
import { makeTestProject, type TestProject } from "@/lib/projects/test-project";
import { compareRuns } from "@/lib/runs/compare/compare-runs";
import { categoriseResults } from "@/lib/runs/results/categorise-results";
import { exportResults } from "@/lib/runs/results/export-results";
import { getMatrix } from "@/lib/runs/results/get-matrix";
import { getResult, listResults } from "@/lib/runs/results/list-results";
import type { MatrixQuery } from "@/lib/runs/results/matrix-contract";
import type { ResultFilters } from "@/lib/runs/results/result-contract";
import { getRun } from "./get-run";
import { listRuns } from "./list-runs";
import { StartRun } from "./start-contract";
import { startRun } from "./start-run";
import {
  connect,
  type ModelServer,
  makeContent,
  makeTestPrompt,
  makeTestSet,
  runNow,
  startModelServer,
  type TestCase,
} from "./test-run";

// The model SDK takes seconds to load on a busy machine, and only the first test would pay.
beforeAll(() => import("@ai-sdk/openai-compatible"), 60_000);

let project: TestProject;
let server: ModelServer;

beforeEach(async () => {
  project = await makeTestProject();
  // Says back what it was told; "Say" is the first version's verb, "Answer" the second's.
  server = await startModelServer((message) => {
    const [verb, word] = message.split(" ");
    if (verb === "Say" && word?.startsWith("a")) return "no";
    if (verb === "Answer" && word === "b01") return "=1+1";
    return word ?? "";
  });
  await connect(project, server.url);
  await makeTestPrompt(project, { versions: [makeContent(), makeContent("Answer {{word}}")] });
});

afterEach(() => server.close());

const cases = (prefix: string, count: number, more: Partial<TestCase> = {}): TestCase[] =>
  Array.from({ length: count }, (_, index) => ({
    caseId: `${prefix}${String(index).padStart(2, "0")}`,
    ...more,
  }));

const page = { limit: 50 };
const ids = (rows: { caseId: string }[]) => rows.map(({ caseId }) => caseId);

test("results page through filters by outcome, segment, kind and text, in the order of the cases", async () => {
  await db.segment.create({
    data: {
      projectId: project.id,
      name: "Enterprise",
      condition: json({ subject: "attribute", attribute: "tier", operator: "=", value: "big" }),
    },
  });
  await makeTestSet(project, [
    ...cases("a", 6, { attributes: { tier: "big" } }),
    ...cases("b", 6, { kind: "edge" }),
  ]);
  const run = await runNow(project, {});
  const list = (filters: ResultFilters) =>
    listResults(project.viewer, run, { ...page, ...filters });

  expect(ids((await list({ outcome: "failed" })).data)).toEqual(ids(cases("a", 6)));
  expect(ids((await list({ segment: "Enterprise" })).data)).toEqual(ids(cases("a", 6)));
  expect(ids((await list({ kind: "edge", q: "b03" })).data)).toEqual(["b03"]);
  const first = await listResults(project.viewer, run, { limit: 5 });
  const second = await listResults(project.viewer, run, {
    limit: 50,
    cursor: first.nextCursor ?? "",
  });
  expect([...ids(first.data), ...ids(second.data)]).toEqual([
    ...ids(cases("a", 6)),
    ...ids(cases("b", 6)),
  ]);
  expect(first).toMatchObject({ total: 12, withheld: 0 });
  const { data } = await getResult(project.viewer, run, "a02");
  expect(data[0]?.scores[0]).toMatchObject({ passed: false });
  expect(data[0]?.case).toMatchObject({ input: { word: "a02" }, segments: ["Enterprise"] });
  const read = await getRun(project.viewer, run);
  expect(read.bySegment).toMatchObject([{ segment: "Enterprise", n: 6, failed: 6 }]);
  expect(read.byKind).toMatchObject([
    { kind: "routine", failed: 6 },
    { kind: "edge", passed: 6 },
  ]);
});

test("two runs are compared case by case, in the comparison and in the matrix", async () => {
  await makeTestSet(project, [...cases("a", 8), ...cases("b", 12)]);
  const before = await runNow(project, { version: 1 });
  const after = await runNow(project, { version: 2 });
  const comparison = await compareRuns(project.viewer, after, { baseline: before, margin: 0 });
  expect(comparison).toMatchObject({
    n: 20,
    counts: { newlyPassing: 8, newlyFailing: 1, stillFailing: 0, stillPassing: 11, errored: 0 },
    verdict: "pass",
    warnings: [],
  });
  expect(ids(comparison.newlyFailing)).toEqual(["b01"]);
  expect(comparison.passRateDifference?.value).toBeCloseTo(7 / 20);
  expect(comparison.pValue).toBeLessThan(0.05);
  expect(comparison.latencyP50DifferenceMs?.n).toBe(20);

  const matrix = (more: Partial<MatrixQuery>) =>
    getMatrix(project.viewer, after, { ...page, against: before, ...more });
  const failing = await matrix({ change: "newly-failing" });
  expect(failing.counts).toMatchObject({ all: 20, newlyFailing: 1, newlyPassing: 8 });
  expect(failing.data).toMatchObject([
    {
      caseId: "b01",
      cells: [
        { outcome: "failed", answer: "=1+1" },
        { outcome: "passed", answer: "b01" },
      ],
    },
  ]);
  const start = await matrix({ limit: 15 });
  const rest = await matrix({ limit: 15, cursor: start.nextCursor ?? "" });
  expect(start.data.length + rest.data.length).toBe(20);
});

test("runs that are not alike are compared with a warning", async () => {
  await makeTestSet(project, cases("b", 10));
  const before = await runNow(project, {});
  const after = await runNow(project, {
    version: 2,
    scorers: [{ kind: "contains" }],
    model: { provider: "test", name: "other" },
  });
  const { warnings } = await compareRuns(project.viewer, after, { baseline: before, margin: 0 });
  expect(warnings.map(({ code }) => code)).toEqual(["other_scorers", "other_model"]);
});

test("failed results get a category by which they are counted and found", async () => {
  await makeTestSet(project, [...cases("a", 6), ...cases("b", 6)]);
  const run = await runNow(project, {});
  const category = await createCategory(project.editor, { name: "wrong word" });
  const results = [{ caseId: "a00" }, { caseId: "a01" }];
  await categoriseResults(project.editor, run, { category: category.id, results });
  await expect(
    categoriseResults(project.editor, run, {
      category: category.id,
      results: [{ caseId: "b00" }],
    }),
  ).rejects.toThrow(/did not fail/);
  await expect(createCategory(project.editor, { name: "wrong word" })).rejects.toThrow(/already/);

  expect((await getRun(project.viewer, run)).byCategory).toMatchObject([
    { category: "wrong word", count: 2 },
  ]);
  const ofCategory = await listResults(project.viewer, run, { ...page, category: category.id });
  expect(ids(ofCategory.data)).toEqual(["a00", "a01"]);
  const none = await listResults(project.viewer, run, { ...page, category: "none" });
  expect(none.total).toBe(4);
  await updateCategory(project.editor, category.id, { name: "bad word", isArchived: true });
  expect((await listCategories(project.viewer)).data).toEqual([]);
  expect((await listCategories(project.viewer, { archived: "true" })).data).toMatchObject([
    { name: "bad word", results: 2 },
  ]);
});

test("a fixed way of failing that is seen again needs room among the five", async () => {
  await makeTestSet(project, cases("a", 2));
  const run = await runNow(project, {});
  const names = ["one", "two", "three", "four", "five"];
  const categories = await Promise.all(
    names.map((name) => createCategory(project.editor, { name })),
  );
  const [fixed, other] = categories.map(({ id }) => id);
  if (!fixed || !other) throw new Error("made above");
  await updateCategory(project.editor, fixed, { state: "fixed" });
  await createCategory(project.editor, { name: "six" });
  const again = { category: fixed, results: [{ caseId: "a00" }] };
  await expect(categoriseResults(project.editor, run, again)).rejects.toThrow(/At most 5/);
  await updateCategory(project.editor, other, { state: "fixed" });
  await categoriseResults(project.editor, run, again);
  const { data } = await listCategories(project.viewer);
  expect(data.find(({ id }) => id === fixed)).toMatchObject({ state: "regressed", results: 1 });
});

test("an export has the filtered rows, and no cell that a spreadsheet would run", async () => {
  await makeTestSet(project, cases("b", 4));
  const run = await runNow(project, { version: 2 });
  const csv = await (await exportResults(project.viewer, run, { format: "csv" })).text();
  expect(csv.split("\n")[0]).toMatch(/^case,repeat,kind,.*input\.word,expected,output/);
  expect(csv).toContain("'=1+1");
  expect(csv.trim().split("\n")).toHaveLength(5);
  const jsonl = await exportResults(project.viewer, run, { format: "jsonl", outcome: "failed" });
  const lines = (await jsonl.text())
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(ids(lines)).toEqual(["b01"]);
});

test("an editor gets no row of a holdout run by any door, and the look is counted", async () => {
  const sentinel = "SENTINEL-5e1f";
  await makeTestSet(project, [
    ...cases("b", 6, { split: "holdout", input: { word: sentinel } }),
    ...cases("a", 3, { split: "holdout", kind: "edge", input: { word: sentinel } }),
  ]);
  const run = await runNow(project, { split: "holdout", scorers: [{ kind: "equals" }] });
  const other = await runNow(project, { split: "holdout", version: 2 });
  const shown = [
    await getRun(project.editor, run),
    await listRuns(project.editor, { limit: 50 }),
    await listResults(project.editor, run, page),
    await listResults(project.editor, run, { ...page, q: sentinel }),
    await getMatrix(project.editor, run, { ...page, against: other }),
    await compareRuns(project.editor, run, { baseline: other, margin: 0 }),
    await (await exportResults(project.editor, run, { format: "csv" })).text(),
    await (await exportResults(project.editor, run, { format: "jsonl" })).text(),
    await db.event.findMany({ where: { projectId: project.id } }),
  ];
  for (const answer of shown) {
    expect(JSON.stringify(answer)).not.toContain(sentinel);
    expect(JSON.stringify(answer)).not.toMatch(/"(a|b)0\d"/);
  }
  await expect(getResult(project.editor, run, "b00")).rejects.toThrow(/does not exist/);
  expect(await listResults(project.editor, run, page)).toMatchObject({ data: [], withheld: 9 });
  const read = await getRun(project.editor, run);
  expect(read).toMatchObject({ holdoutLooks: 2, passRate: { n: 9 } });
  expect(read.byKind).toMatchObject([
    { kind: "routine", n: null, withheld: true },
    { kind: "edge", n: null, withheld: true, passRate: null, passed: null },
  ]);
  expect((await listResults(project.admin, run, page)).data).toHaveLength(9);
});

test("a development result is withheld once its case has moved to the holdout", async () => {
  await makeTestSet(project, cases("b", 5));
  const run = await runNow(project, {});
  const [moved] = await db.$queryRaw<{ evalSetId: string }[]>`
    update eval_case c set until_revision = 2 from run
    where run.id = ${run}::uuid and c.eval_set_id = run.eval_set_id and c.case_id = 'b02'
    returning c.eval_set_id as "evalSetId"`;
  await db.evalCase.create({
    data: {
      evalSetId: moved?.evalSetId ?? "",
      caseId: "b02",
      position: 2,
      sinceRevision: 2,
      split: "holdout",
      input: { word: "b02" },
      inputHash: "-",
    },
  });
  const list = await listResults(project.editor, run, page);
  expect(ids(list.data)).toEqual(["b00", "b01", "b03", "b04"]);
  expect(list.withheld).toBe(1);
});

test("a budget refuses the look after the last one", async () => {
  await makeTestSet(project, cases("b", 6, { split: "holdout" }), { holdoutBudget: 1 });
  await runNow(project, { split: "holdout" });
  await expect(runNow(project, { split: "holdout" })).rejects.toThrow(/looked at once/);
});

test("what cannot work is refused before it starts, with what to change", async () => {
  await makeTestSet(project, [...cases("b", 3), { caseId: "x", input: { other: "1" } }]);
  const start = (more: object) =>
    startRun(
      project.editor,
      StartRun.parse({ prompt: "support/echo", version: 1, evalSet: "words", ...more }),
    );
  await expect(start({})).rejects.toThrow(/\{\{word\}\} in 1 of 4/);
  await expect(start({ split: "holdout" })).rejects.toThrow(/no holdout cases/);
  await expect(start({ version: 9 })).rejects.toThrow(/Version 9/);
  await expect(start({ evalSet: "nothing" })).rejects.toThrow(/nothing/);
  await expect(start({ model: { provider: "gone", name: "m" } })).rejects.toThrow(/local, replay/);
  await expect(
    start({ content: makeContent("Say {{other}}"), version: undefined }),
  ).rejects.toThrow(/in 3 of 4/);
  expect(() => StartRun.parse({ prompt: "support/echo", evalSet: "words" })).toThrow(/version/);
});

test("another project sees nothing of a run, and a viewer cannot start one", async () => {
  await makeTestSet(project, cases("b", 5));
  const run = await runNow(project, {});
  const stranger = (await makeTestProject()).admin;
  await expect(getRun(stranger, run)).rejects.toThrow(/does not exist/);
  await expect(getRun(stranger, "1")).rejects.toThrow(/does not exist/);
  await expect(listResults(stranger, run, page)).rejects.toThrow(/does not exist/);
  await expect(exportResults(stranger, run, { format: "csv" })).rejects.toThrow(/does not exist/);
  await expect(getMatrix(stranger, run, page)).rejects.toThrow(/does not exist/);
  await expect(runNow({ ...project, editor: project.viewer }, {})).rejects.toThrow(
    /needs the role/,
  );
  expect((await listRuns(stranger, page)).data).toEqual([]);
  expect((await listRuns(project.viewer, { ...page, q: "echo" })).data).toHaveLength(1);
  expect(await getRun(project.viewer, "1")).toMatchObject({ id: run });
});
