import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { isAllowed } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { findEvalSet } from "@/lib/eval-sets/find-eval-set";
import { countLooks } from "@/lib/eval-sets/holdout/count-looks";
import { promptNamed } from "@/lib/prompts/prompt-named";
import type { ReviewRow } from "@/lib/reviews/review-row";
import { compareRuns } from "@/lib/runs/compare/compare-runs";
import { ListRuns, type RunListItem } from "@/lib/runs/contract";
import type { GapPoints } from "@/lib/runs/holdout/gap-contract";
import { loadGapRuns, passRateOf } from "@/lib/runs/holdout/load-gap-runs";
import { listRuns } from "@/lib/runs/list-runs";
import type { ReviewBase, ReviewEvidence } from "./evidence-contract";

const MOST_SETS = 6;
const FIRST_CASES = 20;

type Run = RunListItem;
const placeOf = ({ evalSet, split }: Run) => `${evalSet} ${split}`;

/** For each set and split that both versions were measured on: the newest run of each, compared. */
export async function loadEvidence(
  actor: Actor,
  row: ReviewRow,
  base: ReviewBase,
): Promise<ReviewEvidence[]> {
  if (base.version === null || !isAllowed(actor, { scope: "evals:read" })) return [];
  const [ours, theirs] = await Promise.all([
    newestRuns(actor, row, row.version.number),
    newestRuns(actor, row, base.version),
  ]);
  const pairs = ours.flatMap((run) => {
    const baseline = theirs.find((one) => placeOf(one) === placeOf(run));
    return baseline ? [{ run, baseline }] : [];
  });
  return Promise.all(
    pairs.slice(0, MOST_SETS).map(async ({ run, baseline }) => {
      const compared = await compareRuns(actor, run.id, { baseline: baseline.id, margin: 0 });
      return {
        evalSet: run.evalSet,
        split: run.split,
        runNumber: run.number,
        baselineNumber: baseline.number,
        n: compared.n,
        newlyFailing: compared.counts.newlyFailing,
        newlyPassing: compared.counts.newlyPassing,
        failingCases: compared.newlyFailing
          .slice(0, FIRST_CASES)
          .map(({ caseId, segments }) => ({ caseId, segments })),
        passRateDifference: compared.passRateDifference,
        latencyP95DifferenceMs: compared.latencyP95DifferenceMs,
        costDifferenceUsd: compared.costDifferenceUsd,
        baselineCostUsd: compared.baselineCostUsd,
      };
    }),
  );
}

/**
 * The newest completed run per set and split, of a version as it is: runs on another model say nothing of it.
 * What a released review was decided on is no later run.
 */
async function newestRuns(actor: Actor, row: ReviewRow, number: number): Promise<Run[]> {
  const prompt = row.prompt.name;
  const { data } = await listRuns(
    actor,
    ListRuns.parse({ prompt, version: number, status: "completed", limit: 100 }),
  );
  const version = await db.promptVersion.findFirst({
    where: { number, prompt: { projectId: actor.projectId, ...promptNamed(prompt) } },
    select: { model: true },
  });
  const versionModel = version?.model as { provider?: string; name?: string } | null | undefined;
  const runs = data
    .filter(
      ({ model }) =>
        model?.provider === versionModel?.provider && model?.name === versionModel?.name,
    )
    .filter((run) => isOfReview(run, row));
  return runs.filter((run, at) => runs.findIndex((one) => placeOf(one) === placeOf(run)) === at);
}

/** Of a review that is under way any; else one that had ended by then. */
function isOfReview({ endedAt }: Run, { state, releases: [release] }: ReviewRow): boolean {
  if (state !== "released" || !release) return true;
  return endedAt !== null && new Date(endedAt) <= release.releasedAt;
}

/** Whether a prompt got better only on the cases that its author sees. Null: it was never measured. */
export async function loadGap(actor: Actor, row: ReviewRow): Promise<GapPoints | null> {
  if (!isAllowed(actor, { scope: "evals:read" })) return null;
  const [newest] = await newestRuns(actor, row, row.version.number);
  if (!newest) return null;
  const set = await findEvalSet(actor, newest.evalSet);
  const [release] = row.releases;
  const versions = await loadGapRuns(actor, {
    promptId: row.promptId,
    evalSetId: set.id,
    upTo: row.version.number,
    ...(row.state === "released" && release ? { endedBy: release.releasedAt } : {}),
  });
  return {
    evalSet: set.name,
    points: versions.map(({ version, development, holdout }) => ({
      version,
      development: passRateOf(development),
      holdout: passRateOf(holdout),
    })),
    looks: await countLooks(db, set.id),
    budget: set.holdoutBudget,
  };
}
