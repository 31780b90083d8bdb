import { z } from "zod";
import { Person } from "@/lib/auth/contract";
import { Split } from "@/lib/eval-sets/case-content";
import { defineRoute, Estimate, listOf, Page, ProjectParams, Timestamp } from "@/lib/http/contract";
import { VersionNumber } from "@/lib/prompts/contract";
import { ModelRef } from "@/lib/providers/contract";
import { ScorerSpec } from "@/lib/scorers/contract";
import {
  KindOutcome,
  LabelMatrix,
  RepeatOutcome,
  RunSummary,
  ScorerOutcome,
  SegmentOutcome,
  StepOutcome,
} from "./summary-contract";

export const RunStatus = z.enum(["queued", "running", "completed", "cancelled", "failed"]);
export type RunStatus = z.infer<typeof RunStatus>;

export const Outcome = z.enum(["passed", "failed", "errored"]);
export type Outcome = z.infer<typeof Outcome>;

/** A run's address: its id, or the number that people call it by. */
export const RunParams = ProjectParams.extend({ run: z.string().min(1).max(60) });
export type RunParams = z.infer<typeof RunParams>;

const Count = z.int().nullable();

const listed = {
  id: z.string(),
  number: z.int(),
  title: z.string(),
  prompt: z.string(),
  /** null: a draft. */
  version: z.int().nullable(),
  evalSet: z.string(),
  evalSetRevision: z.int(),
  split: Split,
  /** Set of a run of a chain: its name, which `prompt` says too. */
  chain: z.string().nullable(),
  /** null: a chain, whose steps name their own. */
  model: ModelRef.nullable(),
  /** The number of the experiment that the run is a cell of. */
  experiment: z.int().nullable(),
  /** The run of a chain that this one repeats from a step on, with another output there. It opens no gate. */
  whatIf: z.object({ runNumber: z.int(), step: z.string() }).nullable(),
  /** Its outputs were imported: Galley called no model, and they open no gate. */
  recorded: z.boolean(),
  scorers: z.array(z.object({ name: z.string(), kind: z.string() })),
  repeats: z.int(),
  status: RunStatus,
  /** Why it ended as it did, when it did not simply complete. */
  statusReason: z.string().nullable(),
  /** `done` is null where figures are withheld. */
  progress: z.object({ total: z.int(), done: Count }),
  /** Answers; null where figures are withheld. */
  counts: z.object({ passed: Count, failed: Count, errored: Count }),
  /** Why figures of a holdout run are not shown to whoever asks; null: they are, as soon as there are some. */
  withheld: z.string().nullable(),
  /** Cases that passed, with errors left out; null until the end. */
  passRate: Estimate.nullable(),
  /** Why no conclusion can be drawn, as when too many cases have errors. */
  inconclusive: z.string().nullable(),
  costUsd: z.number().nullable(),
  createdBy: Person,
  createdAt: Timestamp,
  startedAt: Timestamp.nullable(),
  endedAt: Timestamp.nullable(),
};

export const RunListItem = z.object(listed).meta({ id: "RunListItem" });
export type RunListItem = z.infer<typeof RunListItem>;

const Milliseconds = z.number().nullable();

export const Run = z
  .object({
    ...listed,
    contentHash: z.string(),
    scorersHash: z.string(),
    scorerSpecs: z.array(ScorerSpec),
    concurrency: z.int(),
    cache: z.boolean(),
    maxCostUsd: z.number().nullable(),
    /** While it is under way. */
    etaSeconds: z.number().nullable(),
    /** Runs that the same connection works on before this one; null unless queued. */
    runsAhead: z.int().nullable(),
    scores: z.record(z.string(), ScorerOutcome),
    latencyMs: z.object({ p50: Milliseconds, p95: Milliseconds, p99: Milliseconds }),
    latency: RunSummary.shape.latency.nullable(),
    /** null: the server did not count them. */
    tokens: z.object({ input: Count, output: Count, cachedInput: Count }),
    cost: RunSummary.shape.cost.nullable(),
    costPerSuccessUsd: z.number().nullable(),
    retries: Count,
    /** Answers that came from the cache. */
    replayed: Count,
    /** Of the answers with a human label: the share with the outcome that it says. */
    humanAgreement: Estimate.nullable(),
    /** Of a recorded run that has ended: answers that were made from another input than their case has. They count in its figures and are in no comparison. */
    otherInputs: z.int().nullable(),
    /** How much the answers to one case differ; null without repeats. */
    repeatOutcome: RepeatOutcome.nullable(),
    bySegment: z.array(SegmentOutcome),
    byKind: z.array(KindOutcome),
    byCategory: z.array(z.object({ category: z.string(), categoryId: z.string(), count: z.int() })),
    labels: z.array(LabelMatrix),
    /** Of a chain, in the order of its steps; empty of a prompt. */
    byStep: z.array(StepOutcome),
    /** Looks at the holdout of this eval set so far, and the most that its budget allows. */
    holdoutLooks: z.int().optional(),
    holdoutBudget: z.int().nullable().optional(),
    /** Of them by versions of this prompt, and how many those have. */
    promptLooks: z.int().optional(),
    looksPerPrompt: z.int().optional(),
    /** The revision that moved the whole holdout of this run to development. */
    unsealedIn: z.int().optional(),
    /** Of the eval set, now: another one than `evalSetRevision` means that it changed since. */
    latestRevision: z.int(),
  })
  .meta({ id: "Run" });
export type Run = z.infer<typeof Run>;

export const ListRuns = Page.extend({
  prompt: z.string().max(120).optional(),
  version: VersionNumber.optional(),
  evalSet: z.string().max(200).optional(),
  split: Split.optional(),
  status: RunStatus.optional(),
  /** Runs that the asking person started. */
  mine: z.enum(["true", "false"]).optional(),
  q: z.string().trim().max(200).optional(),
});
export type ListRuns = z.infer<typeof ListRuns>;

const path = "/api/v1/projects/{project}/runs";

export const listRunsRoute = defineRoute({
  method: "GET",
  path,
  summary: "The project's runs, newest first",
  access: { scope: "evals:read" },
  params: ProjectParams,
  query: ListRuns,
  response: listOf(RunListItem),
});

export const getRunRoute = defineRoute({
  method: "GET",
  path: `${path}/{run}`,
  summary: "One run: progress while it is under way, all aggregates when it has ended",
  access: { scope: "evals:read" },
  params: RunParams,
  response: Run,
});
