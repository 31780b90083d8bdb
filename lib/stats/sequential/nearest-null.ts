/** The most that the candidate's rate may be: the stable rate plus `points` (a fraction), or `ratio` times it. */
export type RateMargin = { kind: "points"; points: number } | { kind: "ratio"; ratio: number };

/** The candidate's rate on the margin, of a stable rate. */
export const onMargin = (stable: number, margin: RateMargin): number =>
  margin.kind === "points" ? stable + margin.points : stable * margin.ratio;

/**
 * The stable rate of the pair on the margin that is nearest to the alternative rates `stable` and `candidate`: it
 * minimises share · KL(candidate) + (1 − share) · KL(stable), with the candidate's `share` of new units. Evidence
 * measured against it is fair for every pair within the margin (R. J. Turner, A. Ly and P. D. Grünwald, Journal of
 * Statistical Planning and Inference 230, 2024). The alternative must be beyond the margin, 0 < share < 1. Numbers
 * rather than objects: this runs four times for each unit.
 */
export function nearestNull(
  stable: number,
  candidate: number,
  share: number,
  margin: RateMargin,
): number {
  if (margin.kind === "ratio") return nearestByRatio(stable, candidate, share, margin.ratio);
  if (margin.points === 0) return share * candidate + (1 - share) * stable;
  return nearestByPoints(stable, candidate, share, margin.points);
}

/** With candidate = r · stable the condition is a quadratic equation; the smaller root is a rate in both arms. */
function nearestByRatio(b: number, c: number, share: number, r: number): number {
  const half = (share * (c + r) + (1 - share) * (r * b + 1)) / 2;
  const constant = share * c + (1 - share) * b;
  return constant / (half + Math.sqrt(Math.max(0, half * half - r * constant)));
}

/** The slope falls from end to end of the bracket; Newton's steps, or its middle where they leave it. */
function nearestByPoints(b: number, c: number, share: number, points: number): number {
  let low = Math.max(0, Math.min(b, c - points));
  let high = Math.min(1, 1 - points, Math.max(b, c - points));
  let p = share * (c - points) + (1 - share) * b;
  for (let step = 0; step < 100; step++) {
    if (!(p > low && p < high)) p = (low + high) / 2;
    const pc = p + points;
    const stableSpread = p * (1 - p);
    const candidateSpread = pc * (1 - pc);
    const slope = (share * (c - pc)) / candidateSpread + ((1 - share) * (b - p)) / stableSpread;
    if (slope > 0) low = p;
    else high = p;
    const bend =
      (share * (candidateSpread + (c - pc) * (1 - 2 * pc))) / candidateSpread ** 2 +
      ((1 - share) * (stableSpread + (b - p) * (1 - 2 * p))) / stableSpread ** 2;
    const next = p + slope / bend;
    const isDone = Math.abs(next - p) < 1e-9 * p || high - low < 1e-15;
    p = next;
    if (isDone) break;
  }
  return p;
}
