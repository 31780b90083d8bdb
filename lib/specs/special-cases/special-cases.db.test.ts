import { expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { makeTestProject, type TestProject } from "@/lib/projects/test-project";
import { saveVersion } from "@/lib/prompts/save-version";
import { makeContent, makeTestPrompt, makeTestSet } from "@/lib/runs/test-run";
import { WriteSpec } from "@/lib/specs/contract";
import { writeSpec } from "@/lib/specs/write-spec";
import { dismissSpecialCases, restoreSpecialCases } from "./dismiss-special-cases";
import { checkSpecialCases, getSpecialCases } from "./reads";

const NAME = "support/echo";
const RULES = [
  "Say {{word}}",
  "If the text mentions a tent, stop.",
  "If the text mentions a stove, stop.",
  "If it comes from Kowalczyk, stop.",
];

async function prepare(): Promise<TestProject> {
  const project = await makeTestProject();
  await makeTestPrompt(project);
  await saveVersion(project.editor, NAME, {
    ...makeContent(RULES.join("\n"), "local"),
    commitMessage: "Handle tents, stoves and one customer",
    parentVersion: 1,
  });
  await makeTestSet(project, [
    { caseId: "de-07", input: { word: "Mr Kowalczyk is angry" } },
    { caseId: "de-08", input: { word: "a tent" } },
  ]);
  const criterion = {
    key: "right",
    statement: "Says the word",
    evalSet: "words",
    scorer: "equals",
    comparator: ">=",
    threshold: 0.8,
    level: "must",
  } as const;
  await writeSpec(project.editor, NAME, WriteSpec.parse({ criteria: [criterion] }));
  return project;
}

test("a version with many special cases is told with its lines and the case that one was written for", async () => {
  const { viewer } = await prepare();
  const { from, isMany, sentences } = await getSpecialCases(viewer, NAME, 2);
  expect({ from, isMany }).toEqual({ from: 1, isMany: true });
  expect(sentences.map(({ line, why, caseId }) => ({ line, why, caseId }))).toEqual([
    { line: 2, why: "condition", caseId: null },
    { line: 3, why: "condition", caseId: null },
    { line: 4, why: "case", caseId: "de-07" },
  ]);
  expect(await getSpecialCases(viewer, NAME, 1)).toMatchObject({ from: null, sentences: [] });
});

test("what only a holdout case says is not told", async () => {
  const { viewer, id } = await prepare();
  await db.evalCase.updateMany({
    where: { evalSet: { projectId: id }, caseId: "de-07" },
    data: { split: "holdout" },
  });
  const { sentences } = await getSpecialCases(viewer, NAME, 2);
  expect(JSON.stringify(sentences)).not.toContain("de-07");
  expect(sentences).toHaveLength(2);
});

test("the same is told before a version is saved", async () => {
  const { editor } = await prepare();
  const messages = [{ role: "user" as const, content: RULES.join("\n") }];
  const draft = await checkSpecialCases(editor, NAME, { messages, parentVersion: 1 });
  expect(draft).toMatchObject({ from: 1, isMany: true, dismissal: null });
  expect(await checkSpecialCases(editor, NAME, { messages, parentVersion: 2 })).toMatchObject({
    isMany: false,
    sentences: [],
  });
});

test("an editor dismisses the hint, with or without a reason; who and why stays to be seen", async () => {
  const { editor, viewer, id } = await prepare();
  await expect(dismissSpecialCases(viewer, NAME, 2, {})).rejects.toMatchObject({
    code: "forbidden",
  });
  const reason = "Each of them is a rule of the shop";
  expect(await dismissSpecialCases(editor, NAME, 2, { reason })).toMatchObject({
    isMany: true,
    dismissal: { by: "Ines", reason },
  });
  expect(await dismissSpecialCases(editor, NAME, 2, {})).toMatchObject({
    dismissal: { reason: "" },
  });
  await restoreSpecialCases(editor, NAME, 2);
  expect(await getSpecialCases(viewer, NAME, 2)).toMatchObject({ dismissal: null });
  const events = await db.event.findMany({
    where: { projectId: id, type: { startsWith: "version.special_cases" } },
    orderBy: { seq: "asc" },
  });
  expect(events.map(({ type, data }) => [type, data])).toEqual([
    ["version.special_cases_dismissed", { prompt: NAME, version: 2, reason }],
    ["version.special_cases_dismissed", { prompt: NAME, version: 2, reason: "" }],
    ["version.special_cases_restored", { prompt: NAME, version: 2 }],
  ]);
});
