import {
  addShare,
  type CaseAnswers,
  noCases,
  repeatedRate,
} from "@/lib/stats/intervals/repeated-rate";
import type { Rate } from "@/lib/stats/intervals/wilson-interval";

/**
 * pass^k: the chance that k answers to a case all pass, as the mean over cases of C(c, k) / C(m, k), which
 * is unbiased where (c / m)^k is not (M. Chen et al., arXiv:2107.03374; S. Yao et al., arXiv:2406.12045).
 * Over cases with at least k answers; null when there is none.
 */
export function passAllOf(cases: readonly CaseAnswers[], k: number): Rate | null {
  const moments = noCases();
  for (const { passed, answers } of cases.filter((each) => each.answers >= k)) {
    addShare(moments, shareOfAllPassing(passed, answers, k), answers);
  }
  return repeatedRate(moments);
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
