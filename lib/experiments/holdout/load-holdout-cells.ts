import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { db, type Tx } from "@/lib/db/client";
import { chooseBaseline } from "@/lib/experiments/choose-baseline";
import {
  type ExperimentRow,
  findExperiment,
  listCellRefs,
  loadCells,
} from "@/lib/experiments/find-experiment";
import type { CellRef } from "@/lib/experiments/option-contract";
import { invalid } from "@/lib/http/app-error";
import { parseStoredContent, type VersionedContent } from "@/lib/prompts/versioned-content";
import { readScorers } from "@/lib/runs/execute/run-scorers";
import type { RunRow } from "@/lib/runs/find-run";
import { StartRun } from "@/lib/runs/start-contract";
import type { StartHoldoutRuns } from "./holdout-contract";

/** A cell, and the same on the holdout. */
export interface HoldoutCell {
  run: RunRow;
  ref: CellRef;
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
  const refs = listCellRefs(experiment, runs);
  const others = other.id === first.id ? [] : [await toHoldoutCell(other, refs)];
  return { experiment, cells: [await toHoldoutCell(first, refs), ...others] };
}

async function toHoldoutCell(
  run: RunRow,
  refs: ReadonlyMap<string, CellRef>,
): Promise<HoldoutCell> {
  const ref = refs.get(run.id);
  if (!ref) throw new Error("A run of an experiment has a cell.");
  const { scorers, content } = await db.run.findUniqueOrThrow({
    where: { id: run.id },
    select: { scorers: true, content: true },
  });
  const { evalSet, repeats, concurrency } = run;
  const specs = readScorers(scorers);
  const input = StartRun.parse({
    ...{ evalSet, split: "holdout", repeats, concurrency },
    ...(specs.length > 0 ? { scorers: specs } : {}),
    ...whatRan(run, ref, parseStoredContent(content)),
  });
  return { run, ref, input };
}

/** A chain whose steps an option changed is no version, so its content is named whole. */
function whatRan({ prompt, version, title }: RunRow, ref: CellRef, target: VersionedContent) {
  if (target.kind === "prompt") return { prompt, version: ref.version, model: ref.model };
  const what = version === null ? { chainContent: target.content } : { version };
  return { chain: prompt, title, ...what };
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
