/**
 * p values corrected for looking at several comparisons at once, in the given order (S. Holm,
 * Scandinavian Journal of Statistics 6, 1979, 65-70). Valid for segments that overlap. A null
 * (not measured) stays null and does not count as a comparison.
 */
export function holmCorrection(pValues: readonly (number | null)[]): (number | null)[] {
  const measured = pValues
    .flatMap((p, index) => (p === null ? [] : [{ p, index }]))
    .sort((a, b) => a.p - b.p);
  const corrected: (number | null)[] = pValues.map(() => null);
  let largest = 0;
  measured.forEach(({ p, index }, rank) => {
    largest = Math.max(largest, Math.min(1, p * (measured.length - rank)));
    corrected[index] = largest;
  });
  return corrected;
}
