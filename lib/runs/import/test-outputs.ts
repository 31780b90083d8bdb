import "server-only";
import type { TestProject } from "@/lib/projects/test-project";
import { StartOrRecordRun, type StartRunInput } from "@/lib/runs/start-contract";
import { workOff } from "@/lib/runs/test-run";
import { parseOutputList } from "./import-outputs";
import { recordRun } from "./record-run";

export type SentOutputs = Omit<StartRunInput, "prompt" | "evalSet"> & { outputs: object[] };

/** For database tests: recorded outputs as a run of `support/echo` on `words`, scored at once. */
export async function record(project: TestProject, sent: SentOutputs, actor = project.editor) {
  const { outputs = [], ...run } = StartOrRecordRun.parse({
    prompt: "support/echo",
    evalSet: "words",
    version: 1,
    scorers: [{ kind: "equals" }],
    ...sent,
  });
  const answer = await recordRun(actor, run, parseOutputList(outputs));
  await workOff(answer.id);
  return answer;
}
