import { type AgreementTable, kappaInterval } from "@/lib/stats/intervals/kappa-interval";
import { wilsonInterval } from "@/lib/stats/intervals/wilson-interval";
import { type JudgedCounts, youdenInterval } from "@/lib/stats/intervals/youden-interval";

/** What the lower limits of a judge's agreement with people have to reach. */
export type JudgeBar = { kappa: number; truePositiveRate: number; trueNegativeRate: number };

export const LEAST_PER_SIDE = 10;

/** Too few labels of one kind. */
export interface CountMiss {
  kind: "human_passes" | "human_fails";
  count: number;
}

/** A lower limit below its bar; `value` and `low` null: not measured. */
export interface LimitMiss {
  kind: "truePositiveRate" | "trueNegativeRate" | "kappa" | "youden";
  value: number | null;
  low: number | null;
  bar: number;
}

export type BarMiss = CountMiss | LimitMiss;

/** Whether a lower limit is on its bar or above. */
export const reachesBar = (low: number, bar: number): boolean => low >= bar;

/** What keeps a judge from its bar; empty: it is met. Each lower limit has to reach its bar, and J to beat 0. */
export function missesOfBar(counts: JudgedCounts, table: AgreementTable, bar: JudgeBar): BarMiss[] {
  const { truePasses, passes, trueFails, fails } = counts;
  const misses: BarMiss[] = [];
  if (passes < LEAST_PER_SIDE) misses.push({ kind: "human_passes", count: passes });
  if (fails < LEAST_PER_SIDE) misses.push({ kind: "human_fails", count: fails });
  const measures = [
    ["truePositiveRate", wilsonInterval(truePasses, passes), bar.truePositiveRate],
    ["trueNegativeRate", wilsonInterval(trueFails, fails), bar.trueNegativeRate],
    ["kappa", kappaInterval(table), bar.kappa],
  ] as const;
  for (const [kind, interval, least] of measures) {
    const low = interval?.low ?? null;
    if (low !== null && reachesBar(low, least)) continue;
    misses.push({ kind, value: interval?.value ?? null, low, bar: least });
  }
  const youden = youdenInterval(counts);
  if (!youden || youden.low <= 0) {
    misses.push({ kind: "youden", value: youden?.value ?? null, low: youden?.low ?? null, bar: 0 });
  }
  return misses;
}

const MOST_LABELS = 5_000;

/**
 * How many labels in all meet the bar if the rates and the mix of passes and fails stay as they are; null when no
 * number up to 5,000 would, or nothing is labelled yet. Counts are scaled and rounded to whole labels.
 */
export function labelsToMeetBar(
  counts: JudgedCounts,
  table: AgreementTable,
  bar: JudgeBar,
): number | null {
  const n = counts.passes + counts.fails;
  if (n === 0) return null;
  const meets = (total: number) => {
    const by = total / n;
    const scaled = (count: number) => Math.round(count * by);
    const [passes, fails] = [scaled(counts.passes), scaled(counts.fails)];
    const all = {
      passes,
      fails,
      truePasses: Math.min(passes, scaled(counts.truePasses)),
      trueFails: Math.min(fails, scaled(counts.trueFails)),
    };
    const cells = table.map((row) => row.map((count) => count * by));
    return missesOfBar(all, cells, bar).length === 0;
  };
  for (let total = n; total <= MOST_LABELS; total += total < 500 ? 1 : 10) {
    if (meets(total)) return total;
  }
  return null;
}
