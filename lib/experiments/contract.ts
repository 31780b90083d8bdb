import { z } from "zod";
import { Person } from "@/lib/auth/contract";
import { Split } from "@/lib/eval-sets/case-content";
import { defineRoute, Estimate, listOf, Page, ProjectParams, Timestamp } from "@/lib/http/contract";
import { ModelRef } from "@/lib/providers/contract";
import { Difference, Verdict } from "@/lib/runs/compare/comparison-contract";
import { RunListItem, RunStatus } from "@/lib/runs/contract";
import { MaxCostUsd } from "@/lib/runs/start-contract";
import { CellRef, ChainOptions } from "./option-contract";
import { StartExperiment } from "./start-contract";

/** An experiment's address: its id, or the number that people call it by. */
export const ExperimentParams = ProjectParams.extend({ experiment: z.string().min(1).max(60) });

const Count = z.int().nullable();

/** A cell against the baseline, case by case, each the mean of its answers. */
export const CellComparison = z
  .object({
    /** Cases with a verdict in both. */
    n: z.int(),
    counts: z.object({
      newlyFailing: Count,
      newlyPassing: Count,
      stillFailing: Count,
      stillPassing: Count,
      /** Shared cases with an error in either cell. */
      errored: z.int(),
    }),
    /** Errors count against the end that they could move. */
    passRateDifference: Difference.nullable(),
    /** Of no difference, two-sided: the exact McNemar test; with repeats Student's t. */
    pValue: z.number().nullable(),
    /** Of a difference from −margin, corrected for comparing several cells at once (Holm). */
    adjustedPValue: z.number().nullable(),
    /** `holm`: an `adjustedPValue` of at most 0.05 decides, not the interval of this cell alone. */
    decidedBy: z.literal("holm"),
    verdict: Verdict,
    verdictReason: z.string(),
    /** Cases in all that would decide in four of five tries if things stay as measured, and which way. */
    casesNeeded: z.int().nullable(),
    casesNeededVerdict: z.enum(["pass", "fail"]).nullable(),
  })
  .meta({ id: "CellComparison" });
export type CellComparison = z.infer<typeof CellComparison>;

const Milliseconds = z.number().nullable();

const RunPlace = { ...CellRef.shape, runId: z.string(), runNumber: z.int() };

export const ExperimentCell = z
  .object({
    ...RunPlace,
    /** Of what it ran: a version that has the same is this cell. */
    contentHash: z.string(),
    status: RunStatus,
    statusReason: z.string().nullable(),
    progress: RunListItem.shape.progress,
    counts: RunListItem.shape.counts,
    withheld: RunListItem.shape.withheld,
    inconclusive: RunListItem.shape.inconclusive,
    /** null until the cell has ended. */
    passRate: Estimate.nullable(),
    costUsd: z.number().nullable(),
    costPerSuccessUsd: z.number().nullable(),
    latencyMs: z.object({ p50: Milliseconds, p95: Milliseconds, p99: Milliseconds }),
    retries: Count,
    /** Of a chain, in the order of its steps: answers whose first wrong step it is. Steps without any are left out. */
    wrongSteps: z.array(z.object({ key: z.string(), answers: z.int() })),
    /** null: it is the baseline, or one of the two has not ended. */
    comparison: CellComparison.nullable(),
    /** No other cell is at least as good and as cheap, and better in one: pass rate against cost per success. */
    isPareto: z.boolean(),
  })
  .meta({ id: "ExperimentCell" });
export type ExperimentCell = z.infer<typeof ExperimentCell>;

const listed = {
  id: z.string(),
  number: z.int(),
  prompt: z.string(),
  /** Set of an experiment over a chain: its name, which `prompt` says too. */
  chain: z.string().nullable(),
  evalSet: z.string(),
  evalSetRevision: z.int(),
  split: Split,
  versions: z.array(z.int()),
  models: z.array(ModelRef),
  /** Names of what a chain's cells change; null: of a prompt. */
  options: z.object({ rows: z.array(z.string()), columns: z.array(z.string()) }).nullable(),
  status: RunStatus,
  /** Answers of all cells, and cells that have ended. */
  progress: z.object({ total: z.int(), done: Count, cells: z.int(), endedCells: z.int() }),
  costUsd: z.number().nullable(),
  createdBy: Person,
  createdAt: Timestamp,
};

export const ExperimentListItem = z.object(listed).meta({ id: "ExperimentListItem" });
export type ExperimentListItem = z.infer<typeof ExperimentListItem>;

export const Experiment = z
  .object({
    ...listed,
    /** The same, whole. */
    options: ChainOptions.nullable(),
    scorers: RunListItem.shape.scorers,
    repeats: z.int(),
    margin: z.number(),
    maxCostUsd: z.number().nullable(),
    /** While it is under way: until its slowest cell ends. */
    etaSeconds: z.number().nullable(),
    /** Whether some cell has errors or missing answers that can be called for again. */
    isRetryable: z.boolean(),
    baseline: z.object(RunPlace),
    cells: z.array(ExperimentCell),
  })
  .meta({ id: "Experiment" });
export type Experiment = z.infer<typeof Experiment>;

export const ListExperiments = Page.extend({ prompt: z.string().max(120).optional() });
export type ListExperiments = z.infer<typeof ListExperiments>;

const path = "/api/v1/projects/{project}/experiments";
const write = { scope: "evals:write", role: "editor" } as const;

export const startExperimentRoute = defineRoute({
  method: "POST",
  path,
  summary: "Start runs of several versions and models, or of a chain's options, on one eval set",
  access: write,
  params: ProjectParams,
  body: StartExperiment,
  maxBodyBytes: 4_000_000,
  status: 202,
  response: z.object({
    id: z.string(),
    number: z.int(),
    cells: z.array(z.object({ ...CellRef.shape, runId: z.string(), runNumber: z.int() })),
  }),
});

export const listExperimentsRoute = defineRoute({
  method: "GET",
  path,
  summary: "The project's experiments, newest first",
  access: { scope: "evals:read" },
  params: ProjectParams,
  query: ListExperiments,
  response: listOf(ExperimentListItem),
});

export const getExperimentRoute = defineRoute({
  method: "GET",
  path: `${path}/{experiment}`,
  summary: "One experiment: its cells, each compared with the baseline",
  access: { scope: "evals:read" },
  params: ExperimentParams,
  query: z.object({
    /** Id or number of the run of another cell to compare with. */
    baseline: z.string().min(1).max(60).optional(),
  }),
  response: Experiment,
});

export const UpdateExperiment = z.strictObject({ maxCostUsd: MaxCostUsd.nullable() });
export type UpdateExperiment = z.infer<typeof UpdateExperiment>;

export const updateExperimentRoute = defineRoute({
  method: "PATCH",
  path: `${path}/{experiment}`,
  summary: "Change the cost cap of an experiment that stands still",
  access: write,
  params: ExperimentParams,
  body: UpdateExperiment,
  response: Experiment,
});

const ExperimentState = z.object({
  id: z.string(),
  number: z.int(),
  /** The runs that were stopped or put back in the queue. */
  runs: z.array(z.object({ id: z.string(), number: z.int(), status: RunStatus })),
});
export type ExperimentState = z.infer<typeof ExperimentState>;

export const cancelExperimentRoute = defineRoute({
  method: "POST",
  path: `${path}/{experiment}/cancellation`,
  summary: "Cancel every cell that is under way; finished answers are kept",
  access: write,
  params: ExperimentParams,
  status: 202,
  response: ExperimentState,
});

export const retryExperimentRoute = defineRoute({
  method: "POST",
  path: `${path}/{experiment}/error-retries`,
  summary: "Retry the calls of all cells that have an error or no answer",
  access: write,
  params: ExperimentParams,
  status: 202,
  response: ExperimentState,
});
