"use client";
import { parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";

const address = {
  /** The run of the cell to compare with; absent: the one that was planned. */
  baseline: parseAsString,
  /** The run of the cell that is looked at. */
  cell: parseAsInteger,
  /** Absent: what tells the cells apart. */
  against: parseAsStringLiteral(["cost", "latency"]),
};

/** All that an experiment's page shows beside the experiment itself, in its address. */
export function useExperimentAddress() {
  const [state, set] = useQueryStates(address, { history: "replace" });
  return { state, set };
}
