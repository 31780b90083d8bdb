import { standardNormalQuantile } from "@/lib/stats/distributions/normal-distribution";
import { studentPValue, studentQuantile } from "@/lib/stats/distributions/student-distribution";
import { pairedCountsDifference, pairedScorePValue } from "./rate-difference";

/** A mean difference over pairs, with its interval; null bounds: too few pairs to say. */
export type PairedDifference = {
  value: number;
  low: number | null;
  high: number | null;
  /** Two-sided, of the test that the interval inverts. */
  p: number | null;
  n: number;
};

/** With fewer cases that differ, the t interval of rates is too short (coverage down to 0.917). */
const LEAST_CHANGED = 10;

/**
 * Mean of the differences of paired amounts, candidate minus baseline: d̄ ± t·s/√n over cases, each the
 * mean of its answers. `tail`: 0.025 for a 95 % interval, 0.05 for one-sided bounds, less
 * where several are shown. `against`: the difference
 * that p tests. Null without pairs.
 */
export function pairedMeanDifference(
  differences: readonly number[],
  tail = 0.025,
  against = 0,
): PairedDifference | null {
  const n = differences.length;
  if (n === 0) return null;
  const value = differences.reduce((sum, difference) => sum + difference, 0) / n;
  if (n === 1) return { value, low: null, high: null, p: null, n };
  const s = deviation(differences, value);
  const error = s / Math.sqrt(n);
  const half = studentQuantile(1 - tail, n - 1) * error;
  return { value, low: value - half, high: value + half, p: tOf(value - against, error, n), n };
}

function tOf(value: number, error: number, n: number): number {
  if (error === 0) return Math.abs(value) < 1e-12 ? 1 : 0;
  return studentPValue(value / error, n - 1);
}

/** Of a sample, without the trace of variance that rounding leaves in equal values. */
function deviation(values: readonly number[], mean: number): number {
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const s = Math.sqrt(squares / (values.length - 1));
  return s <= 1e-12 * Math.max(1, Math.abs(mean)) ? 0 : s;
}

/**
 * Difference of two pass rates on the same cases that were answered several times: `differences` are those
 * of the case means, −1 to 1. Student's t on them; where fewer than 10 cases differ, Tango's score interval
 * with counts of gains and losses scaled to the evidence that the repeats carry. Null without pairs.
 */
export function pairedCaseDifference(
  differences: readonly number[],
  tail = 0.025,
  against = 0,
): PairedDifference | null {
  const n = differences.length;
  const changed = differences.filter((difference) => Math.abs(difference) > 1e-12);
  if (changed.length >= LEAST_CHANGED || n < 2)
    return pairedMeanDifference(differences, tail, against);
  const value = differences.reduce((sum, difference) => sum + difference, 0) / n;
  const gained = changed.reduce((sum, difference) => sum + Math.max(difference, 0), 0);
  const lost = changed.reduce((sum, difference) => sum + Math.max(-difference, 0), 0);
  const small = standardNormalQuantile(1 - tail) / studentQuantile(1 - tail, n - 1);
  const scale = evidencePerCase(differences) * small ** 2;
  const counts = { gained: gained * scale, lost: lost * scale, n: n * scale };
  const bounds = pairedCountsDifference(counts, 1 - 2 * tail);
  return { value, ...bounds, p: pairedScorePValue(counts, against), n };
}

/** Independent single answers that a case with repeats is worth: the share that differs by the variance seen. */
export function evidencePerCase(differences: readonly number[]): number {
  const n = differences.length;
  const value = differences.reduce((sum, difference) => sum + difference, 0) / n;
  const s = deviation(differences, value);
  return s === 0 ? 1 : Math.max(1, (shareChanged(differences) - value ** 2) / s ** 2);
}

/** The share of cases that differs, each weighed by how much. */
export const shareChanged = (differences: readonly number[]): number =>
  differences.reduce((sum, difference) => sum + Math.abs(difference), 0) / differences.length;
