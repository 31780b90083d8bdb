import { standardNormalQuantile } from "./normal-distribution";
import type { CaseAnswers } from "./repeated-rate";
import { studentQuantile } from "./student-distribution";
import { type Rate, wilsonBounds } from "./wilson-interval";

/**
 * pass^k: the chance that k answers to a case all pass, as the mean over cases of C(c, k) / C(m, k), which
 * is unbiased where (c / m)^k is not (M. Chen et al., arXiv:2107.03374; S. Yao et al., arXiv:2406.12045).
 * Over cases with at least k answers; null when there is none.
 */
export function passAllOf(cases: readonly CaseAnswers[], k: number): Rate | null {
  const shares = cases
    .filter(({ answers }) => answers >= k)
    .map(({ passed, answers }) => shareOfAllPassing(passed, answers, k));
  const n = shares.length;
  if (n === 0) return null;
  const value = shares.reduce((sum, share) => sum + share, 0) / n;
  if (n === 1) return { value, ...wilsonBounds(value, 1), n };
  const squares = shares.reduce((sum, share) => sum + (share - value) ** 2, 0);
  const variance = squares / ((n - 1) * n);
  const isFixed = value <= 0 || value >= 1 || variance === 0;
  const trials = isFixed ? n : Math.max(n, (value * (1 - value)) / variance);
  const small = standardNormalQuantile(0.975) / studentQuantile(0.975, n - 1);
  return { value, ...wilsonBounds(value, trials * small ** 2), n };
}

export function shareOfAllPassing(passed: number, answers: number, k: number): number {
  let share = 1;
  for (let i = 0; i < k; i++) share *= Math.max(0, passed - i) / (answers - i);
  return share;
}

/**
 * Mean variance of the answers to one case, Σ p(1 − p) m / (m − 1) / n over cases with at least two answers.
 * Twice it is the chance that two answers to a case disagree. Null without such a case.
 */
export function flakiness(cases: readonly CaseAnswers[]): number | null {
  const repeated = cases.filter(({ answers }) => answers >= 2);
  if (repeated.length === 0) return null;
  const variances = repeated.map(({ passed, answers }) => {
    const p = passed / answers;
    return (p * (1 - p) * answers) / (answers - 1);
  });
  return variances.reduce((sum, variance) => sum + variance, 0) / repeated.length;
}
