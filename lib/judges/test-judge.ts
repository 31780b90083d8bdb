import "server-only";
import { db } from "@/lib/db/client";
import type { TestProject } from "@/lib/projects/test-project";
import { createPrompt } from "@/lib/prompts/create-prompt";
import { saveVersion } from "@/lib/prompts/save-version";
import { calibrateJudge } from "./calibrate/calibrate-judge";
import { WriteJudge } from "./contract";
import type { LabelRow } from "./label-contract";
import { importLabels } from "./labels/import-labels";
import { writeJudge } from "./write-judge";

/** For database tests: a judge with a prompt of its own, labels, and calibrations that are worked off at once. */

export const JUDGE_PROMPT = "judges/helpful";

export async function makeJudgePrompt(
  project: TestProject,
  texts: readonly string[] = ["Is it helpful? {{output}}", "Is it really helpful? {{output}}"],
  provider = "local",
): Promise<void> {
  await createPrompt(project.editor, { name: JUDGE_PROMPT, kind: "chat" });
  for (const content of texts) {
    await saveVersion(project.editor, JUDGE_PROMPT, {
      messages: [{ role: "user", content }],
      model: { provider, name: "baseline" },
      settings: {},
      commitMessage: "For a test",
    });
  }
}

export const write = (project: TestProject, more: Record<string, unknown> = {}, name = "helpful") =>
  writeJudge(
    project.editor,
    name,
    WriteJudge.parse({
      kind: "rubric",
      prompt: JUDGE_PROMPT,
      version: 1,
      policy: "It answers every question.",
      ...more,
    }),
  );

export const label = (index: number, more: Partial<LabelRow> = {}): LabelRow => ({
  inputs: { ticket: `ticket ${index}` },
  output: `answer ${index}`,
  label: "pass",
  labeller: "Priya",
  split: "test",
  ...more,
});

/** By somebody who did not write the judge, so that they count. */
export const sendLabels = (
  project: TestProject,
  rows: unknown,
  { by = project.reviewer, name = "helpful" } = {},
) =>
  importLabels(by, name, {
    bytes: Buffer.from(JSON.stringify(rows)),
    contentType: "application/json",
    query: { dryRun: false },
  });

/** So many rows of each pair of what a person and the judge say. */
export function judgedRows(counts: readonly (readonly [string, string, number])[]): LabelRow[] {
  let index = 0;
  return counts.flatMap(([human, judgeLabel, count]) =>
    Array.from({ length: count }, () => label(index++, { label: human, judgeLabel })),
  );
}

export const GOOD = judgedRows([
  ["pass", "pass", 58],
  ["pass", "fail", 2],
  ["fail", "fail", 57],
  ["fail", "pass", 3],
]);

export const LENIENT = judgedRows([
  ["pass", "pass", 60],
  ["fail", "fail", 30],
  ["fail", "pass", 30],
]);

/** As a worker would. */
export async function workOffCalibrations(projectId: string): Promise<void> {
  const rows = await db.judgeCalibration.findMany({
    where: { judge: { projectId }, status: { in: ["queued", "running"] } },
  });
  const { signal } = new AbortController();
  for (const { id } of rows) await calibrateJudge({ calibrationId: id }, { signal });
}
