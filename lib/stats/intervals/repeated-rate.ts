import { standardNormalQuantile } from "@/lib/stats/distributions/normal-distribution";
import { studentQuantile } from "@/lib/stats/distributions/student-distribution";
import { type Rate, wilsonBounds } from "./wilson-interval";

/** Answers to one case: how many passed, of how many. */
export type CaseAnswers = { passed: number; answers: number };

/** A rate over cases. `k` of `n` independent trials would carry as much evidence as the repeats do. */
export type EffectiveCount = { value: number; k: number; n: number };

/** What a rate over cases needs of them: `rates` and `squares` are sums over the cases' pass rates. */
export type CaseMoments = { n: number; answers: number; rates: number; squares: number };

export const noCases = (): CaseMoments => ({ n: 0, answers: 0, rates: 0, squares: 0 });

/** Counts one more case in place; a case without an answer is left out. */
export function addCase(moments: CaseMoments, { passed, answers }: CaseAnswers): void {
  if (answers > 0) addShare(moments, passed / answers, answers);
}

/** Counts a case by its share, which stands on so many answers. */
export function addShare(moments: CaseMoments, share: number, answers: number): void {
  moments.n++;
  moments.answers += answers;
  moments.rates += share;
  moments.squares += share * share;
}

export function momentsOf(cases: readonly CaseAnswers[]): CaseMoments {
  const moments = noCases();
  for (const each of cases) addCase(moments, each);
  return moments;
}

/**
 * The mean pass rate of cases that were answered several times, as a count of independent trials: the
 * number of trials whose variance is that of the case means, between the number of cases and that of
 * answers, times (z / t)² for few cases (E. L. Korn and B. I. Graubard, Survey Methodology 24, 1998).
 * `tail` is the error allowed on one side: 0.025 for a 95 % interval, 0.05 for a one-sided bound. Null
 * without cases.
 */
export function effectiveCount(
  { n, answers, rates, squares }: CaseMoments,
  tail: 0.025 | 0.05 = 0.025,
): EffectiveCount | null {
  if (n === 0) return null;
  const value = Math.min(1, rates / n);
  if (answers === n || n === 1) return { value, k: value * n, n };
  const spread = Math.max(0, squares - n * value * value);
  const variance = spread < 1e-12 * n ? 0 : spread / ((n - 1) * n);
  const trials = independentTrials(value, variance, { least: n, most: answers });
  const small = standardNormalQuantile(1 - tail) / studentQuantile(1 - tail, n - 1);
  const effective = trials * small ** 2;
  return { value, k: value * effective, n: effective };
}

/** Trials whose rate would vary as much as was seen; at 0 and 1 nothing varies and cases alone count. */
function independentTrials(
  value: number,
  variance: number,
  { least, most }: { least: number; most: number },
): number {
  if (isExtreme(value)) return least;
  if (variance === 0) return most;
  return Math.min(most, Math.max(least, (value * (1 - value)) / variance));
}

const isExtreme = (value: number): boolean => value <= 1e-12 || value >= 1 - 1e-12;

/**
 * The pass rate of cases with repeats, as the mean of the case means with a 95 % Wilson interval over the
 * effective number of trials. One answer each: the plain Wilson interval. `n` counts cases. Never the
 * majority of a case's answers, which turns a rate of 80 % into 97 % at nine repeats.
 */
export function repeatedRate(moments: CaseMoments): Rate | null {
  const count = effectiveCount(moments);
  return count && { value: count.value, ...wilsonBounds(count.value, count.n), n: moments.n };
}

/** Bad requests of a unit (a user, an account), of how many. */
export type UnitRequests = { bad: number; requests: number };

/**
 * A rate over requests that come from units which make several each, with a 95 % interval in which units,
 * not requests, are independent: the variance of the ratio Σx / Σn (W. G. Cochran, Sampling Techniques,
 * 3rd edition, 1977, section 6.4) as an effective number of trials. `n` counts units. Null without requests.
 */
export function unitRate(units: readonly UnitRequests[]): Rate | null {
  const active = units.filter(({ requests }) => requests > 0);
  const n = active.length;
  const total = active.reduce((sum, { requests }) => sum + requests, 0);
  if (total === 0) return null;
  const value = active.reduce((sum, { bad }) => sum + bad, 0) / total;
  if (n === 1) return { value, ...wilsonBounds(value, 1), n };
  const squares = active.reduce((sum, { bad, requests }) => sum + (bad - value * requests) ** 2, 0);
  const variance = (n / (n - 1)) * (squares / total ** 2);
  const trials = isExtreme(value)
    ? n
    : Math.min(total, variance === 0 ? total : (value * (1 - value)) / variance);
  const small = standardNormalQuantile(0.975) / studentQuantile(0.975, n - 1);
  return { value, ...wilsonBounds(value, trials * small ** 2), n };
}
