import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { Prisma } from "@/lib/db/client";
import { visibleCases } from "@/lib/eval-sets/visible-cases";
import { cursorOf, parseNumberCursor } from "@/lib/http/cursor";
import { promptNamedSql } from "@/lib/prompts/prompt-named";
import { hasEnded, type RunRow, selectRuns } from "@/lib/runs/find-run";
import { etaOf, tellRun } from "@/lib/runs/get-run";
import { whyWithheld } from "@/lib/runs/holdout/why-withheld";
import { toListItem } from "@/lib/runs/list-runs";
import { whyNotRetryable } from "@/lib/runs/retry-errors";
import type { RunSummary } from "@/lib/runs/summary-contract";
import { chooseBaseline } from "./choose-baseline";
import type { Experiment, ExperimentCell, ExperimentListItem, ListExperiments } from "./contract";
import { experimentStatus } from "./experiment-status";
import {
  type ExperimentRow,
  findExperiment,
  listCellRefs,
  loadCells,
  selectExperiments,
} from "./find-experiment";
import { loadCellSummaries } from "./load-cell-summaries";
import { loadComparisons } from "./load-comparisons";
import type { CellRef } from "./option-contract";
import { paretoFront } from "./pareto-front";
import { sameModel } from "./same-model";

/** Newest first. */
export async function listExperiments(
  actor: Actor,
  { limit, cursor, prompt }: ListExperiments,
): Promise<{ data: ExperimentListItem[]; nextCursor: string | null }> {
  authorize(actor, { scope: "evals:read" });
  const below = parseNumberCursor(cursor);
  const parts = [Prisma.sql`r.project_id = ${actor.projectId}::uuid`];
  if (below !== undefined) parts.push(Prisma.sql`r.number < ${below}`);
  if (prompt) parts.push(promptNamedSql(prompt));
  const rows = await selectExperiments(
    Prisma.join(parts, " and "),
    Prisma.sql`order by r.number desc limit ${limit + 1}`,
  );
  const page = rows.slice(0, limit);
  const numbers = page.map(({ number }) => number);
  const runs = await selectRuns(
    Prisma.sql`e.project_id = ${actor.projectId}::uuid and e.number = any(${numbers}::int[])`,
    Prisma.sql`order by r.number`,
  );
  const last = page.at(-1);
  return {
    data: page.flatMap((row) => {
      const cells = runs.filter(({ experiment }) => experiment?.number === row.number);
      return cells.length > 0 ? [summaryOf(actor, row, cells)] : [];
    }),
    nextCursor: rows.length > limit && last ? cursorOf(String(last.number)) : null,
  };
}

/** One experiment. `baseline`: the run of the cell to compare with, in place of the one that it was planned with. */
export async function getExperiment(
  actor: Actor,
  idOrNumber: string,
  { baseline: other }: { baseline?: string | undefined } = {},
): Promise<Experiment> {
  authorize(actor, { scope: "evals:read" });
  const row = await findExperiment(actor, idOrNumber);
  const runs = await loadCells(row);
  const baseline = chooseBaseline(row, runs, other);
  const summaries = await loadCellSummaries(runs);
  const refs = listCellRefs(row, runs);
  const cells = await Promise.all(
    runs.map(async (run) => ({
      ...placeOf(run, refs),
      ...(await figuresOf(actor, run, summaries.get(run.id))),
    })),
  );
  const { margin } = row;
  const comparisons = await loadComparisons(actor, runs, baseline, { margin, summaries });
  const front = paretoFront(
    cells.map((cell) => ({
      quality: cell.passRate?.value ?? null,
      price: cell.costPerSuccessUsd,
    })),
  );
  const etas = runs.map((run) => (whyWithheld(visibleCases(actor), run) ? null : etaOf(run)));
  const secondsLeft = etas.filter((eta) => eta !== null);
  return {
    ...summaryOf(actor, row, runs),
    options: row.options,
    scorers: baseline.scorers,
    repeats: baseline.repeats,
    margin,
    maxCostUsd: row.maxCostUsd,
    etaSeconds: secondsLeft.length > 0 ? Math.max(...secondsLeft) : null,
    isRetryable: runs.every(hasEnded) && runs.some((run) => whyNotRetryable(run) === null),
    baseline: placeOf(baseline, refs),
    cells: cells.map((cell, index) => ({
      ...cell,
      comparison: comparisons.get(cell.runId) ?? null,
      isPareto: front[index] ?? false,
    })),
  };
}

/** Its cells were planned together with their runs, so there is one for each. */
function placeOf({ id, number }: RunRow, refs: ReadonlyMap<string, CellRef>) {
  const cell = refs.get(id);
  if (!cell) throw new Error("A run of an experiment has a cell.");
  return { ...cell, runId: id, runNumber: number };
}

/** A cell as its run shows it; figures that are withheld there are withheld here. */
async function figuresOf(
  actor: Actor,
  run: RunRow,
  counted: RunSummary | undefined,
): Promise<Omit<ExperimentCell, "comparison" | "isPareto" | keyof Experiment["baseline"]>> {
  const visible = visibleCases(actor);
  const isShown = whyWithheld(visible, run) === null;
  const summary = isShown && counted ? await tellRun(visible, run, counted) : null;
  const item = toListItem(actor, run, summary);
  const quantile = (of: "p50" | "p95" | "p99") => summary?.latency[of]?.value ?? null;
  return {
    contentHash: run.contentHash,
    status: item.status,
    statusReason: item.statusReason,
    progress: item.progress,
    counts: item.counts,
    withheld: item.withheld,
    inconclusive: item.inconclusive,
    passRate: item.passRate,
    costUsd: item.costUsd,
    costPerSuccessUsd: summary?.cost.perSuccessUsd ?? null,
    latencyMs: { p50: quantile("p50"), p95: quantile("p95"), p99: quantile("p99") },
    retries: isShown ? run.retries : null,
    wrongSteps: (summary?.bySteps ?? []).flatMap(({ key, firstWrong }) =>
      firstWrong ? [{ key, answers: firstWrong }] : [],
    ),
  };
}

function summaryOf(actor: Actor, row: ExperimentRow, runs: readonly RunRow[]): ExperimentListItem {
  const [first] = runs;
  if (!first) throw new Error("An experiment has at least one cell.");
  const items = runs.map((run) => toListItem(actor, run));
  const models = items.flatMap(({ model }) => model ?? []);
  const cells = [...listCellRefs(row, runs).values()];
  return {
    id: row.id,
    number: row.number,
    prompt: first.prompt,
    chain: row.options ? first.prompt : null,
    evalSet: first.evalSet,
    evalSetRevision: first.evalSetRevision,
    split: first.split,
    versions: [...new Set(cells.map(({ version }) => version))],
    models: models.filter((one, at) => models.findIndex((other) => sameModel(one, other)) === at),
    options: row.options && {
      rows: row.options.rows.map(({ name }) => name),
      columns: row.options.columns.map(({ name }) => name),
    },
    status: experimentStatus(runs),
    progress: {
      total: sum(items.map(({ progress }) => progress.total)) ?? 0,
      done: sum(items.map(({ progress }) => progress.done)),
      cells: runs.length,
      endedCells: runs.filter(hasEnded).length,
    },
    costUsd: costOf(row, items),
    createdBy: { id: row.createdById, name: row.createdByName },
    createdAt: row.createdAt.toISOString(),
  };
}

/** With a cap also what was paid for answers that no run has kept. Unknown where a cell's cost is withheld. */
function costOf(
  { maxCostUsd, spentUsd }: ExperimentRow,
  items: readonly { costUsd: number | null; withheld: string | null }[],
): number | null {
  if (items.some(({ withheld }) => withheld !== null)) return null;
  const costs = items.flatMap(({ costUsd }) => costUsd ?? []);
  const ofRuns = costs.length > 0 ? (sum(costs) ?? 0) : null;
  return maxCostUsd !== null && spentUsd > (ofRuns ?? 0) ? spentUsd : ofRuns;
}

/** Null as soon as one part is not told. */
function sum(parts: readonly (number | null)[]): number | null {
  return parts.reduce<number | null>(
    (total, part) => (total === null || part === null ? null : total + part),
    0,
  );
}
