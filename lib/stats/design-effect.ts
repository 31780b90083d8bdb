import { standardNormalQuantile } from "./normal-distribution";
import { studentQuantile } from "./student-distribution";

/**
 * How much less n requests say than n independent ones: the variance of their rate or mean is `effect` times
 * as large, and it is known as well as `clusters` clusters tell it.
 */
export type Design = { effect: number; clusters: number };

export const INDEPENDENT: Design = { effect: 1, clusters: Number.POSITIVE_INFINITY };

/** Units fall into this many groups by the hash of their name. */
export const UNIT_GROUPS = 64;

/**
 * Sums over the requests of one group of units: of an amount (or of hits), of what it is divided by, and how
 * many requests they are. A rate or mean divides by the number of requests itself.
 */
export type GroupAmounts = { amount: number; by: number; n: number };

/** What the groups of a time say of its requests, to be carried over to any part of them. */
export interface Clustering {
  /** Requests of the same unit for each request, its own included: Σn²/Σn over units. */
  size: number;
  /** What one more request of the same unit adds to the design effect. */
  perRequest: number;
  clusters: number;
}

/**
 * The clustering of Σ amount / Σ by, from sums over groups that each unit is in one of. A group's residual
 * amount − ratio · by varies as its units do (random groups: K. M. Wolter, Introduction to Variance Estimation,
 * chapter 2), and with fewer units than groups a group is a unit. `variance` is that of one request's residual.
 * Where nothing varies, only units count. Null without requests.
 */
export function clusteringOf(groups: readonly GroupAmounts[], variance: number): Clustering | null {
  const active = groups.filter(({ n }) => n > 0);
  const sum = (of: (group: GroupAmounts) => number) =>
    active.reduce((total, group) => total + of(group), 0);
  const n = sum((group) => group.n);
  if (n === 0) return null;
  const size = sizeOfUnits(
    sum((group) => group.n ** 2),
    n,
  );
  const clusters = active.length;
  const by = sum((group) => group.by);
  const isSteady = variance <= 1e-12 || by === 0 || clusters === 1;
  if (isSteady) return { size, perRequest: 1, clusters };
  const ratio = sum(({ amount }) => amount) / by;
  const residuals = sum((group) => (group.amount - ratio * group.by) ** 2);
  const effect = ((clusters / (clusters - 1)) * residuals) / (n * variance);
  const more = size - 1;
  return { size, perRequest: more < 1e-9 ? 0 : Math.max(0, (effect - 1) / more), clusters };
}

/** Σn²/Σn over units from the squares of groups, which hold the products of units that share one, too. */
function sizeOfUnits(squares: number, n: number): number {
  const ofUnits = ((squares - n ** 2 / UNIT_GROUPS) * UNIT_GROUPS) / (UNIT_GROUPS - 1);
  return Math.min(n, Math.max(1, ofUnits / n));
}

/**
 * The design of some of those requests: `n` of them, `named` the share that names its unit, the others each
 * their own. `norm` is at least √Σn² over the units, whose size it bounds (L. Kish, Survey Sampling, 1965,
 * section 5.4: effect = 1 + (size − 1) · correlation).
 */
export function designOf(
  clustering: Clustering | null,
  { n, named, norm }: { n: number; named: number; norm: number },
): Design {
  if (!clustering || n === 0 || named === 0) return INDEPENDENT;
  const size = Math.max(1, Math.min(clustering.size, norm ** 2 / (n * named)));
  const effect = 1 + named * (size - 1) * clustering.perRequest;
  return effect === 1 ? INDEPENDENT : { effect, clusters: clustering.clusters };
}

/** The number of independent trials that say as much as `n` requests, less where few clusters tell it. */
export function effectiveTrials(n: number, { effect, clusters }: Design): number {
  return (n / effect) * shareOfFew(clusters);
}

const shares = new Map<number, number>();

/** (z / t)²; kept, since a chart asks thousands of times and there are never more clusters than groups. */
function shareOfFew(clusters: number): number {
  if (clusters === Number.POSITIVE_INFINITY || clusters < 2) return 1;
  const cachedShare = shares.get(clusters);
  if (cachedShare !== undefined) return cachedShare;
  const share = (standardNormalQuantile(0.975) / studentQuantile(0.975, clusters - 1)) ** 2;
  shares.set(clusters, share);
  return share;
}
