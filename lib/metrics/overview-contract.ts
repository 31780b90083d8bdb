import { z } from "zod";
import { defineRoute, ProjectParams, Timestamp } from "@/lib/http/contract";
import { MetricFigure } from "./contract";

const Period = z.object({ from: Timestamp, to: Timestamp });

const read = { scope: "traces:read" } as const;

export const OverviewQuery = z.object({
  range: z.enum(["24h", "7d", "28d"]).default("7d"),
  environment: z.string().max(500).default("production"),
});
export type OverviewQuery = z.infer<typeof OverviewQuery>;

const Failures = z.object({
  category: z.string(),
  now: z.int(),
  /** In the same part of the week before; null: no trace was reviewed in it. */
  before: z.int().nullable(),
});

/** What a lead wants to know first: how it goes, what is live, what got worse. */
export const Overview = z
  .object({
    ...Period.shape,
    before: Period,
    environment: z.string(),
    hasTraces: z.boolean(),
    /** The last hour in which a trace of the environment began, whether in the range or not; null: never. */
    newestHour: Timestamp.nullable(),
    n: z.int(),
    costUsd: z.number().nullable(),
    /** Traces whose outcome is known: rates of outcomes and cost per success are of these. */
    knownOutcomes: z.int(),
    figures: z.array(MetricFigure),
    prompts: z.array(
      z.object({
        prompt: z.string(),
        n: z.int(),
        versions: z.array(z.int()),
        /** Verdicts are corrected for the number of prompts and metrics (Holm). */
        figures: z.array(MetricFigure),
      }),
    ),
    /**
     * One row for each prompt and metric, surest first; corrected for all prompts that were compared, and their
     * segments for all of those. Then what cannot be told but looks worse.
     */
    gotWorse: z.array(
      z.object({
        prompt: z.string(),
        /** Null: all its traces. */
        segment: z.string().nullable(),
        figure: MetricFigure,
        /** More segments in which it surely got worse. */
        alsoIn: z.array(z.string()),
        /** The release of the prompt that the decline begins with, if there is one: a hint, no proof. */
        release: z
          .object({ number: z.int(), version: z.int(), at: Timestamp, isTakenBack: z.boolean() })
          .nullable(),
      }),
    ),
    compared: z.int(),
    /** Verdicts of this week's trace reviews, by category, and of the week before. */
    failures: z.object({
      reviewed: z.int(),
      reviewedBefore: z.int(),
      failed: z.int(),
      categories: z.array(Failures),
    }),
    alerts: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        state: z.enum(["breached", "no_data"]),
        since: Timestamp,
      }),
    ),
  })
  .meta({ id: "Overview" });
export type Overview = z.infer<typeof Overview>;

export const getOverviewRoute = defineRoute({
  method: "GET",
  path: "/api/v1/projects/{project}/overview",
  summary: "The project at a glance: headline, prompts, what got worse, failures of the week",
  access: read,
  params: ProjectParams,
  query: OverviewQuery,
  response: Overview,
});
