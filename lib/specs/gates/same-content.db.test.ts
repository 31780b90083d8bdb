import { afterEach, beforeAll, expect, test } from "vitest";
import { saveVersion } from "@/lib/prompts/save-version";
import { makeContent, runNow } from "@/lib/runs/test-run";
import { gate, NAME, prepare, stopModel, write } from "./test-gate";

// The model SDK takes seconds to load on a busy machine, and only the first test would pay.
beforeAll(() => import("@ai-sdk/openai-compatible"), 60_000);
afterEach(stopModel);

test("a version that is saved from a cell of an experiment has been measured: the run is of the same content", async () => {
  const project = await prepare();
  await write(project);
  const model = { provider: "test", name: "echo-large" };
  const run = await runNow(project, { version: 1, model });
  expect(await gate(project, 1)).toMatchObject({ verdict: "not_measured", reason: "no_run" });
  const content = { ...makeContent(), model, commitMessage: "Use echo-large" };
  const { number } = await saveVersion(project.editor, NAME, content);
  expect(await gate(project, number)).toMatchObject({ verdict: "pass", n: 40, runId: run });
  const other = { ...content, settings: { temperature: 1 } };
  const warmer = await saveVersion(project.editor, NAME, other);
  expect(await gate(project, warmer.number)).toMatchObject({ reason: "no_run" });
});
