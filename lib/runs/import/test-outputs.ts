import "server-only";
import { makeTestProject, type TestProject } from "@/lib/projects/test-project";
import { StartOrRecordRun, type StartRunInput } from "@/lib/runs/start-contract";
import { makeContent, makeTestPrompt, makeTestSet, workOff } from "@/lib/runs/test-run";
import { parseOutputList } from "./import-outputs";
import { recordRun } from "./record-run";

/** Two versions of `support/echo`, and a set `words` with a case for each of them. */
export async function makeWordsProject(words: readonly string[]): Promise<TestProject> {
  const project = await makeTestProject();
  await makeTestPrompt(project, { versions: [makeContent(), makeContent("Repeat {{word}}")] });
  await makeTestSet(
    project,
    words.map((caseId) => ({ caseId })),
  );
  return project;
}

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
