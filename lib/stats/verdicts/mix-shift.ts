import { standardNormalQuantile } from "@/lib/stats/distributions/normal-distribution";

/** How many of each group. */
export type Mix = Readonly<Record<string, number>>;

export interface MixShift {
  /** Population stability index, 0 for the same mix. */
  index: number;
  /** The group whose share changed most, then and now. */
  group: string;
  before: number;
  now: number;
}

/** From here on a mix counts as another one, by the convention of credit scoring. */
const LEAST_INDEX = 0.25;
const LEAST_BEFORE = 50;
const LEAST_NOW = 100;
/** One in a thousand comparisons of equal mixes may be called a shift. */
const CHANCE = 0.999;

/**
 * Whether a mix of groups is another one now: a population stability index of 0.25 that chance explains in fewer
 * than 1 of 1,000 cases. Over equal mixes the index divided by (1/n + 1/m) is χ² with one degree of freedom less
 * than groups (B. Yurdakul, Statistical properties of population stability index, 2018). Each group counts half an
 * observation more, so that an empty one has a logarithm. Null: no shift, or too few to say.
 */
export function mixShift(before: Mix, now: Mix): MixShift | null {
  const groups = [...new Set([...Object.keys(before), ...Object.keys(now)])].sort();
  const [n, m] = [sumOf(before), sumOf(now)];
  if (groups.length < 2 || n < LEAST_BEFORE || m < LEAST_NOW) return null;
  const shares = groups.map((group) => ({
    group,
    before: ((before[group] ?? 0) + 0.5) / (n + groups.length / 2),
    now: ((now[group] ?? 0) + 0.5) / (m + groups.length / 2),
  }));
  const index = shares.reduce(
    (sum, share) => sum + (share.now - share.before) * Math.log(share.now / share.before),
    0,
  );
  if (index < LEAST_INDEX) return null;
  if (index / (1 / n + 1 / m) < chiSquareQuantile(CHANCE, groups.length - 1)) return null;
  const [most] = shares.toSorted(
    (one, two) => Math.abs(two.now - two.before) - Math.abs(one.now - one.before),
  );
  if (!most) return null;
  const { group } = most;
  return { index, group, before: (before[group] ?? 0) / n, now: (now[group] ?? 0) / m };
}

const sumOf = (mix: Mix): number => Object.values(mix).reduce((sum, count) => sum + count, 0);

/** E. B. Wilson and M. M. Hilferty, PNAS 17, 1931, 684-688: within 1 % at this quantile. */
function chiSquareQuantile(probability: number, degrees: number): number {
  const spread = 2 / (9 * degrees);
  return degrees * (1 - spread + standardNormalQuantile(probability) * Math.sqrt(spread)) ** 3;
}
