import { z } from "zod";
import { ExperimentParams } from "@/lib/experiments/contract";
import { CellRef } from "@/lib/experiments/option-contract";
import { defineRoute } from "@/lib/http/contract";
import { RunStatus } from "@/lib/runs/contract";
import { HoldoutCheck } from "@/lib/runs/holdout/approval-contract";

const RunOfCell = z
  .string("Name the run of a cell.")
  .min(1, "Name the run of a cell.")
  .max(60)
  .meta({ description: "Id or number of the run of one of the experiment's cells" });

/** The cell to confirm and the one to compare it with; by default the experiment's baseline. */
const chosen = { cell: RunOfCell, baseline: RunOfCell.optional() };

export const StartHoldoutRuns = z.strictObject(chosen).meta({ id: "StartHoldoutRuns" });
export type StartHoldoutRuns = z.infer<typeof StartHoldoutRuns>;

const HoldoutRun = z.object({ id: z.string(), number: z.int() });

/** What confirming a cell on the holdout takes. */
export const HoldoutPlan = z
  .object({
    /** The cell and, where it is another one, its baseline. */
    cells: z.array(
      z.object({
        ...CellRef.shape,
        /** A run that measured it on the holdout as it is now, with the same scorers and repeats: it is not run again. */
        run: HoldoutRun.extend({ status: RunStatus }).nullable(),
      }),
    ),
    /** Of the holdout. */
    cases: z.int(),
    /** How many looks it takes: one for each cell without a run. */
    looks: z.int(),
    /** Taken so far, and at most. */
    holdoutLooks: z.int(),
    holdoutBudget: z.int().nullable(),
    /** By what the cells' answers cost; null when that is unknown. */
    estimatedCostUsd: z.number().nullable(),
    /** What keeps those below admin from it. */
    problems: HoldoutCheck.shape.problems,
  })
  .meta({ id: "HoldoutPlan" });
export type HoldoutPlan = z.infer<typeof HoldoutPlan>;

const path = "/api/v1/projects/{project}/experiments/{experiment}/holdout-runs";
const access = { scope: "evals:write", role: "editor" } as const;

export const getHoldoutPlanRoute = defineRoute({
  method: "GET",
  path,
  summary: "What confirming a cell on the holdout takes; starts nothing",
  access,
  params: ExperimentParams,
  query: z.object(chosen),
  response: HoldoutPlan,
});

export const startHoldoutRunsRoute = defineRoute({
  method: "POST",
  path,
  summary: "Run a cell and its baseline on the holdout; each run is a counted look",
  access,
  params: ExperimentParams,
  body: StartHoldoutRuns,
  status: 202,
  response: z.object({
    /** Of the cell, then of its baseline; one that had measured it before is not started again. */
    runs: z.array(HoldoutRun),
    looks: z.int(),
  }),
});
