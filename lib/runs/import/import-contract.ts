import { z } from "zod";
import { CaseInput, Split } from "@/lib/eval-sets/case-content";
import { defineRoute, Estimate, ProjectParams } from "@/lib/http/contract";
import { ENCODINGS } from "@/lib/http/files/encodings";
import { PromptName } from "@/lib/prompts/contract";
import { Difference, Verdict } from "@/lib/runs/compare/comparison-contract";
import { Outcome } from "@/lib/runs/contract";
import { HumanLabel, RecordedMatch, UnmatchedRow } from "@/lib/runs/recorded-output";
import { RunTitle } from "@/lib/runs/start-contract";

const path = "/api/v1/projects/{project}/runs";

const query = {
  evalSet: z.string().min(1, "Name an eval set.").max(200),
  split: Split.default("development"),
  /** JSON, column → target: `{"answer":"output","question":"input.ticket","ms":"latencyMs"}`. */
  mapping: z.string().max(50_000).optional(),
  /** Take columns for what is usual for their names: `answer` for the output, `ms` for the latency. */
  suggest: z
    .enum(["true", "false"])
    .default("false")
    .transform((value) => value === "true"),
  /** How the bytes are read as text; `auto` goes by the charset of the request, else by the bytes. */
  encoding: z.enum(["auto", ...ENCODINGS]).default("auto"),
  /** Who gave the labels of the file. A model's are no human labels, and are left out. */
  labelsBy: z.enum(["person", "model"]).default("person"),
};

const VersionOfFile = z.coerce
  .number("Write a whole number.")
  .int("Write a whole number.")
  .min(1, "Write a whole number.");

/** With the version that made the outputs it also says how they compare with the version before. */
export const PreviewOutputsQuery = z.object({
  ...query,
  prompt: PromptName.optional(),
  version: VersionOfFile.optional(),
});
export type PreviewOutputsQuery = z.infer<typeof PreviewOutputsQuery>;

export const ImportOutputsQuery = z.object({
  ...query,
  prompt: PromptName,
  version: VersionOfFile,
  title: RunTitle.optional(),
});
export type ImportOutputsQuery = z.infer<typeof ImportOutputsQuery>;

const file = {
  params: ProjectParams,
  access: { scope: "evals:write", role: "editor" },
  rawBody: ["text/csv", "application/jsonl", "application/x-ndjson", "application/json"],
  maxBodyBytes: 50_000_000,
  hasOwnEncoding: true,
} as const;

export const importOutputsRoute = defineRoute({
  method: "POST",
  path: `${path}/imports`,
  summary: "Score recorded outputs of a version from CSV or JSONL; no model is called",
  ...file,
  query: ImportOutputsQuery,
  status: 202,
  response: z.object({ id: z.string(), number: z.int(), ...RecordedMatch }),
});

const QuantileEstimate = z.object({
  value: z.number(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  n: z.int(),
});

const SampleRow = z.object({
  row: z.int(),
  case: z.string(),
  /** Its beginning; null: there is an error in its place. */
  output: z.string().nullable(),
  /** By the scorers that need no model; null: there is none of them. */
  outcome: Outcome.nullable(),
  /** Why it did not pass. */
  reason: z.string().nullable(),
  latencyMs: z.number().nullable(),
  costUsd: z.number().nullable(),
  label: HumanLabel.nullable(),
  /** It was made from another input than the case has. */
  isOtherInput: z.boolean(),
});

/** The beginnings of the members that differ; null: the case has none. */
const DifferingRow = z.object({
  row: z.int(),
  case: z.string(),
  inputs: z.array(z.object({ name: z.string(), inRow: z.string(), inCase: z.string().nullable() })),
});

/** What an import would do. */
export const OutputsPreview = z
  .object({
    rows: z.int(),
    columns: z.array(
      z.object({
        column: z.string(),
        /** What to call it where the name is a whole prompt. */
        name: z.string(),
        target: z.string(),
        sample: z.array(z.string()),
        filled: z.int(),
      }),
    ),
    variables: z.array(z.string()),
    encoding: z.enum(ENCODINGS),
    revision: z.int(),
    /** Why nothing can be imported with these columns; null: it can. */
    problem: z.string().nullable(),
    matched: z.int(),
    /** Cases with an output, of all cases of the split. */
    cases: z.object({ matched: z.int(), total: z.int() }),
    mostRepeats: z.int(),
    unmatched: z.array(UnmatchedRow),
    unmatchedRows: z.int(),
    /** Of the matched: rows that name a case and have other inputs than it, which no comparison counts. The first ones. */
    differing: z.object({ count: z.int(), rows: z.array(DifferingRow) }),
    /** Rows with inputs whose case the set does not have; the first ones as the cases that they could be. */
    unknownCases: z.object({
      count: z.int(),
      cases: z.array(z.object({ id: z.string().optional(), input: CaseInput })),
    }),
    sample: z.object({
      rows: z.array(SampleRow),
      /** Scorers that are asked after the import: each answer costs a call, or they need the version. */
      later: z.array(z.string()),
      /** Why nothing was scored; null: something was. */
      problem: z.string().nullable(),
    }),
    /** Of the matched rows: what is known of each. */
    values: z.object({
      latencyMs: z.int(),
      costUsd: z.int(),
      tokens: z.int(),
      errors: z.int(),
      passLabels: z.int(),
      failLabels: z.int(),
      /** Left out, because a model gave them. */
      modelLabels: z.int(),
    }),
    /** Of the run that it would be, as far as no model has to be asked. */
    figures: z.object({
      /** The first rows, which were scored; the others are after the import. */
      scored: z.int(),
      passRate: Estimate.nullable(),
      /**
       * Of the scored rows to the run that the imported one would be compared with, case by case, by the scorers
       * that need no model. Null: no version was named, or there is no such run.
       */
      difference: z
        .object({
          run: z.int(),
          version: z.int().nullable(),
          /** null: nothing can be compared; see `reason`. */
          value: Difference.nullable(),
          verdict: Verdict,
          reason: z.string(),
        })
        .nullable(),
      /** Of the scored rows with a human label: the share with the outcome that it says. */
      humanAgreement: Estimate.nullable(),
      latencyP95Ms: QuantileEstimate.nullable(),
      meanCostUsd: z.object({ value: z.number(), n: z.int() }).nullable(),
      /** Of the scored rows, as the run says it: null where a cost is unknown or nothing passed. */
      costPerSuccessUsd: z.number().nullable(),
    }),
  })
  .meta({ id: "OutputsPreview" });
export type OutputsPreview = z.infer<typeof OutputsPreview>;

export const previewOutputsRoute = defineRoute({
  method: "POST",
  path: `${path}/import-previews`,
  summary: "What an import of recorded outputs would do; stores nothing",
  ...file,
  query: PreviewOutputsQuery,
  response: OutputsPreview,
});
