import type { RollupDimension, RollupFilter } from "./rollup-scope";

export interface RollupQuery {
  projectId: string;
  /** The nil UUID (ALL_TRACES) for everything. */
  segmentIds: readonly string[];
  /** Hours that begin in [from, to). */
  from: Date;
  to: Date;
  filter?: RollupFilter;
  /** Hours that make one point of time; null: the whole range is one. Points begin at multiples of it, UTC. */
  stepHours: number | null;
  by?: readonly RollupDimension[];
  /** One point a minute, counted from the traces: costs as much as there are, so only for few. */
  byMinute?: boolean;
  /** Sketches are most of the bytes, so they are read only where a quantile is asked for. */
  withLatency: boolean;
  /** How much units differ, for intervals. */
  withUnits: boolean;
}
