import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { findEvalSet } from "@/lib/eval-sets/find-eval-set";
import { invalid } from "@/lib/http/app-error";
import { loadStoredAnswers } from "@/lib/runs/results/load-stored-answers";
import { asksModel } from "@/lib/scorers/asks-model";
import { requireUsableScorers } from "@/lib/scorers/check-scorers";
import type { ScorerSpec } from "@/lib/scorers/contract";
import { scoreOutput } from "@/lib/scorers/score/score-output";
import type { ScorerPreview } from "./scorer-preview-contract";

const ANSWERS = 5;
const LONGEST_OUTPUT = 300;

/** A scorer on the first answers of the set's newest development run. Nothing is called and nothing stored. */
export async function previewScorer(
  actor: Actor,
  name: string,
  scorer: ScorerSpec,
): Promise<ScorerPreview> {
  authorize(actor, { scope: "evals:write", role: "editor" });
  if (asksModel([scorer])) {
    throw invalid("scorer", "A scorer that asks a model has no preview: each answer costs a call.");
  }
  await requireUsableScorers(actor.projectId, [scorer]);
  const set = await findEvalSet(actor, name);
  const run = await db.run.findFirst({
    where: { evalSetId: set.id, split: "development", status: "completed" },
    orderBy: { endedAt: "desc" },
    select: { id: true, number: true },
  });
  if (!run) return { run: null, data: [] };
  const answers = await loadStoredAnswers(run.id, ANSWERS);
  const data = await Promise.all(
    answers.map(async ({ caseId, candidate }) => ({
      caseId,
      output: candidate.output.slice(0, LONGEST_OUTPUT),
      score: await scoreOutput(scorer, candidate, actor.projectId),
    })),
  );
  return { run, data };
}
