import { z } from "zod";
import { defineRoute, Estimate, Timestamp } from "@/lib/http/contract";
import { JudgeBar, JudgeParams, JudgeState } from "./contract";

const base = "/api/v1/projects/{project}/judges/{name}" as const;

export const Bounds = z.object({ value: z.number(), low: z.number(), high: z.number() });

/** Rows are what people say, columns what the judge says. */
export const Confusion = z.object({
  labels: z.array(z.string()),
  counts: z.array(z.array(z.int())),
});

export const CalibrationSplit = z.enum(["dev", "test"], "Calibrate on dev or on test.");
export type CalibrationSplit = z.infer<typeof CalibrationSplit>;

export const StartCalibration = z.strictObject({ split: CalibrationSplit });
export type StartCalibration = z.infer<typeof StartCalibration>;

/** How many inputs there are by language and by length. */
export const InputMix = z.object({
  languages: z.record(z.string(), z.int()),
  lengths: z.record(z.string(), z.int()),
});
export type InputMix = z.infer<typeof InputMix>;

/** What is counted of a judge against the labels of one split. Rates are null while nothing is counted. */
export const CalibrationFigures = z.object({
  n: z.int(),
  agreement: Estimate.nullable(),
  truePositiveRate: Estimate.nullable(),
  trueNegativeRate: Estimate.nullable(),
  /** How often people say what they say most: whoever always says that agrees as much. */
  constantAgreement: Estimate.nullable(),
  constantLabel: z.string().nullable(),
  kappa: Bounds.nullable(),
  /** TPR + TNR − 1, which is 0 for whoever always says the same. */
  youden: Bounds.nullable(),
  confusion: Confusion,
  /** Answers of the judge that were no verdict. They count against it. */
  unparseable: z.int(),
  /** How often the judge says the same when it is asked twice. */
  selfConsistency: Estimate.nullable(),
  /** Outputs of dev or test that stand in the judge's own prompt. */
  leaked: z.int(),
  /** Labels in all that would meet the bar, if the rates stay; null: no number would. */
  labelsNeeded: z.int().nullable(),
  /** Verdicts of the judge that were imported with the labels: Galley did not ask it. */
  recorded: z.int().default(0),
  /** Who gave every label, when one person did. */
  soleLabeller: z.string().nullable().default(null),
  /** That person wrote the judge. */
  isByAuthor: z.boolean().default(false),
  /** Outputs left out: their label was imported by an author of the judge, and nobody else confirmed it. */
  unconfirmed: z.int().default(0),
  /** Of the labelled outputs; null in a calibration that was done before this was counted. */
  inputs: InputMix.nullable().default(null),
});
export type CalibrationFigures = z.infer<typeof CalibrationFigures>;

export const Calibration = CalibrationFigures.omit({ leaked: true, inputs: true })
  .extend({
    state: JudgeState,
    /** Why it may open no gate; empty when it may. */
    reasons: z.array(z.string()),
    /** What people should know although it may. */
    warnings: z.array(z.string()),
    /** How often the test split was looked at. */
    testLooks: z.int(),
    /** The split, revision and bar that the figures are of; null: it was never calibrated. */
    split: CalibrationSplit.nullable(),
    revision: z.int().nullable(),
    bar: JudgeBar.nullable(),
    decidedBy: z.string().nullable(),
    decidedAt: Timestamp.nullable(),
    /** A calibration that is under way or could not be done. */
    latest: z
      .object({
        split: CalibrationSplit,
        status: z.enum(["queued", "running", "completed", "failed"]),
        statusReason: z.string().nullable(),
        judged: z.int(),
        total: z.int(),
      })
      .nullable(),
  })
  .meta({ id: "Calibration" });
export type Calibration = z.infer<typeof Calibration>;

const Disagreement = z.object({
  id: z.string(),
  number: z.int(),
  output: z.string(),
  label: z.string(),
  judgeLabel: z.string(),
  score: z.number().nullable(),
  note: z.string(),
  reason: z.string(),
});

/** What the calibration page shows beside the figures. Outputs are those of dev, never of test. */
export const CalibrationAnalysis = z
  .object({
    /** The newest figures of each split with the definition that the judge has now. */
    dev: CalibrationFigures.nullable(),
    test: CalibrationFigures.nullable(),
    /** The judge passes what people fail. */
    falsePasses: z.array(Disagreement),
    falseFails: z.array(Disagreement),
    /** By the least score that passes, on dev; empty where the judge gives no score. */
    sweep: z.array(
      z.object({
        threshold: z.number(),
        truePositiveRate: Estimate,
        trueNegativeRate: Estimate,
      }),
    ),
    /** Runs that the judge judged: its pass rate, and the one that people would give. */
    corrected: z.array(
      z.object({
        run: z.int(),
        prompt: z.string(),
        version: z.int().nullable(),
        n: z.int(),
        raw: z.number(),
        corrected: Bounds.nullable(),
        /** Labels of the run's own outputs that it rests on; 0: the rates of the calibration are carried over. */
        labels: z.int(),
      }),
    ),
    betweenPeople: z.object({ kappa: Bounds.nullable(), agreement: Estimate.nullable() }),
    labelled: z.object({ train: z.int(), dev: z.int(), test: z.int(), fails: z.int() }),
    labellers: z.array(
      z.object({ labeller: z.string(), importedBy: z.string().nullable(), labels: z.int() }),
    ),
    /** What was not given and not asked here, but imported: it rests on the word of who did that. */
    imported: z.object({
      labels: z.int(),
      verdicts: z.int(),
      by: z.array(z.string()),
      /** Of the labels: those that an author of the judge imported, and nobody else confirmed. They do not count. */
      unconfirmed: z.int(),
    }),
    looks: z.array(z.object({ by: z.string(), at: Timestamp })),
    /** What it stays calibrated by. */
    conditions: z.array(z.object({ text: z.string(), holds: z.boolean() })),
  })
  .meta({ id: "CalibrationAnalysis" });
export type CalibrationAnalysis = z.infer<typeof CalibrationAnalysis>;

const reading = { scope: "evals:read" } as const;
const writing = { scope: "evals:write", role: "editor" } as const;

export const startCalibrationRoute = defineRoute({
  method: "POST",
  path: `${base}/calibrations`,
  summary: "Judge the labelled outputs of a split and compare; on test it is counted as a look",
  access: writing,
  params: JudgeParams,
  body: StartCalibration,
  status: 202,
  response: z.object({ id: z.string(), split: CalibrationSplit, total: z.int() }),
});

export const getCalibrationRoute = defineRoute({
  method: "GET",
  path: `${base}/calibration`,
  summary: "Whether the judge may open gates, and on which figures",
  access: reading,
  params: JudgeParams,
  response: Calibration,
});

export const getCalibrationAnalysisRoute = defineRoute({
  method: "GET",
  path: `${base}/calibration/analysis`,
  summary: "Disagreements, thresholds, corrected pass rates and what a calibration stands on",
  access: reading,
  params: JudgeParams,
  response: CalibrationAnalysis,
});
