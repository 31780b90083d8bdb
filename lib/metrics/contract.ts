import { z } from "zod";
import { Person } from "@/lib/auth/contract";
import { defineRoute, ProjectParams, Timestamp } from "@/lib/http/contract";
import { METRICS } from "./metric";

export const MAX_POINTS = 500;
export const MAX_SERIES = 50;
export const MAX_RANGE_DAYS = 400;

export const Metric = z.enum(METRICS).meta({
  id: "Metric",
  description:
    "Success, escalation and fallback rates are of the traces whose outcome is known, and cost per success divides only their cost. Latencies are of traces without an error, as those of runs are of answers. Intervals allow for requests of one unit being alike; those that name no unit count as independent.",
});
export type Metric = z.infer<typeof Metric>;

const name = z.string().max(500);
const SentTime = z.iso.datetime({
  offset: true,
  error: "Write a time such as 2026-11-22T09:30:00Z.",
});

/** Which traces count. Empty text stands for those that did not say. */
export const MetricScope = z.object({
  prompt: name.optional(),
  version: z.coerce.number().int().min(0).max(2_000_000_000).optional(),
  environment: name.optional(),
  arm: name.optional(),
  model: name.optional(),
  segment: z.string().max(60).meta({ description: "A segment's name" }).optional(),
});
export type MetricScope = z.infer<typeof MetricScope>;

export const RANGES = { "24h": 24, "7d": 168, "14d": 336, "28d": 672 } as const;

/** Without `to` until now, without `from` as long as `range`, seven days unless told. Whole hours, UTC. */
export const MetricFilters = MetricScope.extend({
  range: z.enum(["24h", "7d", "14d", "28d"]).optional(),
  from: SentTime.optional(),
  to: SentTime.optional(),
});
export type MetricFilters = z.infer<typeof MetricFilters>;

export const GROUPS = ["version", "environment", "model", "arm", "prompt", "segment"] as const;
export const GroupBy = z
  .union([z.enum(GROUPS), z.templateLiteral(["segment:", z.string().min(1).max(60)])], {
    error: `Group by ${GROUPS.join(", ")} or segment:<name>.`,
  })
  .meta({ description: `${GROUPS.join(", ")}, or segment:<name>: in it and not in it` });
export type GroupBy = z.infer<typeof GroupBy>;

export const MetricQuery = MetricFilters.extend({
  metric: Metric.default("success_rate"),
  groupBy: GroupBy.optional(),
  interval: z
    .enum(["hour", "day"])
    .meta({ description: "Without it: hours up to 8 days, else days" })
    .optional(),
});
export type MetricQuery = z.infer<typeof MetricQuery>;

/** `low` and `high` are the 95 % interval; absent when there are too few observations to say. */
export const MetricPoint = z.object({
  at: Timestamp,
  value: z.number(),
  low: z.number().optional(),
  high: z.number().optional(),
  n: z.int(),
});
export type MetricPoint = z.infer<typeof MetricPoint>;

export const ReleaseMarker = z.object({
  at: Timestamp,
  version: z.int(),
  prompt: z.string(),
  environment: z.string(),
  number: z.int(),
  isRollback: z.boolean(),
  releasedBy: Person,
});
export type ReleaseMarker = z.infer<typeof ReleaseMarker>;

/** A point stands where something was observed; a time without one is missing, never 0. */
export const MetricSeries = z
  .object({
    metric: Metric,
    unit: z.enum(["rate", "ms", "usd", "count"]),
    interval: z.enum(["hour", "day"]),
    from: Timestamp,
    to: Timestamp,
    series: z.array(z.object({ key: z.string(), n: z.int(), points: z.array(MetricPoint) })),
    /** More groups than are answered, the smallest left out. */
    otherSeries: z.int(),
    releases: z.array(ReleaseMarker),
  })
  .meta({ id: "MetricSeries" });
export type MetricSeries = z.infer<typeof MetricSeries>;

/** A figure with its interval; null bounds: too few observations. */
export const Reading = z.object({
  value: z.number(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  n: z.int(),
});
export type Reading = z.infer<typeof Reading>;

/** `absolute` in the metric's unit (rates as fractions), `relative` as a fraction of the value before. */
export const MetricChange = z.object({
  kind: z.enum(["absolute", "relative"]),
  value: z.number(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  verdict: z.enum(["worse", "better", "cannot_tell"]).nullable(),
});
export type MetricChange = z.infer<typeof MetricChange>;

/** Null: nothing was observed. The interval of the change decides its verdict. */
export const MetricFigure = z.object({
  metric: Metric,
  now: Reading.nullable(),
  before: Reading.nullable(),
  change: MetricChange.nullable(),
});
export type MetricFigure = z.infer<typeof MetricFigure>;

const Period = z.object({ from: Timestamp, to: Timestamp });

export const MetricSummary = z
  .object({
    ...Period.shape,
    before: Period,
    n: z.int(),
    costUsd: z.number().nullable(),
    /** Traces whose outcome is known: rates of outcomes and cost per success are of these. */
    knownOutcomes: z.int(),
    /** Traces that name their unit; the others count as independent in intervals. */
    withUnit: z.int(),
    figures: z.array(MetricFigure),
    /** Each segment against the same time before; verdicts are corrected for their number (Holm). */
    segments: z.array(
      z.object({
        segment: z.string(),
        n: z.int(),
        figures: z.array(MetricFigure),
      }),
    ),
    /** What can be filtered by, of what was seen in the range. */
    seen: z.object({
      prompts: z.array(z.string()),
      environments: z.array(z.string()),
      versions: z.array(z.int()),
      models: z.array(z.string()),
      arms: z.array(z.string()),
    }),
    hasTraces: z.boolean().meta({ description: "Whether the project ever got a trace" }),
  })
  .meta({ id: "MetricSummary" });
export type MetricSummary = z.infer<typeof MetricSummary>;

export const MetricChartsQuery = MetricFilters.extend({
  groupBy: GroupBy.optional(),
  before: z.enum(["true", "false"]).optional(),
});
export type MetricChartsQuery = z.infer<typeof MetricChartsQuery>;

const ChartGroup = z.object({
  key: z.string(),
  n: z.int(),
  points: z.array(
    z.object({ at: Timestamp, n: z.int(), readings: z.partialRecord(Metric, Reading) }),
  ),
});
export type ChartGroup = z.infer<typeof ChartGroup>;

export const MetricCharts = z
  .object({
    ...Period.shape,
    stepHours: z.int(),
    /** All traces of the scope; null: none in this range. */
    all: ChartGroup.nullable(),
    groups: z.array(ChartGroup),
    otherGroups: z.int(),
    /** All traces of the time before, moved onto this one. */
    before: ChartGroup.nullable(),
    releases: z.array(ReleaseMarker),
    /** Ranges in which p95 latency lay far above what is usual here. */
    slow: z.array(Period.extend({ times: z.number() })),
  })
  .meta({ id: "MetricCharts" });
export type MetricCharts = z.infer<typeof MetricCharts>;

const base = "/api/v1/projects/{project}/metrics" as const;
const read = { scope: "traces:read" } as const;

export const getMetricRoute = defineRoute({
  method: "GET",
  path: base,
  summary: "One metric over time, with intervals and releases; at most 500 points",
  access: read,
  params: ProjectParams,
  query: MetricQuery,
  response: MetricSeries,
});

export const exportMetricRoute = defineRoute({
  method: "GET",
  path: `${base}/csv`,
  summary: "One metric over time as CSV",
  access: read,
  params: ProjectParams,
  query: MetricQuery,
  files: ["text/csv"],
});

export const getMetricSummaryRoute = defineRoute({
  method: "GET",
  path: `${base}/summary`,
  summary: "All metrics of a range against the time before, overall and by segment",
  access: read,
  params: ProjectParams,
  query: MetricFilters,
  response: MetricSummary,
});

export const getMetricChartsRoute = defineRoute({
  method: "GET",
  path: `${base}/charts`,
  summary: "All metrics over time in about 90 points, for the dashboard",
  access: read,
  params: ProjectParams,
  query: MetricChartsQuery,
  response: MetricCharts,
});
