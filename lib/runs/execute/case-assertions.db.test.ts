import { afterEach, beforeAll, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { updateCase } from "@/lib/eval-sets/update-case";
import { makeTestProject, type TestProject } from "@/lib/projects/test-project";
import { getRun } from "@/lib/runs/get-run";
import { listResults } from "@/lib/runs/results/list-results";
import {
  connect,
  type ModelServer,
  makeTestPrompt,
  makeTestSet,
  runNow,
  startModelServer,
  type TestCase,
} from "@/lib/runs/test-run";
import { loadChangesSince } from "@/lib/specs/evidence/load-case-changes";

// The model SDK takes seconds to load on a busy machine, and only the first test would pay.
beforeAll(() => import("@ai-sdk/openai-compatible"), 60_000);

let server: ModelServer | undefined;

afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function prepare(cases: TestCase[]): Promise<TestProject> {
  const project = await makeTestProject();
  server = await startModelServer((message) => message.replace("Say ", ""));
  await connect(project, server.url);
  await makeTestPrompt(project);
  await makeTestSet(project, cases);
  return project;
}

const contains = (value: string) => ({ kind: "contains" as const, config: { value } });

test("a case passes when the run's scorers and its own do, each under its name", async () => {
  const project = await prepare([
    { caseId: "tea", assertions: [contains("e")] },
    { caseId: "milk", assertions: [{ ...contains("x"), name: "has x" }, { kind: "equals" }] },
    { caseId: "water" },
  ]);
  const id = await runNow(project, { scorers: [{ kind: "equals" }] });
  const run = await getRun(project.viewer, id);
  expect(run.counts).toEqual({ passed: 2, failed: 1, errored: 0 });
  expect(run.scores).toMatchObject({
    equals: { n: 3, rate: { value: 1 } },
    contains: { n: 1, ofCase: true },
    "has x": { n: 1, ofCase: true, rate: { value: 0 } },
    "equals 2": { n: 1, ofCase: true },
  });
  expect(run.scores.equals).not.toHaveProperty("ofCase");
  const { data } = await listResults(project.viewer, id, { outcome: "failed", limit: 50 });
  expect(data).toMatchObject([
    {
      caseId: "milk",
      scores: [
        { scorer: "equals", passed: true },
        { scorer: "has x", passed: false, ofCase: true },
        { scorer: "equals 2", passed: true, ofCase: true },
      ],
    },
  ]);
});

test("a set whose cases all have scorers of their own needs no others", async () => {
  const project = await prepare([
    { caseId: "tea", expected: null, assertions: [contains("e")] },
    { caseId: "milk", expected: null, assertions: [contains("x")] },
  ]);
  const run = await getRun(project.viewer, await runNow(project, {}));
  expect(run).toMatchObject({ status: "completed", counts: { passed: 1, failed: 1, errored: 0 } });
});

test("a holdout run tells nothing of the names of its cases' own scorers below admin", async () => {
  const cases = Array.from({ length: 12 }, (_, index) => ({
    caseId: `word-${index}`,
    split: "holdout" as const,
    assertions: [{ ...contains("word"), name: "names the secret word" }],
  }));
  const project = await prepare(cases);
  const id = await runNow(project, { split: "holdout", scorers: [{ kind: "equals" }] });
  const run = await getRun(project.editor, id);
  expect(run.counts).toMatchObject({ passed: 12 });
  expect(JSON.stringify(run)).not.toContain("secret");
  expect((await getRun(project.admin, id)).scores).toHaveProperty("names the secret word");
});

test("changing a case's own scorers is an edit of the evidence", async () => {
  const project = await prepare([
    { caseId: "tea", assertions: [contains("e")] },
    { caseId: "milk" },
  ]);
  const set = await db.evalSet.findFirstOrThrow({ where: { projectId: project.id } });
  await updateCase(project.editor, "words", "tea", { assertions: null });
  const { revision } = await db.evalSet.findUniqueOrThrow({ where: { id: set.id } });
  const changes = await loadChangesSince(
    { id: set.id, name: "words", revision, since: 1 },
    "development",
  );
  expect(changes).toMatchObject({ edited: 1, removed: 0, added: 0, examples: ["tea"] });
});
