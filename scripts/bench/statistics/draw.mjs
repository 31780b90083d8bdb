import { seededRandom } from "../../../lib/stats/distributions/seeded-random.ts";

/** Draws from distributions, the same with every start of the program. */
export function drawing(seed) {
  const below = seededRandom(seed);
  const uniform = () => (below(0x40000000) + below(0x400000) / 0x400000 + 1e-12) / 0x40000000;
  const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  const logNormal = (sigma) => Math.exp(sigma * normal());
  const hits = (n, p) => {
    let count = 0;
    for (let i = 0; i < n; i++) if (uniform() < p) count++;
    return count;
  };
  /** G. Marsaglia and W. W. Tsang, ACM TOMS 26, 2000. */
  const gamma = (shape) => {
    if (shape < 1) return gamma(shape + 1) * uniform() ** (1 / shape);
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (;;) {
      const x = normal();
      const v = (1 + c * x) ** 3;
      if (v > 0 && Math.log(uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
    }
  };
  /** Pass rates of cases with this mean, of which answers to one case agree by `icc`. */
  const caseRate = (mean, icc) => {
    const total = 1 / icc - 1;
    const one = gamma(mean * total);
    const two = gamma((1 - mean) * total);
    return one + two === 0 ? Number(uniform() < mean) : one / (one + two);
  };
  return { uniform, normal, logNormal, hits, caseRate };
}

/** Share of `rounds` in which `isHit` holds. */
export function share(rounds, isHit) {
  let count = 0;
  for (let round = 0; round < rounds; round++) if (isHit(round)) count++;
  return count / rounds;
}

export function binomial(n, p) {
  const probabilities = new Float64Array(n + 1);
  const log = [0];
  for (let i = 1; i <= n; i++) log[i] = log[i - 1] + Math.log(i);
  for (let k = 0; k <= n; k++) {
    const ways = log[n] - log[k] - log[n - k];
    const weight = (k && k * Math.log(p)) + (n - k && (n - k) * Math.log(1 - p));
    probabilities[k] = Math.exp(ways + weight);
  }
  return probabilities;
}

/** Calls with each (gained, lost) of `n` pairs and its chance, where that is more than nothing. */
export function eachPair(n, gain, loss, call) {
  const changed = binomial(n, gain + loss);
  for (let all = 0; all <= n; all++) {
    if (changed[all] < 1e-9) continue;
    const split = binomial(all, gain / (gain + loss));
    for (let gained = 0; gained <= all; gained++) {
      const chance = changed[all] * split[gained];
      if (chance > 1e-10) call(gained, all - gained, chance);
    }
  }
}
