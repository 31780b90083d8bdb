import { afterEach, beforeAll, expect, test } from "vitest";
import { getModel, makeEchoProject, runNow, stopModel } from "@/lib/runs/test-run";
import { ScorerSpec, type ScorerSpecInput } from "@/lib/scorers/contract";
import { previewScorer } from "./preview-scorer";

// The model SDK takes seconds to load on a busy machine, and only the first test would pay.
beforeAll(() => import("@ai-sdk/openai-compatible"), 60_000);

afterEach(stopModel);

async function prepare() {
  const project = await makeEchoProject([
    ...["tea", "milk", "water", "juice", "wine", "beer"].map((caseId) => ({ caseId })),
    ...Array.from({ length: 6 }, (_, index) => ({
      caseId: `secret-${index}`,
      split: "holdout" as const,
    })),
  ]);
  const preview = (scorer: ScorerSpecInput, actor = project.editor) =>
    previewScorer(actor, "words", ScorerSpec.parse(scorer));
  return { project, preview };
}

test("a scorer is tried on the first stored answers of the newest development run, without a call", async () => {
  const { project, preview } = await prepare();
  expect(await preview({ kind: "equals" })).toEqual({ run: null, data: [] });
  await runNow(project, { scorers: [{ kind: "equals" }] });
  await runNow(project, { scorers: [{ kind: "equals" }], split: "holdout" });
  const calls = getModel().calls.length;
  const { run, data } = await preview({ kind: "contains", config: { value: "i" } });
  expect(run?.number).toBe(1);
  expect(data.map(({ caseId, score }) => [caseId, score.passed])).toEqual([
    ["tea", false],
    ["milk", true],
    ["water", false],
    ["juice", true],
    ["wine", true],
  ]);
  expect(getModel().calls).toHaveLength(calls);
});

test("a scorer that costs calls or cannot be used has no preview, and viewers have none", async () => {
  const { project, preview } = await prepare();
  await expect(
    preview({ kind: "similar", config: { model: { provider: "local", name: "baseline" } } }),
  ).rejects.toThrow(/asks a model/);
  await expect(preview({ kind: "regex", config: { pattern: "(" } })).rejects.toMatchObject({
    code: "invalid",
  });
  await expect(preview({ kind: "equals" }, project.viewer)).rejects.toMatchObject({
    code: "forbidden",
  });
});
