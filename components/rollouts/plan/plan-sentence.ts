import { formatCountOf, formatList } from "@/lib/format-number";
import { formatClock, formatMoment } from "@/lib/format-time";
import type { RolloutPlan } from "@/lib/rollouts/plan/plan-contract";
import { formatPercent } from "@/lib/rollouts/words/rollout-sentence";

type Stage = RolloutPlan["stages"][number];

const MINUTE_MS = 60_000;

/** The earliest start of each stage and of 100 %, in minutes from now. */
export function startsOf(stages: readonly Stage[]): number[] {
  const starts = [0];
  for (const { minMinutes } of stages) starts.push((starts.at(-1) ?? 0) + minMinutes);
  return starts;
}

/** What the stage waits for besides its time; null: nothing. */
function conditionsOf({ minSamples, requiresApproval }: Stage): string | null {
  const conditions = [
    ...(minSamples > 0 ? [`it has ${formatCountOf(minSamples, "request")}`] : []),
    ...(requiresApproval ? ["somebody approves"] : []),
  ];
  return conditions.length === 0 ? null : formatList(conditions);
}

/** When a stage begins at the earliest: `28 Nov 08:30`, or the time alone on the same day. */
export function momentIn(minutes: number, now: number): string {
  const at = now + minutes * MINUTE_MS;
  return formatClock(at, now).length === 8 ? formatClock(at, now).slice(0, 5) : formatMoment(at);
}

/** What happens now, next and at the end: "10 % now, 50 % from 28 Nov 08:30 at the earliest, …". */
export function planSentence(stages: readonly Stage[], now: number): string {
  const starts = startsOf(stages);
  const parts = [...stages, { percent: 100 }].map(({ percent }, index) => {
    const share = formatPercent(percent);
    const before = stages[index - 1];
    if (!before) return `${share} now`;
    const start = starts[index] ?? 0;
    if (start === 0) {
      const conditions = conditionsOf(before);
      return `${share} as soon as ${conditions ?? "no guardrail is breached"}`;
    }
    const word = index === stages.length ? "not before" : "from";
    const least = index === stages.length ? "" : " at the earliest";
    return `${share} ${word} ${momentIn(start, now)}${least}`;
  });
  const waits = stages.some((stage, index) => conditionsOf(stage) && (starts[index + 1] ?? 0) > 0);
  const approvals = stages.filter(({ requiresApproval }) => requiresApproval).length;
  const rest = [
    ...(waits && stages.some(({ minSamples }) => minSamples > 0) ? ["enough requests"] : []),
    ...(approvals > 0 ? [`${formatCountOf(approvals, "approval")}`] : []),
  ];
  return `${parts.join(", ")}.${rest.length > 0 ? ` Each step also waits for ${formatList(rest)}.` : ""}`;
}
