import { standardNormalProbability, standardNormalQuantile } from "./normal-distribution";
import { orderStatisticRanks } from "./quantile-interval";
import type { Difference } from "./rate-difference";
import { seededRandom } from "./seeded-random";

/** Bounds are null when there are too few pairs to say. */
export type BootstrapDifference = Omit<Difference, "low" | "high"> & {
  low: number | null;
  high: number | null;
};

export type BootstrapOptions = { resamples?: number; seed?: number; confidence?: number };

const DEFAULTS = { seed: 20_261_122, confidence: 0.95 };

/** Many pairs need fewer resamples for the same steadiness, and time is n times resamples. */
const defaultResamples = (n: number) => (n > 4_000 ? 1_000 : 2_000);

/** With fewer pairs the resamples are too few and too alike for an interval. */
const MIN_PAIRS = 8;

/**
 * Difference of means on the same cases, candidate minus baseline. Pairs are resampled together.
 * BCa interval (B. Efron, JASA 82, 1987, 171-185): latencies and costs are skewed, and the jackknife
 * of a mean is exact. Null without pairs.
 */
export function pairedMeanDifference(
  baseline: readonly number[],
  candidate: readonly number[],
  options: BootstrapOptions = {},
): BootstrapDifference | null {
  const { seed, confidence } = { ...DEFAULTS, ...options };
  const n = pairCount(baseline, candidate);
  const resamples = options.resamples ?? defaultResamples(n);
  if (n === 0) return null;
  const differences = Float64Array.from(baseline, (before, i) => (candidate[i] ?? 0) - before);
  const value = mean(differences);
  if (n < MIN_PAIRS) return { value, low: null, high: null, n };
  if (isConstant(differences, value)) return { value, low: value, high: value, n };
  const random = seededRandom(seed);
  const means = new Float64Array(resamples);
  for (let r = 0; r < resamples; r++) {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += differences[random(n)] ?? 0;
    means[r] = sum / n;
  }
  means.sort();
  const [low, high] = bcaBounds(means, differences, value, confidence);
  return { value, low, high, n };
}

/**
 * Difference of a quantile (0.95 unless told) on the same cases, candidate minus baseline, with a
 * percentile bootstrap interval: the jackknife that BCa needs is inconsistent for quantiles (Efron
 * and Tibshirani, An Introduction to the Bootstrap, 1993, section 10.6). The bounds are null while
 * the quantile itself has no upper bound (p95: fewer than 72 pairs). Null without pairs.
 */
export function pairedQuantileDifference(
  baseline: readonly number[],
  candidate: readonly number[],
  quantile = 0.95,
  options: BootstrapOptions = {},
): BootstrapDifference | null {
  const { seed, confidence } = { ...DEFAULTS, ...options };
  const n = pairCount(baseline, candidate);
  const resamples = options.resamples ?? defaultResamples(n);
  if (n === 0) return null;
  const before = rankedSample(baseline);
  const after = rankedSample(candidate);
  const all = new Uint16Array(n).fill(1);
  const value = countedQuantile(after, all, quantile) - countedQuantile(before, all, quantile);
  const [lowRank, highRank] = orderStatisticRanks(n, quantile, (1 - confidence) / 2);
  if (lowRank === null || highRank === null) return { value, low: null, high: null, n };

  const random = seededRandom(seed);
  const beforeCounts = new Uint16Array(n);
  const afterCounts = new Uint16Array(n);
  const found = new Float64Array(resamples);
  for (let r = 0; r < resamples; r++) {
    beforeCounts.fill(0);
    afterCounts.fill(0);
    for (let i = 0; i < n; i++) {
      const pick = random(n);
      const beforeRank = before.rankOf[pick] ?? 0;
      const afterRank = after.rankOf[pick] ?? 0;
      beforeCounts[beforeRank] = (beforeCounts[beforeRank] ?? 0) + 1;
      afterCounts[afterRank] = (afterCounts[afterRank] ?? 0) + 1;
    }
    found[r] =
      countedQuantile(after, afterCounts, quantile) -
      countedQuantile(before, beforeCounts, quantile);
  }
  found.sort();
  const tail = (1 - confidence) / 2;
  return { value, low: at(found, tail), high: at(found, 1 - tail), n };
}

function pairCount(baseline: readonly number[], candidate: readonly number[]): number {
  if (baseline.length !== candidate.length) {
    throw new RangeError(
      `pairs need lists of one length, got ${baseline.length} and ${candidate.length}`,
    );
  }
  return baseline.length;
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** All differences are the same, but for the trace of variance that rounding leaves. */
function isConstant(differences: Float64Array, value: number): boolean {
  const most = 1e-12 * Math.abs(value);
  let squares = 0;
  for (const difference of differences) squares += (difference - value) ** 2;
  return squares <= differences.length * most ** 2;
}

function bcaBounds(
  sortedMeans: Float64Array,
  differences: Float64Array,
  value: number,
  confidence: number,
): [number, number] {
  let squares = 0;
  let cubes = 0;
  for (const difference of differences) {
    const distance = difference - value;
    squares += distance ** 2;
    cubes += distance ** 3;
  }
  const acceleration = cubes / (6 * squares ** 1.5);
  let below = 0;
  let ties = 0;
  for (const resampled of sortedMeans) {
    if (resampled < value) below++;
    else if (resampled === value) ties++;
  }
  const share = (below + ties / 2) / sortedMeans.length;
  const bias = standardNormalQuantile(Math.min(0.999, Math.max(0.001, share)));
  const level = (z: number) =>
    standardNormalProbability(bias + (bias + z) / (1 - acceleration * (bias + z)));
  const z = standardNormalQuantile(0.5 + confidence / 2);
  return [at(sortedMeans, level(-z)), at(sortedMeans, level(z))];
}

type RankedSample = { sorted: Float64Array; rankOf: Uint32Array };

function rankedSample(values: readonly number[]): RankedSample {
  const order = Uint32Array.from(values, (_, i) => i).sort(
    (a, b) => (values[a] ?? 0) - (values[b] ?? 0),
  );
  const rankOf = new Uint32Array(values.length);
  order.forEach((index, rank) => {
    rankOf[index] = rank;
  });
  return { sorted: Float64Array.from(order, (index) => values[index] ?? 0), rankOf };
}

/** Type 7 quantile of a resample given as how often each rank was drawn; walks the shorter end. */
function countedQuantile(sample: RankedSample, counts: Uint16Array, quantile: number): number {
  const n = counts.length;
  const position = (n - 1) * quantile;
  const wanted = Math.floor(position);
  let drawn = n;
  let above = sample.sorted[n - 1] ?? 0;
  for (let rank = n - 1; rank >= 0; rank--) {
    const count = counts[rank] ?? 0;
    if (count === 0) continue;
    drawn -= count;
    const current = sample.sorted[rank] ?? 0;
    if (drawn <= wanted) {
      const next = wanted + 1 < drawn + count ? current : above;
      return current + (next - current) * (position - wanted);
    }
    above = current;
  }
  return above;
}

function at(sorted: Float64Array, level: number): number {
  const position = Math.min(1, Math.max(0, level)) * (sorted.length - 1);
  const below = sorted[Math.floor(position)] ?? 0;
  const above = sorted[Math.ceil(position)] ?? below;
  return below + (above - below) * (position - Math.floor(position));
}
