import { standardNormalProbability } from "../normal-distribution";
import { STAKE_LOG_WEIGHTS, STAKES } from "./amount-evidence";
import { nearestNull, onMargin, type RateMargin } from "./nearest-null";
import { ODDS_LOG_WEIGHTS, ODDS_RATIOS } from "./rate-evidence";

/** Candidate units until half, or 95 of 100, of the rollouts with a harm are rolled back. */
export type UnitsToNotice = { median: number; p95: number };

/** What one unit adds to one log of the evidence. */
type Step = { mean: number; variance: number };

/** A rate whose truth is `rate`, on a bar below it. Null: never noticed. */
export function unitsToNoticeRate(
  { rate, bar }: { rate: number; bar: number },
  threshold: number,
): UnitsToNotice | null {
  const steps = ODDS_RATIOS.map((k) =>
    twoValued(rate, Math.log(k) - Math.log1p((k - 1) * bar), -Math.log1p((k - 1) * bar)),
  );
  return firstPassage(steps, ODDS_LOG_WEIGHTS, threshold);
}

/** A rate relative to the stable version, whose rate is taken as known; `share` is the candidate's. */
export function unitsToNoticeRelativeRate(
  {
    stable,
    candidate,
    margin,
    share,
  }: { stable: number; candidate: number; margin: RateMargin; share: number },
  threshold: number,
): UnitsToNotice | null {
  const base = onMargin(stable, margin);
  const steps = ODDS_RATIOS.map((k) => {
    const q = { stable, candidate: (k * base) / (1 + (k - 1) * base) };
    const nearest = nearestNull(q.stable, q.candidate, share, margin);
    const p = { stable: nearest, candidate: onMargin(nearest, margin) };
    const stepOf = (arm: "stable" | "candidate", rate: number) =>
      twoValued(rate, Math.log(q[arm] / p[arm]), Math.log((1 - q[arm]) / (1 - p[arm])));
    return mixed(stepOf("candidate", candidate), stepOf("stable", stable), share);
  });
  return perCandidate(firstPassage(steps, ODDS_LOG_WEIGHTS, threshold), share);
}

/**
 * A mean, or cost per success, on a bar: `units` are earlier units as they would be with the harm (amounts times
 * 1.3, say).
 */
export function unitsToNoticeAmount(
  units: readonly { amount: number; successes: number }[],
  bar: number,
  threshold: number,
): UnitsToNotice | null {
  const steps = STAKES.map((stake) =>
    momentsOf(units.map(({ amount, successes }) => Math.log1p(stake * (amount / bar - successes)))),
  );
  return firstPassage(steps, STAKE_LOG_WEIGHTS, threshold);
}

/** A mean relative to the stable version: earlier `amounts` of units, which the harm multiplies by `factor`. */
export function unitsToNoticeRelativeAmount(
  {
    amounts,
    factor,
    ratio,
    share,
  }: { amounts: readonly number[]; factor: number; ratio: number; share: number },
  threshold: number,
): UnitsToNotice | null {
  const { mean } = momentsOf(amounts);
  const cap = 10 * mean;
  const scale = Math.max((ratio * mean) / share, (ratio * (cap - mean)) / (1 - share));
  const steps = STAKES.map((stake) => {
    const stepOf = (difference: (amount: number) => number) =>
      momentsOf(amounts.map((amount) => Math.log1p((stake * difference(amount)) / scale)));
    return mixed(
      stepOf((amount) => (Math.min(cap, factor * amount) - ratio * mean) / share),
      stepOf((amount) => (-ratio * (Math.min(cap, amount) - mean)) / (1 - share)),
      share,
    );
  });
  return perCandidate(firstPassage(steps, STAKE_LOG_WEIGHTS, threshold), share);
}

/** A step that is `one` with chance p, else `other`. */
const twoValued = (p: number, one: number, other: number): Step => ({
  mean: p * one + (1 - p) * other,
  variance: p * (1 - p) * (one - other) ** 2,
});

const mixed = (one: Step, other: Step, share: number): Step => ({
  mean: share * one.mean + (1 - share) * other.mean,
  variance:
    share * one.variance +
    (1 - share) * other.variance +
    share * (1 - share) * (one.mean - other.mean) ** 2,
});

function momentsOf(values: readonly number[]): Step {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    mean,
    variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length,
  };
}

const perCandidate = (all: UnitsToNotice | null, share: number): UnitsToNotice | null =>
  all && { median: Math.ceil(all.median * share), p95: Math.ceil(all.p95 * share) };

/**
 * When a mixture of random walks first reaches ln(threshold). The mean is where the mixture of their mean paths
 * does; around it the time varies as that of a Brownian motion with the drift and variance of the walk that
 * leads there, an inverse Gaussian (A. Wald, Sequential Analysis, 1947; J. L. Folks and R. S. Chhikara, Journal of
 * the Royal Statistical Society B 40, 1978). The slower walks may vary less, so the soonest quantile counts. Medians
 * are within a fifth of simulated ones, 95th percentiles within three tenths.
 */
function firstPassage(
  steps: readonly Step[],
  logWeights: readonly number[],
  threshold: number,
): UnitsToNotice | null {
  const logThreshold = Math.log(threshold);
  const alone = steps.map(({ mean }, i) => (logThreshold - (logWeights[i] ?? 0)) / mean);
  let high = Math.min(...alone.filter((n) => n > 0));
  if (!Number.isFinite(high)) return null;
  let low = 0;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    const e = steps.reduce(
      (sum, { mean }, i) => sum + Math.exp((logWeights[i] ?? 0) + middle * mean),
      0,
    );
    if (e < threshold) low = middle;
    else high = middle;
  }
  const soonest = Math.min(...alone.filter((n) => n > 0));
  const quantile = (q: number) =>
    Math.min(
      ...steps.map(({ mean, variance }, i) => {
        // The others bring the walk that leads there sooner than it would alone.
        const time = alone[i] === soonest ? high : (alone[i] ?? 0);
        return time > 0
          ? inverseGaussianQuantile(q, time, (time * mean) ** 2 / variance)
          : Number.POSITIVE_INFINITY;
      }),
    );
  return { median: Math.ceil(quantile(0.5)), p95: Math.ceil(quantile(0.95)) };
}

function inverseGaussianQuantile(q: number, mean: number, shape: number): number {
  if (shape > 1e9 * mean) return mean;
  let low = 0;
  let high = mean;
  while (inverseGaussianProbability(high, mean, shape) < q) high *= 2;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (inverseGaussianProbability(middle, mean, shape) < q) low = middle;
    else high = middle;
  }
  return high;
}

function inverseGaussianProbability(x: number, mean: number, shape: number): number {
  const root = Math.sqrt(shape / x);
  const mirror = standardNormalProbability(-root * (x / mean + 1));
  const reflected = mirror === 0 ? 0 : Math.exp((2 * shape) / mean + Math.log(mirror));
  return standardNormalProbability(root * (x / mean - 1)) + reflected;
}
