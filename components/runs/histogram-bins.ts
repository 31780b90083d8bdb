import type { HistogramBin } from "@/components/charts/histogram-chart-props";
import type { Histogram } from "@/lib/runs/summary-contract";

/**
 * Two histograms with bins of their own as one. Edges are multiples of a round step, so both fall exactly
 * into bins of the least common multiple of the two steps; nothing is estimated.
 */
export function histogramBins(
  current: Histogram | null | undefined,
  baseline: Histogram | null | undefined,
): HistogramBin[] {
  const [ours, theirs] = [withStep(current), withStep(baseline)];
  const steps = [ours, theirs].flatMap((one) => (one ? [one.step] : []));
  const step = steps.reduce(leastCommonMultiple, steps[0] ?? 0);
  if (!(step > 0)) return [];
  const counted = [ours, theirs].map((one) => one && countByBin(one, step));
  const [mine, others] = counted;
  const bins = [...(mine?.keys() ?? []), ...(others?.keys() ?? [])];
  const first = Math.min(...bins);
  const last = Math.max(...bins);
  if (!Number.isFinite(first)) return [];
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const bin = first + index;
    return {
      from: round(bin * step),
      to: round((bin + 1) * step),
      current: mine?.get(bin) ?? 0,
      ...(others ? { baseline: others.get(bin) ?? 0 } : {}),
    };
  });
}

interface Stepped {
  edges: number[];
  counts: number[];
  step: number;
}

function withStep(of: Histogram | null | undefined): Stepped | null {
  const [first, second] = of?.edges ?? [];
  if (!of || first === undefined || second === undefined) return null;
  return { edges: of.edges, counts: of.counts, step: round(second - first) };
}

function countByBin({ edges, counts }: Stepped, step: number): Map<number, number> {
  const byBin = new Map<number, number>();
  counts.forEach((count, index) => {
    const bin = Math.floor((edges[index] ?? 0) / step + 1e-6);
    byBin.set(bin, (byBin.get(bin) ?? 0) + count);
  });
  return byBin;
}

const round = (value: number) => Number(value.toPrecision(10));

function leastCommonMultiple(a: number, b: number): number {
  const unit = Math.min(a, b) / 1_000;
  const [x, y] = [Math.round(a / unit), Math.round(b / unit)];
  return round(((x * y) / greatestCommonDivisor(x, y)) * unit);
}

const greatestCommonDivisor = (a: number, b: number): number =>
  b === 0 ? a : greatestCommonDivisor(b, a % b);
