import { z } from "zod";
import { CaseKind } from "@/lib/eval-sets/case-content";
import { Estimate } from "@/lib/http/contract";

const Count = z.int().nullable();

/** A quantile with its interval; a null bound: too few answers to say. */
export const Quantile = z
  .object({
    value: z.number(),
    low: z.number().nullable(),
    high: z.number().nullable(),
    n: z.int(),
  })
  .meta({ id: "Quantile" });
export type Quantile = z.infer<typeof Quantile>;

export const Histogram = z
  .object({ edges: z.array(z.number()), counts: z.array(z.int()), n: z.int() })
  .meta({ id: "Histogram" });
export type Histogram = z.infer<typeof Histogram>;

const fieldCounts = {
  precision: z.number().nullable(),
  recall: z.number().nullable(),
  f1: z.number().nullable(),
};

/** A wrong value is a false positive and a false negative. */
const fieldTally = {
  truePositives: z.int(),
  falsePositives: z.int(),
  falseNegatives: z.int(),
};

export const ScorerOutcome = z
  .object({
    kind: z.string(),
    /** Of cases that have it among their own scorers, not of the run. */
    ofCase: z.literal(true).optional(),
    /** Share of answers that passed; null when none could be scored. */
    rate: Estimate.nullable(),
    /** Mean value in the scorer's own unit. */
    mean: z.number().nullable(),
    n: z.int(),
    errored: z.int(),
    notMeasured: z.int(),
    /** Of `fields`: over the fields of all answers; null where there is nothing to divide by. */
    fields: z
      .object({
        ...fieldCounts,
        /** Field by field; runs of earlier versions have none. */
        byField: z.array(z.object({ field: z.string(), ...fieldTally, ...fieldCounts })).optional(),
      })
      .optional(),
    /** Of `refusal`: refusing too much and too little apart; null where no case expects the other. */
    refusal: z
      .object({ overRefusal: Estimate.nullable(), missedRefusal: Estimate.nullable() })
      .optional(),
  })
  .meta({ id: "ScorerOutcome" });
export type ScorerOutcome = z.infer<typeof ScorerOutcome>;

/** Cases of one segment or kind. Withheld: all null, of holdout groups that would tell single cases. */
const group = {
  n: Count,
  passRate: Estimate.nullable(),
  passed: Count,
  failed: Count,
  errored: Count,
  withheld: z.boolean(),
};
export const SegmentOutcome = z.object({ segment: z.string(), ...group });
export type SegmentOutcome = z.infer<typeof SegmentOutcome>;
export const KindOutcome = z.object({ kind: CaseKind, ...group });
export type KindOutcome = z.infer<typeof KindOutcome>;

export const LabelMatrix = z
  .object({
    scorer: z.string(),
    labels: z.array(z.string()),
    /** counts[expected][actual] */
    counts: z.array(z.array(z.int())),
    /** Per expected label: answers outside the labels, or none. */
    other: z.array(z.int()),
    perLabel: z.array(
      z.object({
        label: z.string(),
        support: z.int(),
        predicted: z.int(),
        precision: z.number().nullable(),
        recall: z.number().nullable(),
        f1: z.number().nullable(),
      }),
    ),
    accuracy: Estimate.nullable(),
    macroF1: z.number().nullable(),
  })
  .meta({ id: "LabelMatrix" });
export type LabelMatrix = z.infer<typeof LabelMatrix>;

/** One step of a chain over all answers. */
export const StepOutcome = z
  .object({
    key: z.string(),
    kind: z.string(),
    /** Answers whose first wrong step it is; null: withheld. */
    firstWrong: Count,
    /** Answers that came to it with every step before right. */
    reached: Count,
    /** Of the answers that reached it, the share that went wrong there: a mean over cases. */
    rate: Estimate.nullable(),
    /** Means over the answers that ran it. */
    latencyMs: z.number().nullable(),
    /** In all; null: not known of every answer. */
    costUsd: z.number().nullable(),
    inputTokens: Count,
    outputTokens: Count,
  })
  .meta({ id: "StepOutcome" });
export type StepOutcome = z.infer<typeof StepOutcome>;

/** How much the answers to one case differ. */
export const RepeatOutcome = z
  .object({
    /** Twice it is the chance that two answers to a case disagree; null: no case has two. */
    flakiness: z.number().nullable(),
    /** pass^k: the chance that all of `k` answers to a case pass, over cases with as many. */
    k: z.int(),
    allPass: Estimate.nullable(),
  })
  .meta({ id: "RepeatOutcome" });
export type RepeatOutcome = z.infer<typeof RepeatOutcome>;

/**
 * Everything that is counted when a run has ended. Rates are means over cases, each the mean of its answers;
 * `results` counts answers.
 */
export const RunSummary = z.object({
  cases: z.object({ n: z.int(), passed: z.int(), failed: z.int(), errored: z.int() }),
  results: z.object({ n: z.int(), passed: z.int(), failed: z.int(), errored: z.int() }),
  passRate: Estimate.nullable(),
  /** Of a run with repeats; absent in one that was counted before this was. */
  repeats: RepeatOutcome.nullable().optional(),
  /** Of a chain. */
  bySteps: z.array(StepOutcome).optional(),
  scores: z.record(z.string(), ScorerOutcome),
  latency: z.object({
    p50: Quantile.nullable(),
    p95: Quantile.nullable(),
    p99: Quantile.nullable(),
    histogram: Histogram,
  }),
  cost: z.object({
    /** Of the model's answers, recorded ones as when they were given; null when the price of one is unknown. */
    answersUsd: z.number().nullable(),
    /** The part of it that was paid for this run: recorded answers cost nothing again. */
    spentUsd: z.number().nullable(),
    judgesUsd: z.number().nullable(),
    perSuccessUsd: z.number().nullable(),
    histogram: Histogram,
  }),
  /** Of all answers; null: the server did not count those of one. */
  tokens: z.object({
    input: z.int().nullable(),
    cachedInput: z.int().nullable(),
    output: z.int().nullable(),
  }),
  retries: z.int(),
  recorded: z.int(),
  bySegment: z.array(SegmentOutcome),
  byKind: z.array(KindOutcome),
  labels: z.array(LabelMatrix),
  /** Of the project's segments as they were; another one means: count again. */
  segmentsHash: z.string(),
});
export type RunSummary = z.infer<typeof RunSummary>;
