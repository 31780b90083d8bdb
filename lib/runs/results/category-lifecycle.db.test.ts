import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { createCategory } from "@/lib/failure-categories/create-category";
import { exportCategories } from "@/lib/failure-categories/export-categories";
import { listCategoryFailures } from "@/lib/failure-categories/list-failures";
import { listCategoryMoves } from "@/lib/failure-categories/list-moves";
import { listCategoryVersions } from "@/lib/failure-categories/list-versions";
import { mergeCategory } from "@/lib/failure-categories/merge-category";
import { getCategory, listCategories } from "@/lib/failure-categories/reads";
import { splitCategory } from "@/lib/failure-categories/split-category";
import { updateCategory } from "@/lib/failure-categories/update-category";
import { makeTestProject, type TestProject } from "@/lib/projects/test-project";
import {
  connect,
  type ModelServer,
  makeContent,
  makeTestPrompt,
  makeTestSet,
  runNow,
  startModelServer,
} from "@/lib/runs/test-run";
import { categoriseResults } from "./categorise-results";
import { listFailureGroups } from "./list-failure-groups";

beforeAll(() => import("@ai-sdk/openai-compatible"), 60_000);

let project: TestProject;
let server: ModelServer;

/** Each version is wrong on the words that its verb is followed by. */
const WRONG: Record<string, string> = { Say: "a b c", Answer: "", Repeat: "b", Shout: "h" };

beforeEach(async () => {
  project = await makeTestProject();
  server = await startModelServer((message) => {
    const [verb = "", word = ""] = message.split(" ");
    return WRONG[verb]?.split(" ").includes(word) ? "no" : word;
  });
  await connect(project, server.url);
  await makeTestPrompt(project, {
    versions: ["Say", "Answer", "Repeat", "Shout"].map((verb) => makeContent(`${verb} {{word}}`)),
  });
  const open = ["a", "b", "c", "d"].map((caseId) => ({ caseId }));
  await makeTestSet(project, [...open, { caseId: "h", split: "holdout" as const }]);
});

afterEach(() => server.close());

const run = (version: number, more = {}) => runNow(project, { version, ...more });

const give = (runId: string, category: string | null, ...caseIds: string[]) =>
  categoriseResults(project.editor, runId, {
    category,
    results: caseIds.map((caseId) => ({ caseId })),
  });

const announced = () =>
  db.notification.count({
    where: { projectId: project.id, type: "failure_category.regressed" },
  });

describe("a category that was fixed", () => {
  let category: string;
  beforeEach(async () => {
    const first = await run(1);
    ({ id: category } = await createCategory(project.editor, { name: "says no" }));
    await give(first, category, "a", "b");
  });

  test("comes back by itself when a case of it fails in a run of a later version", async () => {
    await updateCategory(project.editor, category, {
      state: "fixed",
      fixedIn: { prompt: "support/echo", version: 2 },
    });
    expect(await getCategory(project.viewer, category)).toMatchObject({
      state: "fixed",
      fixed: { in: { prompt: "support/echo", version: 2 } },
      regressed: null,
    });
    await run(1);
    await run(2);
    expect(await getCategory(project.viewer, category)).toMatchObject({ state: "fixed" });
    await run(3);
    expect(await getCategory(project.viewer, category)).toMatchObject({
      state: "regressed",
      regressed: { in: { prompt: "support/echo", version: 3 }, run: 4 },
    });
    const events = await db.event.findMany({
      where: { projectId: project.id, type: "failure_category.regressed" },
    });
    expect(events.map(({ data }) => data)).toEqual([
      expect.objectContaining({ why: "1 case of it fails in run 4 (b)" }),
    ]);
    const [note] = await db.notification.findMany({
      where: { projectId: project.id, type: "failure_category.regressed" },
    });
    expect(note?.data).toMatchObject({ title: "says no", version: 3 });
  });

  test("stays fixed where only other cases or cases of the holdout fail", async () => {
    await updateCategory(project.editor, category, {
      state: "fixed",
      fixedIn: { prompt: "support/echo", version: 1 },
    });
    await run(4);
    await run(4, { split: "holdout" });
    expect(await getCategory(project.viewer, category)).toMatchObject({ state: "fixed" });
    expect(await announced()).toBe(0);
  });

  test("comes back when a failure of a newer version gets it, and not by one of an older version", async () => {
    const old = await run(1);
    const newer = await run(3);
    await updateCategory(project.editor, category, {
      state: "fixed",
      fixedIn: { prompt: "support/echo", version: 2 },
    });
    await give(old, category, "c");
    expect(await getCategory(project.viewer, category)).toMatchObject({ state: "fixed" });
    await give(newer, category, "b");
    expect(await getCategory(project.viewer, category)).toMatchObject({ state: "regressed" });
    expect(await announced()).toBeGreaterThan(0);
  });

  test("is fixed in the newest version of the prompt that failed unless somebody says another", async () => {
    const fixed = await updateCategory(project.editor, category, { state: "fixed" });
    expect(fixed.fixed?.in).toEqual({ prompt: "support/echo", version: 4 });
    await expect(
      updateCategory(project.editor, category, {
        state: "fixed",
        fixedIn: { prompt: "support/echo", version: 9 },
      }),
    ).rejects.toThrow(/no version 9/);
  });
});

test("a merge moves all failures and is taken back by a split", async () => {
  const first = await run(1);
  const one = await createCategory(project.editor, { name: "one" });
  const two = await createCategory(project.editor, { name: "two" });
  await give(first, one.id, "a");
  await give(first, two.id, "b", "c");
  expect(await mergeCategory(project.editor, one.id, { into: two.id })).toMatchObject({
    results: 3,
  });
  expect((await listCategories(project.viewer)).data.map(({ name }) => name)).toEqual(["two"]);
  const [move] = (await listCategoryMoves(project.viewer)).data;
  expect(move).toMatchObject({ kind: "merge", results: 1, from: { name: "one" } });
  await expect(splitCategory(project.editor, one.id, { merge: move?.id ?? "" })).rejects.toThrow(
    /no such merge/,
  );
  const back = await splitCategory(project.editor, two.id, { merge: move?.id ?? "" });
  expect(back).toMatchObject({ id: one.id, results: 1, archivedAt: null });
  expect(await getCategory(project.viewer, two.id)).toMatchObject({ results: 2 });
  await expect(splitCategory(project.editor, two.id, { merge: move?.id ?? "" })).rejects.toThrow(
    /split again/,
  );
});

test("chosen failures go to a new category, once there is room", async () => {
  const first = await run(1);
  const { id } = await createCategory(project.editor, { name: "wide" });
  await give(first, id, "a", "b");
  const { data, total } = await listCategoryFailures(project.viewer, id);
  expect(total).toBe(2);
  expect(data.map(({ caseId, version }) => [caseId, version])).toEqual([
    ["a", 1],
    ["b", 1],
  ]);
  const split = (caseId: string, name = "narrow") =>
    splitCategory(project.editor, id, { name, results: [{ run: 1, caseId }], traces: [] });
  await expect(split("d")).rejects.toThrow(/None of these/);
  await expect(split("a", "wide")).rejects.toMatchObject({ code: "conflict" });
  expect(await split("a")).toMatchObject({ name: "narrow", results: 1 });
  for (const name of ["three", "four", "five"]) await createCategory(project.editor, { name });
  await expect(split("b", "sixth")).rejects.toThrow(/At most 5/);
  expect(await getCategory(project.viewer, id)).toMatchObject({ results: 1 });
});

test("by version: what failed, and the pass rate of the category's cases in the newest run", async () => {
  const first = await run(1);
  const { id } = await createCategory(project.editor, { name: "=says no" });
  await give(first, id, "a", "b");
  await run(2);
  await run(3);
  const { data } = await listCategoryVersions(project.viewer);
  const short = data.map(({ version, cases, passRate, runs }) => [
    version,
    cases,
    passRate?.value,
    passRate?.n,
    runs,
  ]);
  expect(short).toEqual([
    [3, 0, 0.5, 2, [3]],
    [2, 0, 1, 2, [2]],
    [1, 2, 0, 2, [1]],
  ]);
  const csv = await (await exportCategories(project.viewer)).text();
  expect(csv.split("\n")).toHaveLength(5);
  expect(csv).toContain("'=says no,open,,,support/echo,3,0,0,0.5");
});

test("holdout failures of a category are for those who may see them", async () => {
  const holdoutRun = await run(4, { split: "holdout" });
  const { id } = await createCategory(project.editor, { name: "hidden" });
  await categoriseResults(project.admin, holdoutRun, { category: id, results: [{ caseId: "h" }] });
  expect((await listCategoryFailures(project.admin, id)).total).toBe(1);
  expect((await listCategoryFailures(project.editor, id)).total).toBe(0);
  expect((await listCategoryVersions(project.editor)).data).toEqual([]);
  await expect(
    splitCategory(project.editor, id, {
      name: "guess",
      results: [{ run: 1, caseId: "h" }],
      traces: [],
    }),
  ).rejects.toThrow(/None of these/);
});

test("failures without a category that say much the same are one suggestion", async () => {
  await makeTestSet(
    project,
    [
      ...["one", "two", "three"].map((many, index) => ({
        caseId: `t${index}`,
        input: { word: `refund of the lost parcel, ${many} items` },
        expected: "billing",
      })),
      { caseId: "other", input: { word: "zebra crossing" }, expected: "horse" },
      { caseId: "passes", input: { word: "fine" }, expected: "fine" },
    ],
    { name: "parcels" },
  );
  const id = await runNow(project, { version: 2, evalSet: "parcels" });
  const answer = await listFailureGroups(project.viewer, id);
  expect(answer).toMatchObject({ compared: 4, left: 0 });
  expect(answer.data.map(({ caseIds }) => [...caseIds].sort())).toEqual([["t0", "t1", "t2"]]);
  const { id: category } = await createCategory(project.editor, { name: "refunds" });
  await give(id, category, "t0", "t1", "t2");
  expect(await listFailureGroups(project.viewer, id)).toMatchObject({ data: [], compared: 1 });
});
