import {
  formatCount,
  formatDuration,
  formatInterval,
  formatMs,
  formatRate,
} from "@/lib/format-number";
import { formatReadingInterval } from "@/lib/metrics/format-reading";
import type {
  ArmFigure,
  GuardrailFigures,
  RolloutHealth,
  RolloutSummary,
} from "@/lib/rollouts/contract";
import { isShare } from "@/lib/rollouts/plan/guarded-metric";
import { formatFigure } from "@/lib/rollouts/words/guardrail-sentence";
import { HOLD_WORDS } from "@/lib/rollouts/words/rollout-sentence";

const MINUTE_MS = 60_000;

export interface StateWord {
  word: string;
  tone: "default" | "accent" | "pass" | "fail" | "warn";
}

type Standing = Pick<RolloutSummary, "state" | "holdingFor" | "health"> & {
  /** In a list they are not known. */
  guardrails?: readonly GuardrailFigures[];
};

/** A breach that nobody has dismissed. */
export const isBreached = ({
  verdict,
  dismissed,
}: Pick<GuardrailFigures, "verdict" | "dismissed">) => verdict === "fail" && dismissed === null;

/** How a rollout does, in one of few words: healthy, collecting, holding for …, breached, rolled back, no data. */
export function stateWord({ state, holdingFor = [], health, guardrails }: Standing): StateWord {
  if (state === "rolled_back") return { word: "rolled back", tone: "fail" };
  if (state === "completed") return { word: "completed", tone: "pass" };
  if (guardrails?.some((one) => one.action !== "hold" && isBreached(one))) {
    return { word: state === "paused" ? "breached, paused" : "breached", tone: "fail" };
  }
  if (state === "paused") return { word: "paused", tone: "warn" };
  if (state === "holding") {
    const [reason] = holdingFor;
    if (reason === "no_traffic") return { word: "no data", tone: "warn" };
    return { word: `holding for ${reason ? HOLD_WORDS[reason] : "a decision"}`, tone: "warn" };
  }
  return HEALTH[health];
}

const HEALTH: Record<RolloutHealth, StateWord> = {
  healthy: { word: "healthy", tone: "pass" },
  collecting: { word: "collecting", tone: "accent" },
  no_data: { word: "no data yet", tone: "accent" },
  unguarded: { word: "running, unguarded", tone: "accent" },
};

type Figured = Pick<GuardrailFigures, "metric">;

/** `4.1–6.5, n = 2,580`; a band may have no upper edge yet. */
export function bandInWords(guardrail: Figured, { low, high, n, value }: ArmFigure): string {
  const count = `n = ${formatCount(n)}`;
  if (high === null) return `from ${formatFigure(guardrail.metric, low)}, ${count}`;
  const band = isShare(guardrail.metric)
    ? formatInterval(low, high)
    : formatReadingInterval(guardrail.metric, { value, low, high, n });
  return `${band}, ${count}`;
}

/** `requests slower than 1,240 ms`: what the shares of a quantile count; null for other metrics. */
export function limitInWords({ limitMs }: Pick<GuardrailFigures, "limitMs">): string | null {
  return limitMs === null ? null : `requests slower than ${formatMs(limitMs)}`;
}

interface About {
  stable: number;
  candidate: number;
  maturationMinutes: number;
  /** Requests that went to the candidate so far. */
  requests: number;
}

/** What the figures say, and what follows from it. */
export function guardrailSentence(guardrail: GuardrailFigures, about: About): string {
  const { verdict, n, relativeTo, comparator, dismissed, action } = guardrail;
  const candidate = `v${about.candidate}`;
  if (n === 0 && about.requests === 0) return `No data yet: no request went to ${candidate}.`;
  if (n === 0 && verdict !== "not_measured") {
    return about.maturationMinutes === 0
      ? "No data yet: the first values are on their way."
      : `No data yet: a unit counts up to ${formatDuration(about.maturationMinutes * MINUTE_MS)} after its first request.`;
  }
  if (verdict === "not_measured") {
    return `Not measured: ${formatCount(about.requests)} requests went to ${candidate}, and too few reported this value. That is not the same as good.`;
  }
  if (dismissed) return `Breached, and dismissed by ${dismissed.by}: ${dismissed.reason}`;
  const side = comparator === "<=" ? "under" : "above";
  const bar = relativeTo === "control" ? `what v${about.stable} allows` : "the bar";
  if (verdict === "pass") return `Certainly ${side} ${bar}.`;
  if (verdict === "fail") {
    const does = { roll_back: "rolls back", pause: "pauses", hold: "holds" }[action];
    return `Certainly beyond ${bar}: ${does}.`;
  }
  return `Cannot tell yet whether ${candidate} stays ${side} ${bar}.`;
}

/** `8 % of the outcomes of v6 never became known (v5: 7 %)`; null where all are. */
export function unknownInWords(
  { unknown }: Pick<GuardrailFigures, "unknown">,
  { stable, candidate }: Pick<About, "stable" | "candidate">,
): string | null {
  const [one, other] = [unknown.candidate ?? 0, unknown.stable ?? 0];
  if (one === 0 && other === 0) return null;
  return `Never became known: ${formatRate(one)} of v${candidate}, ${formatRate(other)} of v${stable}.`;
}
