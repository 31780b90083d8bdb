import type { ChartPoint } from "@/components/charts/line-chart-props";
import type { PlanPreview } from "@/lib/rollouts/contract";
import type { RolloutPlan } from "@/lib/rollouts/plan/plan-contract";

type Harm = PlanPreview["guardrails"][number]["harms"][number];
type Knot = { minutes: number; harm: number };

/** The smallest harm that is noticed by then, half of the time and 95 % of the time, between the given harms. */
export function detectionPoints(harms: readonly Harm[]): ChartPoint[] {
  const median = knotsOf(harms, ({ medianMinutes }) => medianMinutes);
  const p95 = knotsOf(harms, ({ p95Minutes }) => p95Minutes);
  const moments = [...new Set([...median, ...p95].map(({ minutes }) => minutes))];
  return moments
    .sort((a, b) => a - b)
    .map((x) => ({ x, values: { median: harmAt(median, x), p95: harmAt(p95, x) } }));
}

function knotsOf(harms: readonly Harm[], minutesOf: (harm: Harm) => number | null): Knot[] {
  return harms
    .flatMap((one) => {
      const minutes = minutesOf(one);
      return minutes === null ? [] : [{ minutes, harm: Math.abs(one.harm) }];
    })
    .sort((a, b) => a.minutes - b.minutes);
}

/** On the straight line between the two moments around it; null outside of them. */
function harmAt(knots: readonly Knot[], x: number): number | null {
  const after = knots.findIndex(({ minutes }) => minutes >= x);
  const next = knots[after];
  if (!next) return null;
  const before = knots[after - 1];
  if (next.minutes === x) return next.harm;
  if (!before) return null;
  const share = (x - before.minutes) / (next.minutes - before.minutes);
  return before.harm + share * (next.harm - before.harm);
}

/** When each stage begins at this traffic: its time and its requests are both waited for. */
export function stageStarts(
  stages: RolloutPlan["stages"],
  preview: PlanPreview["stages"],
): { x: number; percent: number }[] {
  let at = 0;
  return stages.map(({ percent, minMinutes }, index) => {
    const start = { x: at, percent };
    at += Math.max(minMinutes, preview[index]?.samplesAfterMinutes ?? 0);
    return start;
  });
}

const STEPS = [1, 5, 10, 30, 60, 180, 360, 720, 1_440, 2_880, 10_080];
const MOST_TICKS = 6;

/** Round times from the start on. */
export function ticksUpTo(minutes: number): number[] {
  const step = STEPS.find((one) => minutes / one <= MOST_TICKS) ?? minutes / MOST_TICKS;
  return Array.from({ length: Math.floor(minutes / step) + 1 }, (_, index) => index * step);
}
