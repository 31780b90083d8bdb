import { z } from "zod";
import { defineRoute, ProjectParams, Timestamp } from "@/lib/http/contract";
import { TraceFilters } from "@/lib/traces/filter-contract";

const FILTERS = TraceFilters.keyof();
const count = z.int();

/**
 * How many traces of the list began when, and how they ended: counts of whole hours, so that the first and the
 * last hour count whole. One bar for each step; they begin at multiples of `stepHours` (UTC).
 */
export const TraceHistogram = z
  .object({
    from: Timestamp,
    to: Timestamp,
    stepHours: z.int(),
    bars: z.array(
      z.object({
        at: Timestamp,
        succeeded: count,
        failed: count,
        escalated: count,
        fell_back: count,
        /** Nobody has said. */
        none: count,
      }),
    ),
    /** Filters that the counts of hours do not know. With one of them there are no bars. */
    unknown: z.array(FILTERS),
  })
  .meta({ id: "TraceHistogram" });
export type TraceHistogram = z.infer<typeof TraceHistogram>;
export type TraceBar = TraceHistogram["bars"][number];

export const getTraceHistogramRoute = defineRoute({
  method: "GET",
  path: "/api/v1/projects/{project}/trace-histogram",
  summary: "Traces over time by outcome, for the filters of the list, in about 90 bars",
  access: { scope: "traces:read" },
  params: ProjectParams,
  query: TraceFilters,
  response: TraceHistogram,
});
