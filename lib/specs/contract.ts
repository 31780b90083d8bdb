import { z } from "zod";
import { Person } from "@/lib/auth/contract";
import { CaseKind, Split } from "@/lib/eval-sets/case-content";
import { EvalSetName, EvalSetParams } from "@/lib/eval-sets/contract";
import { defineRoute, listOf, Page, ProjectParams, Timestamp } from "@/lib/http/contract";
import { PromptParams, VersionNumber } from "@/lib/prompts/contract";
import { ScorerSpec } from "@/lib/scorers/contract";
import { SegmentName } from "@/lib/segments/contract";
import { mostTolerance } from "@/lib/stats/rate-gate";
import { CriterionMetric, isRate, RUN_METRICS, unitOf } from "./criterion-metric";
import { rateBarOf } from "./criterion-rule";

export const Comparator = z.enum([">=", "<=", ">", "<"]);
export type Comparator = z.infer<typeof Comparator>;

export const CriterionLevel = z.enum(["must", "should"]);
export type CriterionLevel = z.infer<typeof CriterionLevel>;

export const CriterionKind = z.enum(["absolute", "non_regression"]);
export type CriterionKind = z.infer<typeof CriterionKind>;

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
      `At most ${Number((most * 100).toFixed(2))} points: half of what is left above the bar.`,
    );
  }
  if (kind === "absolute" && isRate(metric) && threshold === 1 && comparator === ">") {
    wrong("threshold", "No rate is above 100 %.");
  }
  if (kind === "absolute" && threshold === 0 && comparator === "<") {
    wrong("threshold", `Nothing measured in ${unitOf(metric)} is below 0.`);
  }
}

const content = {
  requirements: z.array(Line).max(100, "At most 100 requirements.").default([]),
  failureCases: z.array(Line).max(100, "At most 100 failure cases.").default([]),
  criteria: z.array(Criterion).max(100, "At most 100 criteria.").default([]),
};

/** The behaviour of a prompt: what it must do, what it must not, and how both are measured. */
export const SpecContent = z.strictObject(content).meta({ id: "SpecContent" });
export type SpecContent = z.infer<typeof SpecContent>;

export const WriteSpec = z
  .strictObject({
    ...content,
    /** The revision that was read (0: none yet). Another one by now is 412; without it the newest is replaced. */
    expectedRevision: z.int().min(0).optional(),
  })
  .superRefine(({ requirements, failureCases, criteria }, context) => {
    const lines = new Set([...requirements, ...failureCases]);
    const keys = new Set<string>();
    criteria.forEach(({ key, serves }, index) => {
      if (keys.has(key)) {
        context.addIssue({
          code: "custom",
          path: ["criteria", index, "key"],
          message: `Two criteria have the key ${key}.`,
        });
      }
      keys.add(key);
      serves.forEach((line, at) => {
        if (lines.has(line)) return;
        context.addIssue({
          code: "custom",
          path: ["criteria", index, "serves", at],
          message: `No requirement or failure case reads “${line}”.`,
        });
      });
    });
  })
  .meta({ id: "WriteSpec" });
export type WriteSpec = z.infer<typeof WriteSpec>;
export type WriteSpecInput = z.input<typeof WriteSpec>;

/** What the writer of a criterion should know: a bar that cannot be passed, a set that does not exist yet. */
export const SpecHint = z.object({ criterion: z.string(), message: z.string() });
export type SpecHint = z.infer<typeof SpecHint>;

export const Spec = z
  .object({
    /** 0: nothing is written yet. */
    revision: z.int(),
    ...SpecContent.shape,
    author: Person.nullable(),
    createdAt: Timestamp.nullable(),
    hints: z.array(SpecHint),
  })
  .meta({ id: "Spec" });
export type Spec = z.infer<typeof Spec>;

export const SpecRevision = z
  .object({
    number: z.int(),
    author: Person,
    createdAt: Timestamp,
    /** What it changed, in words. */
    changes: z.array(z.string()),
    requirements: z.int(),
    failureCases: z.int(),
    criteria: z.int(),
  })
  .meta({ id: "SpecRevision" });
export type SpecRevision = z.infer<typeof SpecRevision>;

/** Which cases stand behind a spec. Counts of a holdout below 5 are null. */
export const SpecCoverage = z
  .object({
    criteria: z.array(z.object({ criterion: z.string(), cases: z.int().nullable() })),
    /** Requirements and failure cases, with the cases that the criteria serving each look at, each once. */
    lines: z.array(z.object({ line: z.string(), criteria: z.int(), cases: z.int() })),
    sets: z.array(
      z.object({
        evalSet: z.string(),
        split: Split,
        cases: z.int().nullable(),
        /** Cases that no criterion of the spec looks at, as when all of them are about segments. */
        unserved: z.int().nullable(),
      }),
    ),
  })
  .meta({ id: "SpecCoverage" });
export type SpecCoverage = z.infer<typeof SpecCoverage>;

/** A case that no criterion looks at. */
export const UnservedCase = z
  .object({
    caseId: z.string(),
    kind: CaseKind,
    segments: z.array(z.string()),
    /** The beginning of its longest input. */
    preview: z.string(),
  })
  .meta({ id: "UnservedCase" });
export type UnservedCase = z.infer<typeof UnservedCase>;

/** A prompt whose gates look at a set, and what they hold up now. */
export const Dependent = z
  .object({
    prompt: z.string(),
    /** Statements of the criteria that look at the set. */
    criteria: z.array(z.string()),
    /** Protected environments where it is live. */
    environments: z.array(z.string()),
    /** Numbers of its reviews under way. */
    reviews: z.array(z.int()),
  })
  .meta({ id: "Dependent" });
export type Dependent = z.infer<typeof Dependent>;

const params = PromptParams.extend(ProjectParams.shape);
const reading = { scope: "prompts:read" } as const;

const prompt = "/api/v1/projects/{project}/prompts/{name}";

export const getSpecRoute = defineRoute({
  method: "GET",
  path: `${prompt}/spec`,
  summary: "The behaviour spec of a prompt; revision 0 when nothing is written yet",
  access: reading,
  params,
  response: Spec,
});

export const writeSpecRoute = defineRoute({
  method: "PUT",
  path: `${prompt}/spec`,
  summary: "Write the spec; makes a new revision, 412 when someone else was faster",
  access: { scope: "prompts:write", role: "editor" },
  params,
  body: WriteSpec,
  response: Spec,
});

export const listSpecRevisionsRoute = defineRoute({
  method: "GET",
  path: `${prompt}/spec/revisions`,
  summary: "Revisions of the spec, newest first, with what each changed",
  access: reading,
  params,
  query: Page,
  response: listOf(SpecRevision),
});

export const getSpecRevisionRoute = defineRoute({
  method: "GET",
  path: `${prompt}/spec/revisions/{number}`,
  summary: "One revision of the spec, whole",
  access: reading,
  params: params.extend({ number: VersionNumber }),
  response: Spec,
});

export const getSpecCoverageRoute = defineRoute({
  method: "GET",
  path: `${prompt}/spec/coverage`,
  summary: "Which criteria have cases, and how many cases serve no criterion",
  access: { scope: "evals:read" },
  params,
  response: SpecCoverage,
});

export const listUnservedRoute = defineRoute({
  method: "GET",
  path: `${prompt}/spec/coverage/{evalSet}`,
  summary: "Development cases of a set that no criterion of the spec looks at",
  access: { scope: "evals:read" },
  params: params.extend({ evalSet: EvalSetName }),
  query: Page,
  response: listOf(UnservedCase),
});

export const listDependentsRoute = defineRoute({
  method: "GET",
  path: "/api/v1/projects/{project}/eval-sets/{name}/dependents",
  summary: "Prompts, live in a protected environment or under review, whose gates look at the set",
  access: { scope: "evals:read" },
  params: EvalSetParams.extend(ProjectParams.shape),
  query: z.object({ split: Split.optional() }),
  response: listOf(Dependent),
});
