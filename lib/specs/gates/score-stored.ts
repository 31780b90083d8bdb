import "server-only";
import { invalid } from "@/lib/http/app-error";
import { loadStoredAnswers } from "@/lib/runs/results/load-stored-answers";
import type { ScorerSpec } from "@/lib/scorers/contract";
import { scoreOutput } from "@/lib/scorers/score/score-output";

const MOST_ANSWERS = 2_000;
const MOST_MS = 10_000;

/** What a scorer says about the stored answers of a development run, by case and repeat. */
export async function scoreStored(
  projectId: string,
  runId: string,
  scorer: ScorerSpec,
): Promise<Map<string, boolean | null>> {
  const answers = await loadStoredAnswers(runId, MOST_ANSWERS);
  const scores = new Map<string, boolean | null>();
  const startedAt = performance.now();
  for (const { caseRowId, repeat, candidate } of answers) {
    if (performance.now() - startedAt > MOST_MS) {
      throw invalid(
        "scorer",
        `Scoring the stored answers took more than ${MOST_MS / 1_000} seconds and was stopped. Use a smaller pattern or schema.`,
      );
    }
    const score = await scoreOutput(scorer, candidate, projectId);
    scores.set(`${caseRowId}|${repeat}`, score.passed);
  }
  return scores;
}
