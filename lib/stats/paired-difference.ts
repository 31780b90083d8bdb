import { standardNormalProbability, standardNormalQuantile } from "./normal-distribution";
import { pairedCountsDifference } from "./rate-difference";
import { studentPValue, studentQuantile } from "./student-distribution";

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
 * mean of its answers. Null without pairs. `tail`: 0.025 for a 95 % interval, 0.05 for one-sided bounds.
 */
export function pairedMeanDifference(
  differences: readonly number[],
  tail: 0.025 | 0.05 = 0.025,
): PairedDifference | null {
  const n = differences.length;
  if (n === 0) return null;
  const value = differences.reduce((sum, difference) => sum + difference, 0) / n;
  if (n === 1) return { value, low: null, high: null, p: null, n };
  const s = deviation(differences, value);
  const error = s / Math.sqrt(n);
  const half = studentQuantile(1 - tail, n - 1) * error;
  return { value, low: value - half, high: value + half, p: tOf(value, error, n), n };
}

function tOf(value: number, error: number, n: number): number {
  if (error === 0) return value === 0 ? 1 : 0;
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
  tail: 0.025 | 0.05 = 0.025,
): PairedDifference | null {
  const n = differences.length;
  const changed = differences.filter((difference) => Math.abs(difference) > 1e-12);
  if (changed.length >= LEAST_CHANGED || n < 2) return pairedMeanDifference(differences, tail);
  const value = differences.reduce((sum, difference) => sum + difference, 0) / n;
  const gained = changed.reduce((sum, difference) => sum + Math.max(difference, 0), 0);
  const lost = changed.reduce((sum, difference) => sum + Math.max(-difference, 0), 0);
  const s = deviation(differences, value);
  const small = standardNormalQuantile(1 - tail) / studentQuantile(1 - tail, n - 1);
  const repeats = s === 0 ? 1 : ((gained + lost) / n - value ** 2) / s ** 2;
  const scale = Math.max(1, repeats) * small ** 2;
  const bounds = pairedCountsDifference(
    { gained: gained * scale, lost: lost * scale, n: n * scale },
    1 - 2 * tail,
  );
  return { value, ...bounds, p: scorePValue(gained * scale, lost * scale), n };
}

/** Two-sided normal p of McNemar's score (gained − lost) / √(gained + lost); 1 when nothing changed. */
export function scorePValue(gained: number, lost: number): number {
  const changed = gained + lost;
  if (changed === 0) return 1;
  const z = Math.abs(gained - lost) / Math.sqrt(changed);
  return Math.min(1, 2 * (1 - standardNormalProbability(z)));
}
