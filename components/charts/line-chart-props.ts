export type LineTone = "current" | "baseline" | "third" | "holdout";

export interface ChartLine {
  /** Key of its values in the points. */
  key: string;
  label: string;
  /** Colour, dash and marker together: a line is never told apart by colour alone. */
  tone: LineTone;
}

export interface ChartPoint {
  /** Place on the axis: a time in ms, or a version number. */
  x: number;
  /** Values by line, null for a gap. */
  values: Readonly<Record<string, number | null>>;
  /** Interval by line, drawn as a band. */
  bands?: Readonly<Record<string, readonly [low: number, high: number] | null>>;
  /** Observations by line, for the reader of one point. */
  counts?: Readonly<Record<string, number>>;
  /** Lines of which this point says little: drawn as a hairline without a band. */
  thin?: readonly string[];
}

export interface LineChartProps {
  /** Accessible name. */
  label: string;
  points: readonly ChartPoint[];
  lines: readonly ChartLine[];
  formatX: (x: number) => string;
  /** How the axis is read out of a point; `formatX` unless told otherwise. */
  formatTip?: (x: number) => string;
  formatY: (y: number) => string;
  /** Thresholds, dashed red. */
  bars?: ReadonlyArray<{ y: number; label: string; isAtEnd?: boolean }>;
  /** Releases and other moments. */
  markers?: ReadonlyArray<{ x: number; label: string }>;
  /** Ranges of time worth knowing. */
  areas?: ReadonlyArray<{ from: number; to: number; label: string }>;
  /** Rates start at 0; a quality trend may start higher, and its unit then says so. */
  domain?: readonly [number | "auto", number | "auto"];
  /** Names at the ends of lines; without them a legend has to stand nearby. */
  hasEndLabels?: boolean;
  /** The whole axis, so that missing data at an end is seen; else from the first point to the last. */
  xDomain?: readonly [number, number];
  ticks?: readonly number[];
  /** Charts with the same name show the cursor at the same place. */
  cursorGroup?: string;
  /** Called with the range that was dragged over. */
  onZoom?: (from: number, to: number) => void;
}
