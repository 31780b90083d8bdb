import { formatDuration, formatList, formatNumber } from "@/lib/format-number";
import type { HoldReason, RolloutHealth, RolloutState } from "@/lib/rollouts/contract";

export const HOLD_WORDS: Record<HoldReason, string> = {
  no_traffic: "traffic",
  sample_ratio: "a traffic split that is off",
  both_arms: "units seen in both arms",
  signal_metric: "a signal metric",
  not_measured: "a metric that is not measured",
  inconclusive: "an inconclusive guardrail",
  approval: "approval",
};

const HEALTH_WORDS: Record<RolloutHealth, string> = {
  healthy: "Healthy",
  collecting: "Collecting",
  no_data: "No data yet",
  unguarded: "Unguarded",
};

export const formatPercent = (percent: number): string => `${formatNumber(percent)} %`;

interface Standing {
  state: RolloutState;
  holdingFor: readonly HoldReason[];
  percent: number;
  stable: number;
  candidate: number;
  /** Of the next stage, with the least time that is left in this one. */
  next: { percent: number; leftMs: number } | null;
  health: RolloutHealth;
  endReason: string | null;
}

/** Where a rollout stands and what comes next, in one sentence. */
export function rolloutSentence(standing: Standing): string {
  const { state, holdingFor, percent, stable, candidate, endReason } = standing;
  const share = `v${candidate} gets ${formatPercent(percent)}`;
  switch (state) {
    case "completed":
      return `Completed: everybody gets v${candidate}.`;
    case "rolled_back":
      return `Rolled back: everybody gets v${stable}.${endReason ? ` ${endReason.replace(/\.?$/, ".")}` : ""}`;
    case "paused":
      return `Paused: ${share} until somebody resumes.`;
    case "holding":
      return `Holding for ${formatList(holdingFor.map((reason) => HOLD_WORDS[reason]))}: ${share}.`;
    case "running": {
      return `${HEALTH_WORDS[standing.health]}: ${share}${nextInWords(standing)}.`;
    }
  }
}

function nextInWords({ next, candidate }: Standing): string {
  if (!next) return "";
  const when =
    next.leftMs > 0
      ? `in ${formatDuration(next.leftMs)} at the earliest`
      : "as soon as the checks allow it";
  return next.percent >= 100
    ? `, everybody gets v${candidate} ${when}`
    : `, ${formatPercent(next.percent)} ${when}`;
}
