/** What teams do without sequential statistics: a z-test at each look, at 5 %, from 10 units in each arm on. */
const Z = 1.959964;
const LEAST = 10;

export const isBeyondBar = ({ bad, n }, bar) =>
  n >= LEAST && (bad / n - bar) / Math.sqrt((bar * (1 - bar)) / n) > Z;

/** Counts of all stages in one, as it is usually done. */
export function isBeyondControl(candidate, stable, points) {
  if (candidate.n < LEAST || stable.n < LEAST) return false;
  const [pc, ps] = [candidate.bad / candidate.n, stable.bad / stable.n];
  const variance = (pc * (1 - pc)) / candidate.n + (ps * (1 - ps)) / stable.n;
  return pc - ps - points > Z * Math.sqrt(variance);
}
