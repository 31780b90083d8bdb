import type { Actor } from "@/lib/auth/actor";
import { authorize, hasRole } from "@/lib/auth/authorize";
import { loadPrompt } from "@/lib/prompts/load-prompt";
import { requireUsableScorers } from "@/lib/scorers/check-scorers";
import type { ScorerSpec } from "@/lib/scorers/contract";
import { asksJudge, judgeNamed } from "@/lib/scorers/may-vote";
import { modelOf } from "@/lib/scorers/scorer-model";
import { scorerName } from "@/lib/scorers/scorer-name";
import { decideGate } from "@/lib/specs/gates/decide-gate";
import type { CriterionPreview } from "@/lib/specs/gates/gate-contract";
import { loadEvidenceFor, loadLiveIn, USUAL_ENVIRONMENT } from "@/lib/specs/gates/list-gates";
import { type Evidence, withScorer } from "@/lib/specs/gates/load-evidence";
import { findScorer } from "@/lib/specs/gates/match-scorer";
import { scoreStored } from "@/lib/specs/gates/score-stored";
import { passesFrom } from "@/lib/stats/verdicts/rate-gate";
import type { Criterion } from "./criterion-contract";
import { isRate } from "./criterion-metric";
import { rateBarOf, wantsMore } from "./criterion-rule";
import { countCasesOf } from "./spec-coverage";
import { hintFor } from "./spec-hints";

const VERSIONS = 6;
const SHOWN = 2;

/**
 * What a criterion would say about the newest measured versions, from answers that are stored: nothing is
 * called. A scorer that the run did not have is applied to its development answers; never to a holdout,
 * where free questions would read it out bit by bit.
 */
export async function previewCriterion(
  actor: Actor,
  name: string,
  criterion: Criterion,
): Promise<CriterionPreview> {
  authorize(actor, { scope: "evals:read" });
  if (typeof criterion.scorer === "object")
    await requireUsableScorers(actor.projectId, [criterion.scorer]);
  const prompt = await loadPrompt(actor, name);
  const liveIn = await loadLiveIn(prompt.id);
  const environment = USUAL_ENVIRONMENT;
  const first = Math.max(1, prompt.latestVersion - VERSIONS + 1);
  const versions = Array.from(
    { length: prompt.latestVersion - first + 1 },
    (_, index) => prompt.latestVersion - index,
  );
  const read = await loadEvidenceFor(prompt, [criterion], versions, liveIn, environment);
  const evidence = await scoredFor(actor, criterion, read);
  const gates: CriterionPreview["gates"] = [];
  for (const version of versions) {
    if (gates.length === SHOWN) break;
    const context = { version, evidence, liveIn, environment, acceptsOld: true };
    const { gate } = await decideGate(criterion, context);
    if (gate.verdict !== "not_measured" || version === prompt.latestVersion) {
      gates.push({ version, gate });
    }
  }
  const set = evidence.sets.get(criterion.evalSet);
  const cases = set ? await countCasesOf(actor, criterion) : null;
  const hint = hintFor(criterion, {
    set,
    hasSegment:
      !criterion.segment || evidence.segments.some((each) => each.name === criterion.segment),
    judges: evidence.judges,
    cases,
  });
  // How many passes of a judge are enough depends on how often it is right.
  const judge = set && findJudge(criterion, set.scorers);
  return { gates, passesFrom: judge ? null : passesFromOf(criterion, cases), hint };
}

/** The judge whose verdicts alone the criterion goes by, which are corrected. */
function findJudge({ scorer }: Criterion, ofSet: readonly ScorerSpec[]): string | null {
  const spec = typeof scorer === "string" ? findScorer(ofSet, scorer) : scorer;
  return spec ? judgeNamed(spec) : null;
}

function passesFromOf(criterion: Criterion, cases: number | null): CriterionPreview["passesFrom"] {
  const isShare = criterion.kind === "absolute" && isRate(criterion.metric);
  const bar = isShare ? rateBarOf(criterion) : null;
  const passed = bar && cases !== null ? passesFrom(cases, bar) : null;
  if (passed === null || cases === null) return null;
  return { passed: wantsMore(criterion.comparator) ? passed : cases - passed, cases };
}

/** Evidence in which the newest usable run of each version has the criterion's own scorer. */
async function scoredFor(
  actor: Actor,
  { scorer, split, evalSet }: Criterion,
  evidence: Evidence,
): Promise<Evidence> {
  if (typeof scorer !== "object" || split !== "development" || !hasRole(actor, "editor"))
    return evidence;
  if (scorer.kind === "all" || asksJudge([scorer]) || modelOf(scorer)) return evidence;
  const set = evidence.sets.get(evalSet);
  return withScorer(evidence, {
    scorer: { ...scorer, name: scorerName(scorer) },
    applies: (run) => run.evalSetId === set?.id && run.split === split,
    score: (run) => scoreStored(actor.projectId, run.id, scorer),
  });
}
