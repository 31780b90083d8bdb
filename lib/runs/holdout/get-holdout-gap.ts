import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { cached } from "@/lib/db/cached";
import { db } from "@/lib/db/client";
import { findEvalSet } from "@/lib/eval-sets/find-eval-set";
import { countLooks } from "@/lib/eval-sets/holdout/count-looks";
import { tellsTooMuch } from "@/lib/eval-sets/least-group";
import { visibleCases } from "@/lib/eval-sets/visible-cases";
import { loadPrompt } from "@/lib/prompts/load-prompt";
import { loadPairGroups } from "@/lib/runs/compare/load-pair-groups";
import { pairsOf } from "@/lib/runs/compare/pair-group";
import type { RunRow } from "@/lib/runs/find-run";
import type { Bounded } from "@/lib/stats/intervals/difference-interval";
import { gapBetween } from "@/lib/stats/verdicts/overfit-gap";
import { computePairs } from "@/lib/stats/verdicts/pair-gate";
import type { HoldoutGap } from "./gap-contract";
import { loadGapRuns, passRateOf, type VersionRuns } from "./load-gap-runs";

/**
 * Whether the versions of a prompt got better only on the cases that their authors see. It reads what completed
 * runs have shown already, so it is no look at the holdout.
 */
export async function getHoldoutGap(
  actor: Actor,
  name: string,
  { prompt: promptName }: { prompt: string },
): Promise<HoldoutGap> {
  authorize(actor, { scope: "evals:read" });
  const set = await findEvalSet(actor, name);
  const prompt = await loadPrompt(actor, promptName);
  const versions = await loadGapRuns(actor, { promptId: prompt.id, evalSetId: set.id });
  const onBoth = versions.filter(({ development, holdout }) => development && holdout);
  const [base, ...later] = onBoth;
  const points = await Promise.all(
    versions.map(async (runs) => ({
      version: runs.version,
      development: passRateOf(runs.development),
      holdout: passRateOf(runs.holdout),
      gains:
        base && later.includes(runs)
          ? await loadGains(actor, runs, base, 0.025 / later.length)
          : null,
    })),
  );
  return {
    prompt: prompt.name,
    evalSet: set.name,
    base: base?.version ?? null,
    points,
    looks: await countLooks(db, set.id),
    budget: set.holdoutBudget,
  };
}

async function loadGains(actor: Actor, runs: VersionRuns, base: VersionRuns, tail: number) {
  const [development, holdout] = await Promise.all([
    loadGain(actor, runs.development, base.development, tail),
    loadGain(actor, runs.holdout, base.holdout, tail),
  ]);
  if (!development || !holdout) return null;
  return { development, holdout, gap: gapBetween(development, holdout) };
}

/**
 * One version against the base on the cases that both answered, or null where they were scored differently. A
 * few holdout cases that only one of them has could be told by subtraction.
 */
async function loadGain(
  actor: Actor,
  run: RunRow | null,
  base: RunRow | null,
  tail: number,
): Promise<Bounded | null> {
  if (!run || !base || run.scorersHash !== base.scorersHash) return null;
  const stamps = [run, base].map(({ id, endedAt }) => `${id} ${endedAt?.toISOString()}`);
  const shared = await cached(["pairs of runs", ...stamps], async () => ({
    groups: (await loadPairGroups([run.id], base.id)).get(run.id) ?? [],
    answered: await countAnswered([run.id, base.id]),
  }));
  const reading = computePairs(pairsOf(shared.groups), { tail });
  if (!reading) return null;
  const isHidden = shared.answered.some((whole) => tellsTooMuch(reading.n, whole));
  if (isHidden && !visibleCases(actor).shows(run)) return null;
  const { value, low, high } = reading.plain;
  return low === null || high === null ? null : { value, low, high };
}

async function countAnswered(runIds: string[]): Promise<number[]> {
  const rows = await db.$queryRaw<{ cases: number }[]>`
    select count(distinct case_id)::int as cases from run_result
    where run_id = any(${runIds}::uuid[]) and outcome in ('passed', 'failed') group by run_id`;
  return rows.map(({ cases }) => cases);
}
