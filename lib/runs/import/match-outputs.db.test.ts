import { expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { makeTestProject } from "@/lib/projects/test-project";
import { makeContent, makeTestPrompt, makeTestSet } from "@/lib/runs/test-run";
import { ImportOutputsQuery } from "./import-contract";
import { importOutputs } from "./import-outputs";
import { findOutputCases, type MatchedRow, matchOutputs } from "./match-outputs";
import { parseOutputRows } from "./parse-output-rows";
import { parseOutputs } from "./parse-outputs";

const CASES = 700;

async function makeProject() {
  const project = await makeTestProject();
  await makeTestPrompt(project, { versions: [makeContent()] });
  await makeTestSet(
    project,
    Array.from({ length: CASES }, (_, index) => ({
      caseId: `c${index}`,
      input: { word: `word ${index}` },
    })),
  );
  return project;
}

/** Twice every case, by its id and by its inputs, with rows between that belong to none. */
const csv = [
  "id,input.word,output",
  ...Array.from({ length: CASES }, (_, index) => `c${index},word ${index},one`),
  "broken row",
  ",word 0,",
  "c9999,,two",
  ...Array.from({ length: CASES }, (_, index) => `,word ${index},two`),
  "c5,another word,three",
].join("\n");

const sent = (text: string) => ({ bytes: Buffer.from(text), contentType: "text/csv" });
const mapping = JSON.stringify({ id: "case" });

test("rows come with their cases some at a time, and none is lost or doubled between", async () => {
  const project = await makeProject();
  const set = await db.evalSet.findFirstOrThrow({ where: { projectId: project.id } });
  const { file, ...reading } = await parseOutputs(project.editor, sent(csv), set, {
    ...{ encoding: "auto", suggest: false, mapping },
  });
  const outputs = parseOutputRows(file, { ...reading, labelsBy: "person" });
  const { place, count } = await findOutputCases(outputs, {
    ...{ evalSetId: set.id, revision: set.revision, split: "development", name: set.name },
  });
  const batches: (readonly MatchedRow[])[] = [];
  const match = await matchOutputs(outputs, place, {
    addMatched: (rows) => {
      batches.push(rows);
    },
  });
  expect(batches.map(({ length }) => length)).toEqual([500, 500, 401]);
  expect({ ...match, count }).toEqual({
    ...{ count: CASES, matched: 1_401, otherInputs: 1, mostRepeats: 3, unmatchedRows: 3 },
    unmatched: [
      { row: 701, message: expect.stringMatching(/^This row has 1 cell/) },
      { row: 702, message: expect.stringMatching(/^output: Give the output/) },
      { row: 703, message: "The development cases of words have no case c9999." },
    ],
  });
  const placed = batches.flat().map(({ case: { caseId }, repeat }) => `${caseId} ${repeat}`);
  expect(new Set(placed).size).toBe(1_401);
});

test("an import stores every row once, in the run that it makes", async () => {
  const project = await makeProject();
  const query = ImportOutputsQuery.parse({
    ...{ evalSet: "words", prompt: "support/echo", version: "1", mapping },
  });
  const run = await importOutputs(project.editor, query, sent(csv));
  expect(run).toMatchObject({ matched: 1_401, otherInputs: 1 });
  const stored = await db.recordedOutput.groupBy({
    by: ["repeat"],
    where: { runId: run.id },
    _count: true,
    orderBy: { repeat: "asc" },
  });
  expect(stored.map(({ _count }) => _count)).toEqual([CASES, CASES, 1]);
  const { total, repeats } = await db.run.findUniqueOrThrow({ where: { id: run.id } });
  expect([total, repeats]).toEqual([1_401, 3]);
});
