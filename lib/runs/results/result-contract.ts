import { z } from "zod";
import { CaseKind, HoldoutChoice, Split } from "@/lib/eval-sets/case-content";
import { defineRoute, Page, Timestamp } from "@/lib/http/contract";
import { ChatMessage, ToolCall } from "@/lib/providers/contract";
import { CostUnknown } from "@/lib/providers/usage/usage-contract";
import { Outcome, RunParams } from "@/lib/runs/contract";
import { HumanLabel } from "@/lib/runs/recorded-output";
import { StepResult } from "@/lib/runs/step-contract";
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
    /** Members of the input that the output was made from, where they differ from the case's; null: none does. */
    otherInput: z.record(z.string(), z.unknown()).nullable(),
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
  /** Results whose output was made from another input than the case has, or the others. */
  otherInput: z.enum(["true", "false"]).optional(),
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
