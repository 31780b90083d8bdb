import { afterAll, beforeAll, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { makeTestProject, type TestProject } from "@/lib/projects/test-project";
import { getPrompt } from "@/lib/prompts/reads";
import { saveVersion } from "@/lib/prompts/save-version";
import { getRun } from "./get-run";
import {
  connect,
  type ModelServer,
  makeContent,
  makeTestPrompt,
  makeTestSet,
  runNow,
  startModelServer,
} from "./test-run";

let server: ModelServer;

beforeAll(async () => {
  server = await startModelServer((message) => message.split(" ").at(-1) ?? "");
}, 60_000);
afterAll(() => server.close());

async function prepare(): Promise<TestProject> {
  const project = await makeTestProject();
  await connect(project, server.url);
  await makeTestPrompt(project);
  await makeTestSet(project, [{ caseId: "tent" }, { caseId: "rope" }]);
  return project;
}

const draft = makeContent("Please say {{word}}");

test("what was measured of a draft counts for the version that is saved with its content", async () => {
  const project = await prepare();
  const id = await runNow(project, { content: draft });
  expect(await getRun(project.editor, id)).toMatchObject({ version: null });
  const { number } = await saveVersion(project.editor, "support/echo", {
    ...draft,
    commitMessage: "Be polite",
  });
  expect(await getRun(project.editor, id)).toMatchObject({ version: number });
  const { lastEval } = await getPrompt(project.editor, "support/echo");
  expect(lastEval).toMatchObject({ version: number, passRate: { value: 1, n: 2 } });
  const event = await db.event.findFirst({
    where: { projectId: project.id, type: "version.saved" },
    orderBy: { seq: "desc" },
  });
  expect(event?.data).toMatchObject({ draftRuns: [1] });
});

test("a draft that says what a version says is a run of that version", async () => {
  const project = await prepare();
  const id = await runNow(project, { content: makeContent() });
  expect(await getRun(project.editor, id)).toMatchObject({ version: 1 });
});

test("a draft with other words, or with another model, stays a run of a draft", async () => {
  const project = await prepare();
  const other = await runNow(project, { content: makeContent("Kindly say {{word}}") });
  const model = await runNow(project, {
    content: draft,
    model: { provider: "test", name: "larger" },
  });
  await saveVersion(project.editor, "support/echo", { ...draft, commitMessage: "Be polite" });
  expect(await getRun(project.editor, other)).toMatchObject({ version: null });
  expect(await getRun(project.editor, model)).toMatchObject({ version: null });
});
