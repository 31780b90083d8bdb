"use client";
import {
  createSerializer,
  parseAsArrayOf,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
  useQueryStates,
} from "nuqs";
import type { MatrixSort } from "@/lib/runs/results/matrix-contract";

export const RUN_TABS = [
  "newly-failing",
  "newly-passing",
  "still-failing",
  "failing",
  "passing",
  "errors",
  "all",
] as const;
export type RunTab = (typeof RUN_TABS)[number];

const KINDS = ["routine", "edge", "adversarial", "malformed", "production"] as const;

const COLUMNS = ["case", "expected", "category", "latency"] as const;
const SORTS = [...COLUMNS, ...COLUMNS.map((one) => `-${one}` as const)] satisfies MatrixSort[];

const address = {
  /** A run's number, or `none`; absent: the version before. */
  baseline: parseAsString,
  /** Further columns of the matrix, by run number. */
  with: parseAsArrayOf(parseAsInteger),
  tab: parseAsStringLiteral(RUN_TABS),
  by: parseAsStringLiteral(["segments", "kinds", "scorers", "labels", "fields"]).withDefault(
    "segments",
  ),
  chart: parseAsStringLiteral(["latency", "cost"]).withDefault("latency"),
  segment: parseAsString,
  kind: parseAsStringLiteral(KINDS),
  category: parseAsString,
  /** Of a chain: the first step that went wrong. */
  step: parseAsString,
  /** Results whose output was made from another input than the case has. */
  otherInput: parseAsStringLiteral(["true"]),
  q: parseAsString.withDefault(""),
  /** A cell of the confusion matrix: the scorer, and the labels that were expected and answered. */
  scorer: parseAsString,
  expected: parseAsString,
  answered: parseAsString,
  /** A column, with `-` from the last to the first. */
  sort: parseAsStringLiteral(SORTS),
  case: parseAsString,
};

/** All that a run's page shows beside the run itself, in its address. */
export function useRunAddress() {
  const [state, set] = useQueryStates(address, { history: "replace" });
  return { state, set };
}

/** Takes the cell of the confusion matrix away. */
export const NO_CELL = { scorer: null, expected: null, answered: null };

export type RunAddress = ReturnType<typeof useRunAddress>["state"];
export type SetRunAddress = ReturnType<typeof useRunAddress>["set"];

export const serializeRunAddress = createSerializer(address);
