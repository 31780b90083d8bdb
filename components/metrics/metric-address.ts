import {
  createLoader,
  type inferParserType,
  parseAsBoolean,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs/server";
import type { MetricChartsQuery, MetricFilters } from "@/lib/metrics/contract";

export const RANGE_NAMES = ["24h", "7d", "14d", "28d"] as const;
export const SPLITS = [
  "none",
  "version",
  "environment",
  "model",
  "arm",
  "prompt",
  "segment",
] as const;
export const ANY_ENVIRONMENT = "any";

/** Everything that a metrics page shows stands in its address. */
export const addressParsers = {
  prompt: parseAsString,
  environment: parseAsString,
  version: parseAsInteger,
  model: parseAsString,
  arm: parseAsString,
  segment: parseAsString,
  range: parseAsStringLiteral(RANGE_NAMES),
  from: parseAsString,
  to: parseAsString,
  by: parseAsStringLiteral(SPLITS),
  before: parseAsBoolean.withDefault(true),
  view: parseAsStringLiteral(["chart", "table"]).withDefault("chart"),
  /** The alert that is looked at; `new` makes one. */
  alert: parseAsString,
};
export type MetricAddress = inferParserType<typeof addressParsers>;

export interface FixedScope {
  /** The prompt of a prompt's own page. */
  prompt?: string | undefined;
  /** The environment that is meant when the address names none. */
  environment: string | null;
}

const isTime = (text: string | null): text is string =>
  text !== null && Number.isFinite(Date.parse(text));

export function filtersOf(state: MetricAddress, fixed: FixedScope): MetricFilters {
  const prompt = fixed.prompt ?? state.prompt;
  const environment = state.environment ?? fixed.environment;
  const isCustomRange = isTime(state.from) && isTime(state.to) && state.from < state.to;
  return {
    ...(prompt ? { prompt } : {}),
    ...(environment && environment !== ANY_ENVIRONMENT ? { environment } : {}),
    ...(state.version ? { version: state.version } : {}),
    ...(state.model ? { model: state.model } : {}),
    ...(state.arm ? { arm: state.arm } : {}),
    ...(state.segment ? { segment: state.segment } : {}),
    ...(isCustomRange && state.from && state.to
      ? { from: state.from, to: state.to }
      : { range: state.range ?? "7d" }),
  };
}

/** One prompt is seen by version; versions of many prompts side by side would say nothing. */
export function splitOf(state: MetricAddress, filters: MetricFilters): (typeof SPLITS)[number] {
  const by = state.by ?? (filters.prompt && !filters.version ? "version" : "none");
  return by === "segment" && filters.segment ? "none" : by;
}

export function chartsQueryOf(state: MetricAddress, filters: MetricFilters): MetricChartsQuery {
  const split = splitOf(state, filters);
  return {
    ...filters,
    ...(split === "none" ? {} : { groupBy: split }),
    ...(state.before ? { before: "true" as const } : {}),
  };
}

export const loadMetricAddress = createLoader(addressParsers);
