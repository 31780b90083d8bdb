import { z } from "zod";
import { CaseKind, HoldoutChoice, Split } from "@/lib/eval-sets/case-content";
import { defineRoute, Page, Timestamp } from "@/lib/http/contract";
import { ChatMessage, ToolCall } from "@/lib/providers/contract";
import { CostUnknown } from "@/lib/providers/usage-contract";
import { Outcome, RunParams } from "@/lib/runs/contract";
import { HumanLabel } from "@/lib/runs/recorded-output";
import { StepResult, StepStatus } from "@/lib/runs/step-contract";
import { Score } from "@/lib/scorers/contract";

/** A call without an answer: neither a pass nor a fail. */
export const ResultError = z
  .object({
    /** `rate_limited`, `server`, `timeout`, `auth` …; `scorer`: answered, but it could not be scored. */
    reason: z.string(),
    message: z.string(),
    status: z.int().nullable(),
  })
  .meta({ id: "ResultError" });
export type ResultError = z.infer<typeof ResultError>;

/** The case as the run saw it. */
export const ResultCase = z
  .object({
    input: z.record(z.string(), z.unknown()),
    expected: z.unknown(),
    kind: CaseKind,
    split: Split,
    attributes: z.record(z.string(), z.unknown()),
    language: z.string(),
    segments: z.array(z.string()),
  })
  .meta({ id: "ResultCase" });
export type ResultCase = z.infer<typeof ResultCase>;

export const Result = z
  .object({
    caseId: z.string(),
    repeat: z.int(),
    position: z.int(),
    outcome: Outcome,
    output: z.string().nullable(),
    scores: z.array(Score),
    latencyMs: z.number().nullable(),
    firstTokenMs: z.number().nullable(),
    tokens: z.object({
      input: z.int().nullable(),
      cachedInput: z.int().nullable(),
      cacheWrite: z.int().nullable(),
      output: z.int().nullable(),
      reasoning: z.int().nullable(),
    }),
    costUsd: z.number().nullable(),
    /** Why the cost is not known; null when it is. */
    costUnknown: CostUnknown.nullable(),
    retries: z.int(),
    error: ResultError.optional(),
    finishReason: z.string().nullable(),
    toolCalls: z.array(ToolCall),
    requestId: z.string().nullable(),
    /** The answer came from the cache, not from a call. */
    recorded: z.boolean(),
    /** Of a chain, in the order of its steps. */
    steps: z.array(StepResult).optional(),
    /** Of a chain: the first step that was wrong or had an error; null: none. */
    firstWrongStep: z.string().nullable().optional(),
    /** What a person said of it, where it was imported with the output. */
    humanLabel: HumanLabel.nullable(),
    category: z.object({ id: z.string(), name: z.string() }).nullable(),
    case: ResultCase,
    createdAt: Timestamp,
  })
  .meta({ id: "Result" });
export type Result = z.infer<typeof Result>;

export const ResultFilters = z.object({
  outcome: Outcome.optional(),
  segment: z.string().max(120).optional(),
  kind: CaseKind.optional(),
  /** A category's id, or `none` for failures that have none. */
  category: z.string().max(60).optional(),
  /** Text in the input, the output or the case id. */
  q: z.string().trim().max(200).optional(),
  caseId: z.string().max(200).optional(),
  /** Of a chain: results whose first wrong step is this one. */
  step: z.string().max(60).optional(),
  /** Of the named label scorer: the cases with an answer that expects, or gave, this label. */
  scorer: z.string().max(120).optional(),
  expected: z.string().max(500).optional(),
  /** Empty: an answer outside the labels, or none. */
  answered: z.string().max(500).optional(),
});
export type ResultFilters = z.infer<typeof ResultFilters>;

const path = "/api/v1/projects/{project}/runs/{run}";

/** `withheld`: results that exist and are not shown, because they are of holdout cases. */
const results = <T extends z.ZodType>(item: T) =>
  z.object({
    data: z.array(item),
    nextCursor: z.string().nullable(),
    total: z.int(),
    withheld: z.int(),
  });

export const ResultList = results(Result);
export type ResultList = z.infer<typeof ResultList>;

export const listResultsRoute = defineRoute({
  method: "GET",
  path: `${path}/results`,
  summary: "A run's results in the order of the cases",
  access: { scope: "evals:read" },
  params: RunParams,
  query: ResultFilters.extend(Page.shape),
  response: ResultList,
});

export const CaseResults = z.object({
  data: z.array(Result),
  /** The messages as they were sent for this case; null when the prompt could not be filled in. */
  prompt: z.array(ChatMessage).nullable(),
});
export type CaseResults = z.infer<typeof CaseResults>;

export const getResultRoute = defineRoute({
  method: "GET",
  path: `${path}/results/{case}`,
  summary: "All repeats of one case in a run, and the prompt as it was sent",
  access: { scope: "evals:read" },
  params: RunParams.extend({ case: z.string().min(1).max(200) }),
  response: CaseResults,
});

export const CaseChange = z.enum([
  "newly-failing",
  "newly-passing",
  "still-failing",
  "still-passing",
  "errored",
]);
export type CaseChange = z.infer<typeof CaseChange>;

export const ExportQuery = ResultFilters.extend({
  format: z.enum(["csv", "jsonl"]).default("csv"),
  holdout: HoldoutChoice.default("exclude"),
  /** With `change`: the run, by id or number, against which a case changed. */
  against: z.string().max(60).optional(),
  change: CaseChange.optional(),
}).refine(({ change, against }) => change === undefined || against !== undefined, {
  path: ["against"],
  error: "Name the run against which the cases changed.",
});
export type ExportQuery = z.infer<typeof ExportQuery>;

export const exportResultsRoute = defineRoute({
  method: "GET",
  path: `${path}/exports`,
  summary: "The filtered results as a CSV or JSONL file",
  access: { scope: "evals:read" },
  params: RunParams,
  query: ExportQuery,
  files: ["text/csv", "application/jsonl"],
});

export const MatrixCell = z.object({
  outcome: Outcome,
  /** What was answered, in short: the label where a label is scored, else the output's beginning. */
  answer: z.string().nullable(),
  isAnswerCut: z.boolean(),
  repeats: z.int(),
  passed: z.int(),
  latencyMs: z.number().nullable(),
  reason: z.string().nullable(),
  category: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** Of the answer that is shown. */
  humanLabel: HumanLabel.nullable(),
  /** Of a chain: what each step of the answer that is shown came to, with the beginning of why or what. */
  steps: z
    .array(z.object({ key: z.string(), status: StepStatus, note: z.string().nullable() }))
    .nullable(),
});
export type MatrixCell = z.infer<typeof MatrixCell>;

export const MatrixRow = z.object({
  caseId: z.string(),
  position: z.int(),
  kind: CaseKind,
  segments: z.array(z.string()),
  /** The beginning of the input. */
  input: z.string(),
  /** The expected label where a label is scored, else the beginning of what is expected; null: nothing. */
  expected: z.string().nullable(),
  /** Against the first of the other runs; null without one, or when it has no verdict. */
  change: CaseChange.nullable(),
  /** One per run, this run first, in the order of `runs`; null: that run has no such case. */
  cells: z.array(MatrixCell.nullable()),
});
export type MatrixRow = z.infer<typeof MatrixRow>;

export const MatrixRun = z.object({
  id: z.string(),
  number: z.int(),
  version: z.int().nullable(),
  evalSetRevision: z.int(),
});

const MATRIX_SORTS = ["case", "expected", "category", "latency"] as const;
/** What the rows can be ordered by; with `-` from the last to the first. Rows without it come last. */
export const MatrixSort = z.enum([
  ...MATRIX_SORTS,
  ...MATRIX_SORTS.map((one) => `-${one}` as const),
]);
export type MatrixSort = z.infer<typeof MatrixSort>;

export const MatrixQuery = ResultFilters.extend({
  /** Other runs of the same prompt, by id or number, with commas; the first one is the baseline. */
  against: z.string().max(400).optional(),
  change: CaseChange.optional(),
  /** Without it: the order of the cases. `latency` and `category` are those of this run. */
  sort: MatrixSort.optional(),
  ...Page.shape,
});
export type MatrixQuery = z.infer<typeof MatrixQuery>;

export const Matrix = z.object({
  runs: z.array(MatrixRun),
  /** Cases under the same filters, by outcome in this run and by change. */
  counts: z.object({
    all: z.int(),
    passed: z.int(),
    failed: z.int(),
    errored: z.int(),
    newlyFailing: z.int(),
    newlyPassing: z.int(),
    stillFailing: z.int(),
    stillPassing: z.int(),
    /** Errored in one of the two. */
    changedByError: z.int(),
    /** The baseline has no such case. */
    onlyHere: z.int(),
  }),
  data: z.array(MatrixRow),
  nextCursor: z.string().nullable(),
  withheld: z.int(),
});
export type Matrix = z.infer<typeof Matrix>;

export const getMatrixRoute = defineRoute({
  method: "GET",
  path: `${path}/matrix`,
  summary: "Cases against runs, side by side",
  access: { scope: "evals:read" },
  params: RunParams,
  query: MatrixQuery,
  response: Matrix,
});

/** `category` null takes the category away. Without `repeat`: every failed repeat of the case. */
export const CategoriseResults = z.strictObject({
  category: z.uuid().nullable(),
  results: z
    .array(z.strictObject({ caseId: z.string().min(1), repeat: z.int().min(1).optional() }))
    .min(1, "Name at least one result.")
    .max(1_000, "At most 1,000 results at once."),
});
export type CategoriseResults = z.infer<typeof CategoriseResults>;

export const categoriseResultsRoute = defineRoute({
  method: "POST",
  path: `${path}/categorisations`,
  summary: "Set or clear the failure category of failed results",
  access: { scope: "evals:write", role: "editor" },
  params: RunParams,
  body: CategoriseResults,
  response: z.object({ changed: z.int() }),
});
