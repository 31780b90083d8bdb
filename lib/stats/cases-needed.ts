import { standardNormalQuantile } from "./normal-distribution";

/** No team writes more cases than this to settle one question. */
const MOST = 1_000_000;

/**
 * Shared cases needed, in all, to tell the observed difference from the bar (`-margin`), when
 * changes stay as frequent as observed: R. J. Connor's formula for paired proportions (Biometrics 43,
 * 1987, 207-211), shifted by the margin. With `power` 0.8 four of five such comparisons would be
 * decided. Null when nothing was observed or the estimate sits on the bar, where no number is enough.
 */
export function casesNeeded(
  observed: { newlyPassing: number; newlyFailing: number; n: number },
  options: { margin?: number; power?: number; confidence?: number } = {},
): number | null {
  const { margin = 0, power = 0.8, confidence = 0.95 } = options;
  const { newlyPassing, newlyFailing, n } = observed;
  if (n === 0) return null;
  const difference = (newlyPassing - newlyFailing) / n;
  const distance = Math.abs(difference + margin);
  if (distance < 1e-9) return null;
  // Not one change seen so far does not mean that there never is one.
  const changed = Math.max(1, newlyPassing + newlyFailing) / n;
  const alpha = standardNormalQuantile(0.5 + confidence / 2) * Math.sqrt(changed);
  const beta = standardNormalQuantile(power) * Math.sqrt(Math.max(0, changed - difference ** 2));
  const needed = Math.ceil(((alpha + beta) / distance) ** 2);
  return needed > MOST ? null : needed;
}
