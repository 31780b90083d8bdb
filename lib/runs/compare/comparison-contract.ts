import { z } from "zod";
import { Split } from "@/lib/eval-sets/case-content";
import { defineRoute, Estimate } from "@/lib/http/contract";
import { RunParams } from "@/lib/runs/contract";

export const Verdict = z.enum(["pass", "fail", "inconclusive", "not_measured"]);
export type Verdict = z.infer<typeof Verdict>;

/** Cases in all that would decide in four of five tries if things stay as measured, and which way. */
const decisive = {
  casesNeeded: z.int().nullable(),
  casesNeededVerdict: z.enum(["pass", "fail"]).nullable(),
};

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
  /** Two-sided: McNemar's score, with repeats Student's t. Null: fewer than 5 shared cases. */
  pValue: z.number().nullable(),
  /** Corrected for looking at several segments at once (Holm). */
  adjustedPValue: z.number().nullable(),
  /** `holm`: an `adjustedPValue` of at most 0.05 decides, not the interval of this segment alone. */
  decidedBy: z.literal("holm"),
  verdict: Verdict,
  reason: z.string(),
  ...decisive,
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
    "other_input",
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

/** Paired by case, each the mean of its answers. `counts` and the lists take a case by its outcome. */
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
      /** Shared cases with an error in either run. */
      errored: z.int(),
      /** Cases in both that are left out: an output was made from another input than the case has. */
      otherInput: z.int(),
      onlyCandidate: z.int(),
      onlyBaseline: z.int(),
    }),
    /** Shared cases with a verdict in both. */
    n: z.int(),
    /** Errors count against the end that they could move. */
    passRateDifference: Difference.nullable(),
    /** Of no difference, two-sided: the exact McNemar test; with repeats Student's t. */
    pValue: z.number().nullable(),
    /** `interval`: the 95 % interval decides, also where the more careful `pValue` is above 0.05. */
    decidedBy: z.literal("interval"),
    /** Of cases that both runs have an answer to: an error has no latency. */
    latencyP50DifferenceMs: Difference.nullable(),
    latencyP95DifferenceMs: Difference.nullable(),
    latencyMeanDifferenceMs: Difference.nullable(),
    /** Dollars per answer. */
    costDifferenceUsd: Difference.nullable(),
    /** The baseline's dollars per answer, to put the difference in proportion. */
    baselineCostUsd: z.number().nullable(),
    verdict: Verdict,
    verdictReason: z.string(),
    ...decisive,
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
