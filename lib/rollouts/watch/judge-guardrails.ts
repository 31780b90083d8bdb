import type { Arm } from "@/lib/deployments/assign-arm";
import type { GuardrailFigures, SegmentFigures } from "@/lib/rollouts/contract";
import { type GuardrailSetup, shownBand, shownBar } from "@/lib/rollouts/plan/guardrail-setup";
import type { RolloutPlan } from "@/lib/rollouts/plan/plan-contract";
import type { SegmentSetup } from "@/lib/rollouts/plan/set-up-segments";
import type { Dismissal } from "@/lib/rollouts/rollout-row";
import {
  type ArmBand,
  decideGuardrail,
  type GuardrailDecision,
} from "@/lib/stats/sequential/guardrail-verdict";
import { type SampleRatio, sampleRatio } from "@/lib/stats/sequential/sample-ratio";
import { figuresAt, type RolloutFigures, type Unknowns } from "./figures";

/** The verdict of each guardrail from what has been counted; the same figures always give the same. */
export const judgeGuardrails = (
  setups: readonly GuardrailSetup[],
  { guardrails }: Pick<RolloutFigures, "guardrails">,
): GuardrailDecision[] =>
  setups.flatMap(({ test, threshold }, index) => {
    const counted = guardrails[index];
    return counted ? [decideGuardrail(test, counted.state, threshold)] : [];
  });

/** Whether new units split as planned at this percentage. */
export function judgeSplit(figures: RolloutFigures, percent: number): SampleRatio {
  const { units } = figuresAt(figures, percent);
  const n = units.stable + units.candidate;
  const isBoth = percent > 0 && percent < 100 && n > 0;
  return isBoth ? sampleRatio(units.candidate, n, percent / 100) : { e: 1, isOff: false };
}

interface Judged {
  plan: RolloutPlan;
  setups: readonly GuardrailSetup[];
  figures: Pick<RolloutFigures, "guardrails">;
  dismissals: readonly Dismissal[];
}

/** Guardrails with their figures as people and the API read them. */
export function guardrailFigures(rollout: Judged): GuardrailFigures[] {
  const decisions = judgeGuardrails(rollout.setups, rollout.figures);
  return rollout.plan.guardrails.flatMap((guardrail, index) => {
    const [setup, decision] = [rollout.setups[index], decisions[index]];
    const unknown = rollout.figures.guardrails[index]?.unknown;
    if (!setup || !decision || !unknown) return [];
    const dismissal = rollout.dismissals.find((one) => one.guardrail === index);
    return [
      {
        ...guardrail,
        verdict: decision.verdict,
        stable: shownBand(setup, decision.stable),
        candidate: shownBand(setup, decision.candidate),
        n: decision.n,
        evidence: decision.e,
        evidenceThreshold: decision.threshold,
        unknown: {
          stable: unknownIn(unknown, "stable"),
          candidate: unknownIn(unknown, "candidate"),
        },
        limitMs: setup.limit?.limit ?? null,
        bar: shownBar(setup),
        dismissed: dismissal
          ? { by: dismissal.by, at: dismissal.at, reason: dismissal.reason }
          : null,
      },
    ];
  });
}

/** What the segments without a bar show. */
export function segmentFigures({
  segmentSetups,
  figures,
}: {
  segmentSetups: readonly SegmentSetup[];
  figures: Pick<RolloutFigures, "segments">;
}): SegmentFigures[] {
  return segmentSetups.flatMap(({ segment, setup }, index) => {
    const counts = figures.segments?.[index];
    if (!counts) return [];
    const decision = decideGuardrail(setup.test, counts.state, setup.threshold);
    const [stable, candidate] = [
      shownBand(setup, decision.stable),
      shownBand(setup, decision.candidate),
    ];
    return [
      {
        ...{ segment, metric: setup.metric, stable, candidate },
        differs: stable !== null && candidate !== null && !overlap(stable, candidate),
        limitMs: setup.limit?.limit ?? null,
      },
    ];
  });
}

const overlap = (one: ArmBand, other: ArmBand) =>
  one.low <= (other.high ?? Infinity) && other.low <= (one.high ?? Infinity);

const unknownIn = (unknown: Unknowns, arm: Arm): number | null =>
  unknown[arm].requests === 0 ? null : unknown[arm].unknown / unknown[arm].requests;
