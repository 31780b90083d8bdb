import { standardNormalQuantile } from "@/lib/stats/distributions/normal-distribution";
import type { Bounded } from "./difference-interval";

/** Square: `counts[i][j]` things that one rater called i and the other j. */
export type AgreementTable = readonly (readonly number[])[];

/**
 * Cohen's κ with the large-sample variance of J. L. Fleiss, J. Cohen and B. S. Everitt (Psychological Bulletin 72,
 * 1969), with ½ in each cell and limits on the scale of artanh, which keeps them honest for rare labels. The
 * value itself is without the ½, and the limits stretch to hold it. Null when nothing was rated, or when both
 * raters only ever used one and the same label, where chance explains everything.
 */
export function kappaInterval(counts: AgreementTable): Bounded | null {
  const value = kappaOf(counts)?.kappa;
  const smooth = kappaOf(counts.map((row) => row.map((count) => count + 0.5)));
  if (value === undefined || !smooth) return null;
  const { kappa, expected, rows, columns, shares, n } = smooth;
  let variance = -((kappa - expected * (1 - kappa)) ** 2);
  shares.forEach((row, i) => {
    row.forEach((share, j) => {
      const weight =
        i === j
          ? (1 - (at(rows, i) + at(columns, i)) * (1 - kappa)) ** 2
          : (1 - kappa) ** 2 * (at(columns, i) + at(rows, j)) ** 2;
      variance += share * weight;
    });
  });
  const error = Math.sqrt(Math.max(0, variance) / (n * (1 - expected) ** 2));
  const spread = (standardNormalQuantile(0.975) * error) / (1 - kappa ** 2);
  return {
    value,
    low: Math.min(value, Math.tanh(Math.atanh(kappa) - spread)),
    high: Math.max(value, Math.tanh(Math.atanh(kappa) + spread)),
  };
}

function kappaOf(counts: AgreementTable) {
  const n = counts.flat().reduce((sum, count) => sum + count, 0);
  if (n === 0) return null;
  const shares = counts.map((row) => row.map((count) => count / n));
  const rows = shares.map((row) => row.reduce((sum, share) => sum + share, 0));
  const columns = shares.map((_, j) => shares.reduce((sum, row) => sum + at(row, j), 0));
  const agreed = shares.reduce((sum, row, i) => sum + at(row, i), 0);
  const expected = rows.reduce((sum, share, i) => sum + share * at(columns, i), 0);
  if (expected > 1 - 1e-12) return null;
  return { kappa: (agreed - expected) / (1 - expected), expected, rows, columns, shares, n };
}

const at = (values: readonly number[], index: number): number => values[index] ?? 0;
