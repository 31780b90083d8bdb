export interface HistogramBin {
  /** Bounds of the bin, in the unit of the axis. */
  from: number;
  to: number;
  current: number;
  baseline?: number | null;
}

export interface HistogramChartProps {
  bins: readonly HistogramBin[];
  /** Accessible name, e.g. "Histogram of latency, v5 and v6". */
  label: string;
  unit: string;
  currentLabel: string;
  baselineLabel?: string;
}
