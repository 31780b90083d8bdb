import { z } from "zod";
import { CaseKind } from "@/lib/eval-sets/case-content";
import { defineRoute, Page } from "@/lib/http/contract";
import { Outcome, RunParams } from "@/lib/runs/contract";
import { HumanLabel } from "@/lib/runs/recorded-output";
import { StepStatus } from "@/lib/runs/step-contract";
import { CaseChange, ResultFilters } from "./result-contract";

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
  /** An answer was made from another input than the case has: it is in no comparison. */
  isOtherInput: z.boolean(),
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
  /** Against the first of the other runs; null without one, when it has no such case or another input. */
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
    /** In both and not compared: an output was made from another input than the case has. */
    otherInput: z.int(),
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
  path: "/api/v1/projects/{project}/runs/{run}/matrix",
  summary: "Cases against runs, side by side",
  access: { scope: "evals:read" },
  params: RunParams,
  query: MatrixQuery,
  response: Matrix,
});
