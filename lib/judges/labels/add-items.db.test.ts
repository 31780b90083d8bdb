import { afterEach, beforeAll, expect, test } from "vitest";
import { getCalibrationAnalysis } from "@/lib/judges/calibrate/get-analysis";
import { startCalibration } from "@/lib/judges/calibrate/start-calibration";
import { GOOD, makeJudgePrompt, sendLabels, write } from "@/lib/judges/test-judge";
import type { TestProject } from "@/lib/projects/test-project";
import { makeEchoProject, runNow, stopModel } from "@/lib/runs/test-run";
import { addItems } from "./add-items";
import { getLabelQueue, listItems } from "./reads";
import { saveLabel } from "./save-label";

// The model SDK takes seconds to load on a busy machine, and only the first test would pay.
beforeAll(() => import("@ai-sdk/openai-compatible"), 60_000);

afterEach(stopModel);

const cases = Array.from({ length: 30 }, (_, index) => ({
  caseId: `case-${index}`,
  split: index < 20 ? ("development" as const) : ("holdout" as const),
}));

async function prepare(): Promise<TestProject> {
  const project = await makeEchoProject(cases, (message) =>
    message.includes("Is it helpful?")
      ? '{"passed":true,"score":1,"reason":"It helps."}'
      : message.replace("Say ", ""),
  );
  await makeJudgePrompt(project, ["Is it helpful? {{output}}"], "test");
  await write(project);
  return project;
}

const judge = { kind: "judge-rubric", config: { judge: "helpful" } } as const;

test("outputs of a development run come into the queue once, with their cases", async () => {
  const project = await prepare();
  const run = await runNow(project, { scorers: [judge] });
  const add = (count: number) => addItems(project.editor, "helpful", { run, count });
  expect(await add(12)).toEqual({ added: 12, skipped: 0 });
  expect(await add(20)).toEqual({ added: 8, skipped: 12 });
  const { items } = await getLabelQueue(project.editor, "helpful");
  expect(items).toHaveLength(20);
  expect(items[0]?.case).toMatch(/^case-1?\d$/);
  expect(items[0]?.input).toEqual({ word: items[0]?.case });
});

test("outputs of a holdout run stay hidden, whoever asks", async () => {
  const project = await prepare();
  const run = await runNow(project, { scorers: [{ kind: "equals" }], split: "holdout" });
  await expect(addItems(project.admin, "helpful", { run, count: 5 })).rejects.toThrow(
    /stay hidden/,
  );
});

test("a run's pass rate is corrected by labels of its outputs, else by the calibration", async () => {
  const project = await prepare();
  const run = await runNow(project, { scorers: [judge] });
  const corrected = async () =>
    (await getCalibrationAnalysis(project.viewer, "helpful")).corrected[0];
  expect(await corrected()).toMatchObject({ n: 20, raw: 1, corrected: null, labels: 0 });
  await sendLabels(project, GOOD);
  await startCalibration(project.editor, "helpful", { split: "test" });
  expect(await corrected()).toMatchObject({ labels: 0, corrected: { value: 1 } });
  await addItems(project.editor, "helpful", { run, count: 10 });
  const { data } = await listItems(project.editor, "helpful", { state: "all", limit: 200 });
  const ofRun = data.filter((item) => item.case !== null);
  expect(ofRun).toHaveLength(10);
  for (const [index, { id }] of ofRun.entries()) {
    await saveLabel(
      project.editor,
      "helpful",
      id,
      index < 7 ? { label: "pass", note: "" } : { label: "fail", note: "Wrong" },
    );
  }
  expect(await corrected()).toMatchObject({ labels: 10, corrected: { value: 0.7 } });
});
