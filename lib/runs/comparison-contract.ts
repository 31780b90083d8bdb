import { z } from "zod";
import { Split } from "@/lib/eval-sets/case-content";
import { defineRoute, Estimate } from "@/lib/http/contract";
import { RunParams } from "./contract";

export const Verdict = z.enum(["pass", "fail", "inconclusive", "not_measured"]);
export type Verdict = z.infer<typeof Verdict>;

/** This run minus the baseline; null bounds: too few shared cases for an interval. */
export const Difference = z
  .object({
    value: z.number(),
    low: z.number().nullable(),
    high: z.number().nullable(),
    n: z.int(),
  })
  .meta({ id: "Difference" });
export type Difference = z.infer<typeof Difference>;

export const ComparedCase = z.object({
  caseId: z.string(),
  kind: z.string(),
  segments: z.array(z.string()),
});
export type ComparedCase = z.infer<typeof ComparedCase>;

export const ComparedSegment = z.object({
  segment: z.string(),
  /** null: withheld. */
  n: z.int().nullable(),
  baseline: Estimate.nullable(),
  candidate: Estimate.nullable(),
  difference: Difference.nullable(),
  pValue: z.number().nullable(),
  /** Corrected for looking at several segments at once (Holm). */
  adjustedPValue: z.number().nullable(),
  verdict: Verdict,
  reason: z.string(),
  /** Cases that would be enough to tell a difference of this size. */
  casesNeeded: z.int().nullable(),
  withheld: z.boolean(),
});
export type ComparedSegment = z.infer<typeof ComparedSegment>;

export const ComparisonWarning = z.object({
  code: z.enum([
    "other_prompt",
    "other_eval_set",
    "other_revision",
    "other_split",
    "other_scorers",
    "other_model",
    "other_repeats",
    "not_ended",
    "few_shared_cases",
    "errors",
    "recorded",
  ]),
  message: z.string(),
});
export type ComparisonWarning = z.infer<typeof ComparisonWarning>;

const side = z.object({
  id: z.string(),
  number: z.int(),
  version: z.int().nullable(),
  evalSetRevision: z.int(),
  split: Split,
  passRate: Estimate.nullable(),
});

/** Paired by case. With repeats, a case passes when most of its repeats do. */
export const Comparison = z
  .object({
    candidate: side,
    baseline: side,
    /** At most 1,000 of each; `counts` has them all. Empty for a holdout that the asker may not see. */
    newlyFailing: z.array(ComparedCase),
    newlyPassing: z.array(ComparedCase),
    stillFailing: z.array(ComparedCase),
    counts: z.object({
      newlyFailing: z.int().nullable(),
      newlyPassing: z.int().nullable(),
      stillFailing: z.int().nullable(),
      stillPassing: z.int().nullable(),
      /** Shared cases where either run has an error instead of a verdict. */
      errored: z.int(),
      onlyCandidate: z.int(),
      onlyBaseline: z.int(),
    }),
    /** Shared cases with a verdict in both. */
    n: z.int(),
    passRateDifference: Difference.nullable(),
    /** Exact McNemar test, two-sided. */
    pValue: z.number().nullable(),
    latencyP50DifferenceMs: Difference.nullable(),
    latencyP95DifferenceMs: Difference.nullable(),
    latencyMeanDifferenceMs: Difference.nullable(),
    /** Dollars per answer. */
    costDifferenceUsd: Difference.nullable(),
    /** The baseline's dollars per answer, to put the difference in proportion. */
    baselineCostUsd: z.number().nullable(),
    verdict: Verdict,
    verdictReason: z.string(),
    casesNeeded: z.int().nullable(),
    bySegment: z.array(ComparedSegment),
    warnings: z.array(ComparisonWarning),
    withheld: z.int(),
  })
  .meta({ id: "Comparison" });
export type Comparison = z.infer<typeof Comparison>;

export const compareRunsRoute = defineRoute({
  method: "GET",
  path: "/api/v1/projects/{project}/runs/{run}/comparison",
  summary: "A run against a baseline run, case by case",
  access: { scope: "evals:read" },
  params: RunParams,
  query: z.object({
    /** Id or number of the baseline run. */
    baseline: z.string().min(1, "Name the baseline run.").max(60),
    /** How much worse the pass rate may be and still be accepted, as a fraction. */
    margin: z.coerce.number().min(0).max(1).default(0),
  }),
  response: Comparison,
});
