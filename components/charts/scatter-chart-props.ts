export interface ScatterPoint {
  key: string;
  label: string;
  x: number;
  y: number;
  /** The interval of `y`, drawn as a bar; null: unknown. */
  low: number | null;
  high: number | null;
  /** Points of one group have one shape: its place among the groups. */
  group: number;
  isSelected: boolean;
  isOnFront: boolean;
  /** Lines below the name in the tip. */
  facts: readonly string[];
}

export interface ScatterChartProps {
  label: string;
  points: readonly ScatterPoint[];
  formatX: (x: number) => string;
  formatY: (y: number) => string;
  xLabel: string;
  yDomain: readonly [number, number];
  frontLabel: string;
  onSelect?: (key: string) => void;
}
