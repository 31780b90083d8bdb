import { z } from "zod";
import { Person } from "@/lib/auth/contract";
import { Split } from "@/lib/eval-sets/case-content";
import { defineRoute, ProjectParams, Timestamp } from "@/lib/http/contract";
import { PromptParams, VersionNumber } from "@/lib/prompts/contract";
import { Verdict } from "@/lib/runs/compare/comparison-contract";
import { RunStatus } from "@/lib/runs/contract";
import { Criterion } from "@/lib/specs/criterion-contract";
import { Comparator, CriterionKind, CriterionLevel } from "@/lib/specs/criterion-metric";

/**
 * Why a gate has no value yet. `nothing_live`, in the environment that the release goes to, is the one that
 * does not hold up a first release.
 */
export const NotMeasured = z.enum([
  "no_eval_set",
  "no_segment",
  "no_cases",
  "no_run",
  "cases_changed",
  "cases_added",
  "not_scored",
  "too_few_repeats",
  "no_baseline_run",
  "nothing_live",
  "nothing_live_elsewhere",
  "uncalibrated_judge",
  "unknown_cost",
  "withheld",
]);
export type NotMeasured = z.infer<typeof NotMeasured>;

export const CriterionUnit = z.enum(["rate", "ms", "usd", "count"]);
export type CriterionUnit = z.infer<typeof CriterionUnit>;

const Figure = z.number().nullable();

/** A run behind a gate. Whoever stops a run that goes badly still leaves it in the list. */
export const GateRun = z
  .object({
    id: z.string(),
    number: z.int(),
    status: RunStatus,
    /** Its answers are part of the value. */
    isCounted: z.boolean(),
  })
  .meta({ id: "GateRun" });
export type GateRun = z.infer<typeof GateRun>;

/** A reviewer accepts the risk of one gate; it keeps its verdict and no longer holds up the release. */
export const GateWaiver = z
  .object({
    id: z.string(),
    by: Person,
    reason: z.string(),
    at: Timestamp,
    /** null: as long as the version has this content. */
    expiresAt: Timestamp.nullable(),
  })
  .meta({ id: "GateWaiver" });
export type GateWaiver = z.infer<typeof GateWaiver>;

/** What a gate said on an older revision of the set. */
export const EarlierVerdict = z
  .object({
    verdict: Verdict,
    value: Figure,
    low: Figure,
    high: Figure,
    n: z.int(),
    evalSetRevision: z.int(),
  })
  .meta({ id: "EarlierVerdict" });
export type EarlierVerdict = z.infer<typeof EarlierVerdict>;

/**
 * A criterion's verdict for one version, by the rule that was fixed with it. `value`, `low` and `high` (95 %) are in the unit of the criterion,
 * for non_regression the difference, version minus live. A null bound: too few cases to say.
 */
export const Gate = z
  .object({
    /** The criterion's key. */
    criterion: z.string(),
    statement: z.string(),
    level: CriterionLevel,
    kind: CriterionKind,
    /** Scorer name or metric. */
    measure: z.string(),
    unit: CriterionUnit,
    comparator: Comparator,
    threshold: z.number(),
    /** Fixed before the data; null for a non_regression, whose margin is the threshold. */
    tolerance: z.number().nullable(),
    /** Of a non_regression with a cap: cases that pass live and fail now, at most so many. */
    maxNewlyFailing: z.int().optional(),
    newlyFailing: z.int().optional(),
    /** Who is asked about the criterion. */
    owner: z.string().optional(),
    evalSet: z.string(),
    split: Split,
    segment: z.string().nullable(),
    verdict: Verdict,
    value: Figure,
    low: Figure,
    high: Figure,
    n: z.int(),
    /** The one-sided 95 % bound that decides, in the unit of the value. */
    bound: z.number().nullable().optional(),
    /** Errors that count against the verdict. */
    errored: z.int().optional(),
    /**
     * A judge decides: the value is the share that people would pass. `raw` is what the judge passes, `labels` are
     * those of these answers, 0 where the rates of its calibration are carried over.
     */
    corrected: z.object({ judge: z.string(), raw: z.number(), labels: z.int() }).optional(),
    /** The newest run that it comes from. */
    runId: z.string().optional(),
    runNumber: z.int().optional(),
    /** Every run of this content with these cases and scorers, newest first; completed ones count together. */
    runs: z.array(GateRun).optional(),
    /** Of a non_regression: the live version's newest run that it was compared with. */
    baselineRunId: z.string().optional(),
    baselineRunNumber: z.int().optional(),
    baselineVersion: z.int().optional(),
    environment: z.string().optional(),
    /** Why it is not a pass, in words. */
    why: z.string().optional(),
    reason: NotMeasured.optional(),
    /** Where cases were only added since the run: how many, and what it said of those before. It opens nothing. */
    newerCases: z.int().optional(),
    earlier: EarlierVerdict.optional(),
    /** About how many more cases would decide an inconclusive gate four times in five, if they go as these. */
    moreCases: z.int().optional(),
    /** Which way they would decide it. */
    moreCasesVerdict: z.enum(["pass", "fail"]).optional(),
    waived: GateWaiver.optional(),
  })
  .meta({ id: "Gate" });
export type Gate = z.infer<typeof Gate>;

/** A run that open gates wait for. */
export const MissingRun = z
  .object({
    version: z.int(),
    evalSet: z.string(),
    split: Split,
    criteria: z.array(z.string()),
    /** Answers that it would ask for. */
    answers: z.int(),
    /** From the newest run of this prompt with the same model; null when nothing is known. */
    estimatedCostUsd: Figure,
    /** One that is queued or running already. */
    underWay: z.object({ runId: z.string(), runNumber: z.int() }).nullable(),
  })
  .meta({ id: "MissingRun" });
export type MissingRun = z.infer<typeof MissingRun>;

export const Gates = z
  .object({
    /** null: the prompt has no version yet. */
    version: z.int().nullable(),
    specRevision: z.int(),
    data: z.array(Gate),
    missing: z.array(MissingRun),
    nextCursor: z.null(),
  })
  .meta({ id: "Gates" });
export type Gates = z.infer<typeof Gates>;

/** Value per version for each criterion, oldest version first; null: not measured. */
export const GateTrends = z
  .object({
    versions: z.array(z.int()),
    data: z.array(
      z.object({
        criterion: z.string(),
        values: z.array(Figure),
        /** By version, those that were measured, with what their gate said. */
        points: z.array(
          z.object({
            version: z.int(),
            value: z.number(),
            low: Figure,
            high: Figure,
            n: z.int(),
            verdict: Verdict,
            runNumber: z.int().nullable(),
          }),
        ),
      }),
    ),
  })
  .meta({ id: "GateTrends" });
export type GateTrends = z.infer<typeof GateTrends>;

/** A criterion's verdict from answers that are stored already; no model is asked. */
export const CriterionPreview = z
  .object({
    gates: z.array(z.object({ version: z.int(), gate: Gate })),
    /** The fewest cases of all that have to pass; null: it is no rate, or no number of these cases is enough. */
    passesFrom: z.object({ passed: z.int(), cases: z.int() }).nullable(),
    hint: z.string().nullable(),
  })
  .meta({ id: "CriterionPreview" });
export type CriterionPreview = z.infer<typeof CriterionPreview>;

const params = PromptParams.extend(ProjectParams.shape);
const prompt = "/api/v1/projects/{project}/prompts/{name}";

export const previewCriterionRoute = defineRoute({
  method: "POST",
  path: `${prompt}/spec/previews`,
  summary: "What a criterion would say about the newest versions, from stored answers",
  access: { scope: "evals:read" },
  params,
  body: z.strictObject({ criterion: Criterion }),
  response: CriterionPreview,
});

export const GatesQuery = z.object({
  /** Without it: the newest version. */
  version: VersionNumber.optional(),
  /** Where it would be released: what a non_regression compares with, unless the criterion names one. */
  environment: z.string().max(60).optional(),
});

export const listGatesRoute = defineRoute({
  method: "GET",
  path: `${prompt}/gates`,
  summary: "The verdict of every criterion for a version, with its evidence",
  access: { scope: "evals:read" },
  params,
  query: GatesQuery,
  response: Gates,
});

export const listGateTrendsRoute = defineRoute({
  method: "GET",
  path: `${prompt}/gates/trends`,
  summary: "Each criterion's value over the newest versions",
  access: { scope: "evals:read" },
  params,
  response: GateTrends,
});

export const RunMissing = z.strictObject({
  version: VersionNumber,
  environment: z.string().max(60).optional(),
});
export type RunMissing = z.infer<typeof RunMissing>;

export const runMissingRoute = defineRoute({
  method: "POST",
  path: `${prompt}/gates/runs`,
  summary: "Start exactly the runs that open gates need",
  access: { scope: "evals:write", role: "editor" },
  params,
  body: RunMissing,
  status: 202,
  response: z.object({
    data: z.array(
      z.object({
        id: z.string(),
        number: z.int(),
        version: z.int(),
        evalSet: z.string(),
        split: Split,
      }),
    ),
    nextCursor: z.null(),
  }),
});
