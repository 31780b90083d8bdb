import type { Bounded } from "./difference-interval";
import { wilsonInterval } from "./wilson-interval";

/** What a judge said of things that people passed, and of those that people failed. */
export type JudgedCounts = {
  /** Of `passes` human passes the judge passed so many. */
  truePasses: number;
  passes: number;
  /** Of `fails` human fails the judge failed so many. */
  trueFails: number;
  fails: number;
};

/**
 * Youden's J = TPR + TNR − 1, which is 0 for whoever always says the same, with square-and-add limits from the
 * two Wilson intervals (G. Y. Zou and A. Donner, Statistics in Medicine 27, 2008). Null without human passes or
 * without human fails.
 */
export function youdenInterval(counts: JudgedCounts): Bounded | null {
  const positive = wilsonInterval(counts.truePasses, counts.passes);
  const negative = wilsonInterval(counts.trueFails, counts.fails);
  if (!positive || !negative) return null;
  const value = positive.value + negative.value - 1;
  return {
    value,
    low: value - Math.hypot(positive.value - positive.low, negative.value - negative.low),
    high: value + Math.hypot(positive.high - positive.value, negative.high - negative.value),
  };
}
