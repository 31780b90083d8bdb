/** Counts by logarithmic bin, bins rising; merged by adding counts. */
export type LogSketch = { bins: readonly number[]; counts: readonly number[] };

/** Every value read from a sketch is within this share of a value that was put in. */
export const RELATIVE_ACCURACY = 0.01;
const GAMMA = (1 + RELATIVE_ACCURACY) / (1 - RELATIVE_ACCURACY);
/** Durations are whole milliseconds, so the bins below 1 are free; this one holds 0. */
export const ZERO_BIN = -1;

/**
 * The bin of a duration in whole ms: (γ^(i−1), γ^i] with γ = 1.01/0.99, as DDSketch (C. Masson, J. E. Rim,
 * H. K. Lee, PVLDB 12, 2019, 2195-2205). In SQL: `case when ms < 1 then -1 else ceil(ln(ms::float8) /
 * ln(1.01::float8 / 0.99::float8))::int end`.
 */
export function binOf(ms: number): number {
  return ms < 1 ? ZERO_BIN : Math.max(0, Math.ceil(Math.log(ms) / Math.log(GAMMA)));
}

/** The value that is within 1 % of everything in the bin. */
export function valueAt(bin: number): number {
  return bin <= ZERO_BIN ? 0 : (2 * GAMMA ** bin) / (GAMMA + 1);
}

export const EMPTY_SKETCH: LogSketch = { bins: [], counts: [] };

export function mergeSketches(sketches: readonly LogSketch[]): LogSketch {
  const [only] = sketches;
  if (only && sketches.length === 1) return only;
  const total = new Map<number, number>();
  for (const { bins, counts } of sketches) {
    bins.forEach((bin, index) => {
      total.set(bin, (total.get(bin) ?? 0) + (counts[index] ?? 0));
    });
  }
  const bins = [...total.keys()].sort((a, b) => a - b);
  return { bins, counts: bins.map((bin) => total.get(bin) ?? 0) };
}

export function sketchOf(values: readonly number[]): LogSketch {
  return mergeSketches(values.map((ms) => ({ bins: [binOf(ms)], counts: [1] })));
}

export function sketchTotal({ counts }: LogSketch): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

/** The value at a rank from 1, the smallest; null beyond what was put in. */
export function sketchRank({ bins, counts }: LogSketch, rank: number): number | null {
  if (rank < 1) return null;
  let passed = 0;
  for (let index = 0; index < bins.length; index++) {
    passed += counts[index] ?? 0;
    if (passed >= rank) return valueAt(bins[index] ?? ZERO_BIN);
  }
  return null;
}

/** Quantile by the lower rank, floor(q·(n − 1)) + 1; null without values. */
export function sketchQuantile(sketch: LogSketch, quantile: number): number | null {
  return sketchRank(sketch, Math.floor(quantile * (sketchTotal(sketch) - 1)) + 1);
}

/** How many values lie above `ms`; those of the bin that `ms` is in count by where the bin is read. */
export function countAbove({ bins, counts }: LogSketch, ms: number): number {
  let above = 0;
  bins.forEach((bin, index) => {
    if (valueAt(bin) > ms) above += counts[index] ?? 0;
  });
  return above;
}
