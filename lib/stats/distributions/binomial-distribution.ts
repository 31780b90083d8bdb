/** P(X = first), P(X = first + 1), … of a binomial; what is left out is below 1e-300. */
export type BinomialWindow = { first: number; probabilities: Float64Array };

const NEGLIGIBLE = 1e-300;

/**
 * Probabilities of Binomial(n, p) by the ratio of neighbours, outward from the mode and normalised
 * at the end, so that neither large n nor small tails overflow and no gamma function is needed.
 */
export function binomialWindow(n: number, p: number): BinomialWindow {
  if (p <= 0) return { first: 0, probabilities: Float64Array.of(1) };
  if (p >= 1) return { first: n, probabilities: Float64Array.of(1) };
  const odds = p / (1 - p);
  const mode = Math.min(n, Math.floor((n + 1) * p));
  const below: number[] = [];
  for (let k = mode, weight = 1; k > 0; k--) {
    weight *= k / ((n - k + 1) * odds);
    if (weight < NEGLIGIBLE) break;
    below.push(weight);
  }
  const above: number[] = [];
  for (let k = mode, weight = 1; k < n; k++) {
    weight *= ((n - k) * odds) / (k + 1);
    if (weight < NEGLIGIBLE) break;
    above.push(weight);
  }
  const probabilities = Float64Array.from([...below.reverse(), 1, ...above]);
  const total = probabilities.reduce((sum, weight) => sum + weight, 0);
  return {
    first: mode - below.length,
    probabilities: probabilities.map((weight) => weight / total),
  };
}
