/** Bins from `edges[i]` (included) to `edges[i + 1]` (excluded, the last one included). */
export type Histogram<Key extends string = string> = {
  edges: number[];
  series: { key: Key; counts: number[]; n: number }[];
};

const NICE_STEPS = [1, 2, 2.5, 5, 10];

/**
 * Counts of several series over the same bins, so that their bars can be compared. Edges are
 * multiples of a round step (1, 2, 2.5 or 5 times a power of ten); there are about `targetBins` of
 * them and never more. No values, no edges. Values that are not finite are left out.
 */
export function histogram<Key extends string>(
  series: readonly { key: Key; values: readonly number[] }[],
  targetBins = 24,
): Histogram<Key> {
  const finite = series.map(({ key, values }) => ({ key, values: values.filter(Number.isFinite) }));
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (const { values } of finite) {
    for (const value of values) {
      if (value < least) least = value;
      if (value > most) most = value;
    }
  }
  const edges = least <= most ? niceEdges(least, most, targetBins) : [];
  const first = edges[0] ?? 0;
  const bins = Math.max(0, edges.length - 1);
  const width = ((edges[bins] ?? 0) - first) / Math.max(1, bins);
  return {
    edges,
    series: finite.map(({ key, values }) => {
      const counts = new Array<number>(bins).fill(0);
      for (const value of values) {
        let bin = Math.min(bins - 1, Math.floor((value - first) / width));
        // The division may be off by one ulp right at an edge; the edges decide.
        if (bin + 1 < bins && value >= (edges[bin + 1] ?? value)) bin++;
        else if (bin > 0 && value < (edges[bin] ?? value)) bin--;
        counts[bin] = (counts[bin] ?? 0) + 1;
      }
      return { key, counts, n: values.length };
    }),
  };
}

function niceEdges(least: number, most: number, targetBins: number): number[] {
  if (least === most) {
    const around = least === 0 ? 1 : Math.abs(least);
    return niceEdges(least - around * 0.05, most + around * 0.05, Math.min(targetBins, 4));
  }
  let step = niceStep((most - least) / targetBins);
  // Rounding outward can add up to two bins; the next round step brings the number down again.
  while (Math.ceil(most / step) - Math.floor(least / step) > targetBins)
    step = niceStep(step * 1.01);
  const from = Math.floor(least / step);
  const to = Math.max(from + 1, Math.ceil(most / step));
  return Array.from({ length: to - from + 1 }, (_, i) =>
    Number(((from + i) * step).toPrecision(12)),
  );
}

function niceStep(atLeast: number): number {
  const power = 10 ** Math.floor(Math.log10(atLeast));
  const nice = NICE_STEPS.find((step) => step * power >= atLeast * (1 - 1e-9)) ?? 10;
  return nice * power;
}
