export interface BarSeries {
  /** Key of its values in the bars. */
  key: string;
  label: string;
  /** A colour by token. */
  fill: string;
  /** Told apart from another of the same colour. */
  isHatched?: boolean;
}

export interface StackedBar {
  /** When it begins, in ms. */
  x: number;
  values: Readonly<Record<string, number>>;
}

export interface StackedBarsProps {
  /** Accessible name. */
  label: string;
  bars: readonly StackedBar[];
  /** From the axis upwards. */
  series: readonly BarSeries[];
  ticks: readonly number[];
  formatX: (x: number) => string;
  formatTip: (x: number) => string;
  /** The first and the last bar that were dragged over, or twice the one that was clicked. */
  onZoom?: (first: number, last: number) => void;
}
