import { z } from "zod";
import { Split } from "@/lib/eval-sets/case-content";
import { EvalSetName } from "@/lib/eval-sets/contract";
import { formatNumber } from "@/lib/format-number";
import { ScorerSpec } from "@/lib/scorers/contract";
import { SegmentName } from "@/lib/segments/contract";
import { mostTolerance } from "@/lib/stats/verdicts/rate-gate";
import {
  Comparator,
  CriterionKind,
  CriterionLevel,
  CriterionMetric,
  isRate,
  RUN_METRICS,
  unitOf,
} from "./criterion-metric";
import { rateBarOf } from "./criterion-rule";

const Line = z.string().trim().min(1, "Write a sentence.").max(500, "At most 500 characters.");

/**
 * One acceptance criterion: a scorer's pass rate or a metric, over the cases of one set and split, against a
 * bar. Rates are fractions, latencies milliseconds, money US dollars. With kind `non_regression` the
 * difference from what is live in an environment is compared, and `threshold` is the margin (0 or more) by
 * which it may be worse.
 */
export const Criterion = z
  .strictObject({
    key: z
      .string()
      .regex(
        /^[a-z0-9][a-z0-9-]{0,59}$/,
        "Use up to 60 lower-case letters, digits and hyphens, for example category-right.",
      ),
    statement: Line,
    evalSet: EvalSetName,
    split: Split.default("development"),
    /** The name of one of the set's scorers, or a scorer of its own. */
    scorer: z
      .union([z.string().trim().min(1, "Name a scorer.").max(60), ScorerSpec], {
        error: "Name one of the set's scorers, or give a scorer: { kind, config }.",
      })
      .optional(),
    metric: CriterionMetric.optional(),
    comparator: Comparator,
    threshold: z.number("Give the bar as a number."),
    /**
     * How far below the bar the one-sided 95 % bound may reach, fixed before anything is measured. Rates and
     * quantiles: a fraction, 0.03 unless told and at most half of what is left above the bar. Means: a share
     * of the bar, 0.05 unless told. None for a non_regression, whose margin is its threshold.
     */
    tolerance: z.number("Give the tolerance as a number.").min(0, "0 or more.").max(0.5).optional(),
    /** Answers per case that it takes; fewer are not a measurement. */
    repeats: z.int("A whole number.").min(1, "At least 1.").max(20, "At most 20.").optional(),
    segment: SegmentName.optional(),
    /** Of a non_regression of a rate: how many cases that pass live may fail, whatever is gained elsewhere. */
    maxNewlyFailing: z.int("A whole number.").min(0, "0 or more.").max(100_000).optional(),
    /** Who is asked about it: a name or an address. It decides nothing. */
    owner: z.string().trim().min(1).max(120, "At most 120 characters.").optional(),
    level: CriterionLevel.default("must"),
    kind: CriterionKind.default("absolute"),
    /** Of a non_regression: where the live version is looked up. Without one: where the release goes, else production. */
    environment: z.string().trim().min(1).max(60).optional(),
    /** Requirements and failure cases, word by word, that it stands for. */
    serves: z.array(Line).max(20, "At most 20.").default([]),
  })
  .superRefine(checkCriterion)
  .meta({ id: "Criterion" });
export type Criterion = z.infer<typeof Criterion>;
export type CriterionInput = z.input<typeof Criterion>;

interface Checked {
  scorer?: unknown;
  metric?: CriterionMetric | undefined;
  threshold: number;
  kind: CriterionKind;
  comparator: Comparator;
  tolerance?: number | undefined;
  repeats?: number | undefined;
  maxNewlyFailing?: number | undefined;
}

function checkCriterion(criterion: Checked, context: z.RefinementCtx): void {
  const { scorer, metric, threshold, kind, comparator } = criterion;
  const wrong = (path: string, message: string) =>
    context.addIssue({ code: "custom", path: [path], message });
  if ((scorer === undefined) === (metric === undefined)) {
    const metrics = RUN_METRICS.join(", ");
    wrong("scorer", `Give a scorer or a metric, one of the two. Metrics: ${metrics}.`);
    return;
  }
  checkCounts(criterion, wrong);
  if (kind === "non_regression") {
    if (threshold < 0) {
      wrong("threshold", "Give the margin as 0 or more: 0.02 accepts up to 2 points worse.");
    }
    if (metric === "cost_per_success_usd") {
      wrong("metric", "It has no value per case to pair. Use cost_usd against what is live.");
    }
  } else if (threshold < 0) wrong("threshold", "The bar is 0 or more.");
  if (isRate(metric) && threshold > 1) {
    wrong("threshold", `A rate is a fraction: write 0.85 for 85 %, not ${threshold}.`);
  }
  if (kind === "non_regression" && criterion.tolerance !== undefined) {
    wrong("tolerance", "Against what is live the margin is the tolerance. Leave this one out.");
  }
  const rateBar = kind === "absolute" ? rateBarOf({ ...criterion, tolerance: 0 }) : null;
  const most = rateBar && mostTolerance(rateBar.bar);
  if (most !== null && (criterion.tolerance ?? 0) > most + 1e-9) {
    wrong(
      "tolerance",
      `At most ${formatNumber(most * 100)} points: half of what is left above the bar.`,
    );
  }
  if (kind === "absolute" && isRate(metric) && threshold === 1 && comparator === ">") {
    wrong("threshold", "No rate is above 100 %.");
  }
  if (kind === "absolute" && threshold === 0 && comparator === "<") {
    wrong("threshold", `Nothing measured in ${unitOf(metric)} is below 0.`);
  }
}

function checkCounts(
  { metric, kind, repeats, maxNewlyFailing }: Checked,
  wrong: (path: string, message: string) => void,
): void {
  if (metric === "all_pass_rate") {
    if ((repeats ?? 1) < 2)
      wrong("repeats", "Say how many answers to a case have to pass: 2 to 20.");
    if (kind === "non_regression") {
      wrong("metric", "Use success_rate against what is live; all_pass_rate goes with a bar.");
    }
  }
  if (maxNewlyFailing === undefined) return;
  if (kind !== "non_regression" || !isRate(metric)) {
    wrong("maxNewlyFailing", "Only a rate against what is live has newly failing cases.");
  }
}
