import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { db, type Tx } from "@/lib/db/client";
import { chooseBaseline } from "@/lib/experiments/choose-baseline";
import { type ExperimentRow, findExperiment, loadCells } from "@/lib/experiments/find-experiment";
import { invalid } from "@/lib/http/app-error";
import { ModelRef } from "@/lib/providers/contract";
import { readScorers } from "@/lib/runs/execute/run-scorers";
import type { RunRow } from "@/lib/runs/find-run";
import { StartRun } from "@/lib/runs/start-contract";
import type { StartHoldoutRuns } from "./holdout-contract";

/** A cell, and the same on the holdout. */
export interface HoldoutCell {
  run: RunRow;
  version: number;
  model: ModelRef;
  input: StartRun;
}

/** The chosen cell and, where it is another one, the baseline: with the scorers and repeats of the experiment. */
export async function loadHoldoutCells(
  actor: Actor,
  idOrNumber: string,
  { cell, baseline }: StartHoldoutRuns,
): Promise<{ experiment: ExperimentRow; cells: [HoldoutCell, ...HoldoutCell[]] }> {
  const experiment = await findExperiment(actor, idOrNumber);
  const runs = await loadCells(experiment);
  const first = runs.find(({ id, number }) => id === cell || String(number) === cell);
  if (!first) throw invalid("cell", "Name the run of one of this experiment's cells.");
  if (first.split === "holdout") {
    throw invalid("cell", "This experiment is of the holdout already.");
  }
  const other = chooseBaseline(experiment, runs, baseline);
  const others = other.id === first.id ? [] : [await toHoldoutCell(other)];
  return { experiment, cells: [await toHoldoutCell(first), ...others] };
}

async function toHoldoutCell(run: RunRow): Promise<HoldoutCell> {
  const { scorers } = await db.run.findUniqueOrThrow({
    where: { id: run.id },
    select: { scorers: true },
  });
  const version = run.version ?? 0;
  const model = ModelRef.parse(run.model);
  const { prompt, evalSet, repeats, concurrency } = run;
  const specs = readScorers(scorers);
  const input = StartRun.parse({
    ...{ prompt, version, model, evalSet, split: "holdout", repeats, concurrency },
    ...(specs.length > 0 ? { scorers: specs } : {}),
  });
  return { run, version, model, input };
}

/** The newest run that measured the same on the holdout as it is now, or that is about to. */
export const findHoldoutRun = (
  { run }: HoldoutCell,
  { revision }: { revision: number },
  from: Tx | typeof db = db,
) =>
  from.run.findFirst({
    where: {
      promptId: run.promptId,
      contentHash: run.contentHash,
      evalSetId: run.evalSetId,
      evalSetRevision: revision,
      split: "holdout",
      scorersHash: run.scorersHash,
      repeats: run.repeats,
      recorded: false,
      status: { in: ["queued", "running", "completed"] },
    },
    orderBy: { number: "desc" },
    select: { id: true, number: true, status: true },
  });
