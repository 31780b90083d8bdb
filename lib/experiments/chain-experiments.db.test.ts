import { afterEach, expect, test } from "vitest";
import { createChain } from "@/lib/chains/create-chain";
import { saveChainVersion } from "@/lib/chains/save-chain-version";
import { db } from "@/lib/db/client";
import { createDocumentSet } from "@/lib/documents/create-document-set";
import { writeDocument } from "@/lib/documents/write-document";
import { addCase } from "@/lib/eval-sets/add-case";
import { createEvalSet } from "@/lib/eval-sets/create-eval-set";
import { makeTestProject, type TestProject } from "@/lib/projects/test-project";
import { ChainContent } from "@/lib/prompts/chain/chain-content";
import { getRun } from "@/lib/runs/get-run";
import { workOff } from "@/lib/runs/test-run";
import { applyOptions, optionsOf } from "./apply-options";
import { startHoldoutRuns } from "./holdout/start-holdout-runs";
import { getExperiment, listExperiments } from "./reads";
import { StartExperiment, type StartExperimentInput } from "./start-contract";
import { startExperiment } from "./start-experiment";
import { stopServers } from "./test-experiment";

afterEach(stopServers);

const NAME = "support/agent";

const find = (topK: number) => ({
  key: "find",
  kind: "retrieve" as const,
  config: { documents: "policies", topK },
  input: { query: "inputs.question" },
});

const pick = (code: string) => ({
  key: "pick",
  kind: "code" as const,
  config: { code },
  input: { passages: "steps.find.output.passages" },
});

const FIRST = "return input.passages[0]?.text ?? '';";
const LAST = "return input.passages.at(-1)?.text ?? '';";
const BROKEN = "return input.passages[";

/** A chain that finds passages and picks one; cases whose answer is the second best passage. */
async function prepare(): Promise<TestProject> {
  const project = await makeTestProject();
  const { editor } = project;
  await createDocumentSet(editor, { name: "policies", language: "english" });
  await writeDocument(editor, "policies", "one", { title: "Refund refund", text: "refund: card" });
  await writeDocument(editor, "policies", "two", { title: "Other", text: "a refund by voucher" });
  await createChain(editor, { name: NAME });
  const content = ChainContent.parse({ steps: [find(1), pick(FIRST)] });
  await saveChainVersion(editor, NAME, { ...content, commitMessage: "First" });
  await createEvalSet(editor, { name: "questions" });
  for (const [index, split] of (["development", "development", "holdout"] as const).entries()) {
    await addCase(editor, "questions", {
      ...{ caseId: `case-${index}`, split, input: { question: "refund" } },
      expected: "a refund by voucher",
      steps: { find: ["one"], pick: "a refund by voucher" },
    });
  }
  return project;
}

const plan = (more: Partial<StartExperimentInput> = {}): StartExperiment =>
  StartExperiment.parse({
    ...{ chain: NAME, evalSet: "questions", scorers: [{ kind: "equals" }] },
    rows: [
      { name: "1 passage", version: 1 },
      { name: "2 passages", version: 1, steps: [find(2)] },
    ],
    columns: [{ name: "best" }, { name: "last", steps: [pick(LAST)] }],
    ...more,
  });

async function work({ cells }: Awaited<ReturnType<typeof startExperiment>>) {
  for (const { runId } of cells) await workOff(runId);
}

test("rows of a chain meet columns, each cell runs its steps, and the first wrong step is counted", async () => {
  const project = await prepare();
  const started = await startExperiment(project.editor, plan());
  expect(started.cells.map(({ version, model, option }) => [version, model, option])).toEqual([
    [1, null, { row: "1 passage", column: "best" }],
    [1, null, { row: "1 passage", column: "last" }],
    [1, null, { row: "2 passages", column: "best" }],
    [1, null, { row: "2 passages", column: "last" }],
  ]);
  await work(started);
  const experiment = await getExperiment(project.viewer, started.id);
  expect(experiment).toMatchObject({
    ...{ chain: NAME, status: "completed", versions: [1], models: [] },
    options: { rows: [{ steps: [] }, { name: "2 passages" }], columns: [{}, { name: "last" }] },
    baseline: { option: { row: "1 passage", column: "best" } },
  });
  expect(experiment.cells.map(({ passRate }) => passRate?.value)).toEqual([0, 0, 0, 1]);
  expect(experiment.cells.map(({ wrongSteps }) => wrongSteps)).toEqual([
    ...Array.from({ length: 3 }, () => [{ key: "pick", answers: 2 }]),
    [],
  ]);
  expect(experiment.cells.at(-1)?.comparison?.counts).toMatchObject({ newlyPassing: 2 });
  const run = await getRun(project.viewer, started.cells[3]?.runId ?? "");
  expect(run).toMatchObject({ version: null, title: "2 passages, last", experiment: 1 });
  const { data } = await listExperiments(project.viewer, { limit: 10, cursor: undefined });
  expect(data[0]?.options).toEqual({
    rows: ["1 passage", "2 passages"],
    columns: ["best", "last"],
  });
});

test("a cell that is a version is that version's run, and one that is saved becomes it", async () => {
  const project = await prepare();
  const started = await startExperiment(project.editor, plan());
  await work(started);
  const experiment = await getExperiment(project.viewer, started.id);
  const [first, , , last] = experiment.cells;
  const versionOf = async (runId = "") => (await getRun(project.viewer, runId)).version;
  expect(await versionOf(first?.runId)).toBe(1);
  const base = ChainContent.parse({ steps: [find(1), pick(FIRST)] });
  if (!experiment.options || !last?.option) throw new Error("a cell has options");
  const content = applyOptions(base, ...optionsOf(experiment.options, last.option));
  const saved = await saveChainVersion(project.editor, NAME, { ...content, commitMessage: "Use" });
  expect(saved.contentHash).toBe(last.contentHash);
  expect(await versionOf(last.runId)).toBe(2);
  // It is still the cell of version 1 with its options.
  expect((await getExperiment(project.viewer, started.id)).cells[3]).toMatchObject({
    version: 1,
    option: { row: "2 passages", column: "last" },
  });
});

test("what does not fit together is refused with the error at the step of its option", async () => {
  const project = await prepare();
  const refusal = (more: Partial<StartExperimentInput>) =>
    startExperiment(project.editor, plan(more)).then(
      () => [],
      (error: { errors?: { path: string; message: string }[] }) => error.errors,
    );
  expect(await refusal({ columns: [{ name: "bad", steps: [pick(BROKEN)] }] })).toEqual([
    {
      path: "columns.0.steps.0.config.code",
      message: expect.stringMatching(/Unexpected|unexpected/),
    },
  ]);
  const elsewhere = { ...find(2), config: { documents: "elsewhere", topK: 2 } };
  expect(await refusal({ rows: [{ name: "a", version: 1, steps: [elsewhere] }] })).toEqual([
    {
      path: "rows.0.steps.0.config.documents",
      message: "There is no document set “elsewhere”.",
    },
  ]);
  // The change is sound by itself, but another step no longer gets what it names.
  const code = {
    ...find(1),
    kind: "code" as const,
    config: { code: "return 1;", outputSchema: { type: "object", properties: { text: {} } } },
  };
  expect(
    await refusal({ rows: [{ name: "a", version: 1, steps: [code] }], columns: undefined }),
  ).toEqual([{ path: "rows.0.steps", message: expect.stringMatching(/^pick: .*passages/) }]);
  expect(
    await refusal({
      rows: [{ name: "a", version: 1, steps: [{ ...find(1), key: "search" }] }],
      columns: undefined,
    }),
  ).toEqual([
    { path: "rows.0.steps.0.key", message: "v1 has no step “search”. It has find, pick." },
  ]);
  expect(await refusal({ columns: [{ name: "again", steps: [find(3)] }] })).toEqual([
    { path: "columns.0.steps.0.key", message: expect.stringContaining("changes “find” as well") },
  ]);
  expect(await refusal({ rows: [{ name: "a", version: 7 }] })).toEqual([
    { path: "rows.0.version", message: expect.stringContaining("Version 7") },
  ]);
  expect(await db.experiment.count({ where: { projectId: project.id } })).toBe(0);
});

test("a prompt has no rows, a chain no models, and each cell has a name of its own", () => {
  const errors = (more: object) =>
    StartExperiment.safeParse({ ...plan(), ...more }).error?.issues.map(({ path, message }) => [
      path.join("."),
      message,
    ]);
  expect(
    errors({
      chain: undefined,
      prompt: "support/echo",
      versions: [1],
      models: [{ provider: "a", name: "b" }],
    })?.[0],
  ).toEqual(["rows", expect.stringContaining("Rows and columns change steps of a chain")]);
  expect(errors({ models: [{ provider: "a", name: "b" }] })?.[0]?.[0]).toBe("models");
  expect(errors({ rows: undefined, columns: undefined })?.[0]).toEqual([
    "rows",
    "Add at least one row.",
  ]);
  expect(
    errors({
      rows: [
        { name: "Same", version: 1 },
        { name: "same", version: 2 },
      ],
    })?.[0],
  ).toEqual(["rows", "Give each row a name of its own."]);
  expect(errors({ baseline: { row: "1 passage" } })?.[0]?.[0]).toBe("baseline");
  const many = Array.from({ length: 8 }, (_, index) => ({ name: `o${index}`, version: 1 }));
  expect(errors({ rows: many, columns: many.map(({ name }) => ({ name })) })?.[0]).toEqual([
    "columns",
    "At most 50 cells: rows times columns.",
  ]);
});

test("a viewer starts none, and a cell is confirmed on the holdout with its steps", async () => {
  const project = await prepare();
  await expect(startExperiment(project.viewer, plan())).rejects.toMatchObject({
    code: "forbidden",
  });
  const started = await startExperiment(project.editor, plan());
  await work(started);
  const cell = started.cells[3]?.runId ?? "";
  const { runs, looks } = await startHoldoutRuns(project.admin, started.id, { cell });
  expect(looks).toBe(2);
  for (const { id } of runs) await workOff(id);
  const [confirmed, baseline] = await Promise.all(runs.map(({ id }) => getRun(project.admin, id)));
  expect(confirmed).toMatchObject({ split: "holdout", version: null, counts: { passed: 1 } });
  expect(baseline).toMatchObject({ split: "holdout", version: 1, counts: { failed: 1 } });
});
