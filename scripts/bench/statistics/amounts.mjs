import { pairedMeanDifference } from "../../../lib/stats/intervals/paired-difference.ts";
import { pairedQuantileDifference } from "../../../lib/stats/intervals/quantile-difference.ts";
import { quantileInterval } from "../../../lib/stats/intervals/quantile-interval.ts";
import { amountPerSuccess, skewedMean } from "../../../lib/stats/intervals/skewed-mean.ts";
import { drawing, share } from "./draw.mjs";

const holds = (interval, truth) =>
  (interval.low ?? Number.NEGATIVE_INFINITY) <= truth &&
  (interval.high ?? Number.POSITIVE_INFINITY) >= truth;
const listOf = (n, of) => Array.from({ length: n }, of);

/** Section 4: coverage of means, quantiles and ratios of log-normal amounts. */
export function benchAmounts({ simulated }) {
  for (const [n, target] of [
    [8, 0.956],
    [20, 0.951],
    [50, 0.958],
    [120, 0.949],
    [200, 0.943],
  ]) {
    simulated(`Paired means, ${n} cases`, [target - 0.01, 0.965], 4_000, (rounds) =>
      pairedMeans(rounds, n),
    );
  }
  for (const [n, sigma, target] of [
    [20, 0.6, 0.936],
    [50, 0.6, 0.946],
    [200, 0.6, 0.947],
    [20, 1, 0.924],
    [50, 1, 0.933],
    [200, 1, 0.943],
  ]) {
    simulated(`Skewed mean, ${n} cases, sigma ${sigma}`, [target, 0.96], 10_000, (rounds) =>
      means(rounds, n, sigma),
    );
  }
  for (const [n, q] of [
    [20, 0.5],
    [72, 0.95],
    [120, 0.95],
    [400, 0.99],
  ]) {
    simulated(`p${q * 100} of ${n} amounts`, [0.953, 0.995], 4_000, (rounds) =>
      quantiles(rounds, n, q),
    );
  }
  for (const rho of [0, 0.5, 0.9]) {
    simulated(`p95 difference, 120 pairs, correlation ${rho}`, [0.95, 1], 1_000, (rounds) =>
      quantilePairs(rounds, 120, rho),
    );
  }
  for (const [n, sigma] of [
    [50, 0.5],
    [120, 0.8],
    [200, 0.5],
  ]) {
    simulated(`Cost per success, ${n} traces, sigma ${sigma}`, [0.94, 0.956], 4_000, (rounds) =>
      ratios(rounds, n, sigma),
    );
  }
}

function pairedMeans(rounds, n) {
  const { normal } = drawing(51 + n);
  const sigma = 0.6;
  const truth = 0.1 * Math.exp(sigma ** 2 / 2);
  return share(rounds, () =>
    holds(
      pairedMeanDifference(
        listOf(n, () => {
          const [one, two] = correlated(normal, 0.5);
          return 1.1 * Math.exp(sigma * two) - Math.exp(sigma * one);
        }),
      ),
      truth,
    ),
  );
}

function correlated(normal, rho) {
  const one = normal();
  return [one, rho * one + Math.sqrt(1 - rho ** 2) * normal()];
}

function means(rounds, n, sigma) {
  const { logNormal } = drawing(53 + n + 1_000 * sigma);
  const truth = Math.exp(sigma ** 2 / 2);
  return share(rounds, () => holds(skewedMean(listOf(n, () => logNormal(sigma))), truth));
}

const NORMAL_QUANTILES = { 0.5: 0, 0.95: 1.6448536, 0.99: 2.3263479 };

function quantiles(rounds, n, q) {
  const { logNormal } = drawing(59 + n);
  const truth = Math.exp(0.6 * NORMAL_QUANTILES[q]);
  return share(rounds, () =>
    holds(
      quantileInterval(
        listOf(n, () => logNormal(0.6)),
        q,
      ),
      truth,
    ),
  );
}

function quantilePairs(rounds, n, rho) {
  const { normal } = drawing(61 + 10 * rho);
  const truth = 0.2 * Math.exp(0.6 * NORMAL_QUANTILES[0.95]);
  return share(rounds, () => {
    const pairs = listOf(n, () => correlated(normal, rho));
    const before = pairs.map(([one]) => Math.exp(0.6 * one));
    const after = pairs.map(([, two]) => 1.2 * Math.exp(0.6 * two));
    return holds(pairedQuantileDifference(before, after, 0.95), truth);
  });
}

function ratios(rounds, n, sigma) {
  const { logNormal, uniform } = drawing(67 + n);
  const truth = Math.exp(sigma ** 2 / 2) / 0.8;
  return share(rounds, () => {
    const observations = listOf(n, () => ({
      amount: logNormal(sigma),
      successes: Number(uniform() < 0.8),
    }));
    return holds(amountPerSuccess(observations), truth);
  });
}
