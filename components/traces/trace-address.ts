import {
  createLoader,
  createSerializer,
  parseAsFloat,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs/server";
import type { TraceFilters, TraceSort } from "@/lib/traces/filter-contract";

const SORTS = ["started", "latency", "-latency", "cost", "-cost"] satisfies TraceSort[];
const YES_NO = ["yes", "no"] as const;
export const OUTCOME_CHOICES = ["succeeded", "failed", "escalated", "fell_back", "none"] as const;

/** The filters of the list as they stand in its address, by the names that the API gives them. */
export const filterParsers = {
  prompt: parseAsString,
  version: parseAsInteger,
  arm: parseAsString,
  environment: parseAsString,
  outcome: parseAsStringLiteral(OUTCOME_CHOICES),
  segment: parseAsString,
  model: parseAsString,
  minLatencyMs: parseAsInteger,
  maxLatencyMs: parseAsInteger,
  minCostUsd: parseAsFloat,
  maxCostUsd: parseAsFloat,
  q: parseAsString,
  unit: parseAsString,
  userId: parseAsString,
  sessionId: parseAsString,
  category: parseAsString,
  reviewed: parseAsStringLiteral(YES_NO),
  scorer: parseAsString,
  error: parseAsStringLiteral(YES_NO),
  where: parseAsString,
  range: parseAsString,
  from: parseAsString,
  to: parseAsString,
};

export const addressParsers = {
  ...filterParsers,
  live: parseAsStringLiteral(["1"]),
  /** Newest first unless told otherwise. */
  sort: parseAsStringLiteral(SORTS),
  /** The selected row. */
  trace: parseAsString,
};

export type FilterName = keyof typeof filterParsers;
export type FilterState = { [Name in FilterName]: TraceFilters[Name] | null };

export const FILTER_NAMES = Object.keys(filterParsers) as FilterName[];

export const loadTraceAddress = createLoader(addressParsers);
export const serializeTraceFilters = createSerializer(filterParsers);

/** The filters that are set; the same object for the same address, whatever else stands in it. */
export function filtersOf(state: FilterState): TraceFilters {
  const set = FILTER_NAMES.flatMap((name) => {
    const value = state[name];
    return value === null || value === undefined || value === "" ? [] : [[name, value]];
  });
  return Object.fromEntries(set) as TraceFilters;
}

/** Two filters that ask for the same, in whatever order they were chosen. */
export function isSameFilters(one: TraceFilters, two: TraceFilters): boolean {
  return FILTER_NAMES.every((name) => String(one[name] ?? "") === String(two[name] ?? ""));
}
