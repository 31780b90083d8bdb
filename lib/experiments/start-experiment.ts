import "server-only";
import type { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db, type Tx } from "@/lib/db/client";
import { json } from "@/lib/db/json";
import { recordEvent } from "@/lib/events/record-event";
import { formatCount } from "@/lib/format-number";
import { AppError, invalid, isAppError } from "@/lib/http/app-error";
import { chooseScorers } from "@/lib/runs/choose-scorers";
import { planRun } from "@/lib/runs/plan-run";
import { StartRun } from "@/lib/runs/start-contract";
import {
  checkRequest,
  lockEvalSet,
  MOST_ANSWERS,
  planRequest,
  type RunRequest,
} from "@/lib/runs/start-run";
import type { startExperimentRoute } from "./contract";
import { findCell, listCells } from "./list-cells";
import type { CellRef } from "./option-contract";
import { type ChainCell, planChainCells } from "./plan-chain-cells";
import type { StartExperiment } from "./start-contract";

/** A plan of many cells checks its cases once for each version. */
const PLANNING_MS = 60_000;

const LONGEST_TITLE = 120;

/**
 * Plans one run for each cell, a version with a model or a chain's row with a column, and hands them to the workers, in one transaction: all on
 * one revision of the set, with the same scorers and repeats. One that cannot work refuses all.
 */
export async function startExperiment(
  actor: Actor,
  input: StartExperiment,
): Promise<z.infer<typeof startExperimentRoute.response>> {
  authorize(actor, { scope: "evals:write", role: "editor" });
  const cells = listCells(input);
  const requests = await checkCells(actor, input, cells);
  const [first] = requests;
  if (!first) throw invalid("versions", "Choose at least one version and one model.");
  return db.$transaction(
    async (tx) => {
      // Held, so that every cell is of the same revision.
      await tx.$queryRaw`select 1 from eval_set
        where project_id = ${actor.projectId}::uuid and name = ${input.evalSet} for update`;
      const set = await lockEvalSet(tx, actor, first.input);
      const scorers = await chooseScorers(tx, actor, first.input, set);
      const place = { promptId: first.prompt.id, evalSetId: set.id };
      const experiment = await createExperiment(tx, actor, input, place);
      const runs = [];
      let answers = 0;
      for (const request of requests) {
        const plan = await planRequest(tx, actor, request, { set, scorers });
        answers += plan.answers;
        runs.push(await planRun(tx, actor, { ...plan, experimentId: experiment.id }));
      }
      requireAffordable(answers);
      const baseline = input.baseline ? findCell(cells, input.baseline) : 0;
      await tx.experiment.update({
        where: { id: experiment.id },
        data: { baselineRunId: runs[Math.max(0, baseline)]?.id ?? null },
      });
      await recordEvent(tx, actor, {
        type: "experiment.started",
        subject: { type: "experiment", id: experiment.id },
        data: {
          number: experiment.number,
          prompt: first.prompt.name,
          ...whatMeets(input),
          evalSet: set.name,
          revision: set.revision,
          split: input.split,
          answers,
          maxCostUsd: input.maxCostUsd ?? null,
        },
      });
      return {
        ...experiment,
        cells: runs.flatMap(({ id, number }, index) => {
          const cell = cells[index];
          return cell ? [{ ...cell, runId: id, runNumber: number }] : [];
        }),
      };
    },
    { timeout: PLANNING_MS, maxWait: 10_000 },
  );
}

/** One by one: each may ask a thread about its scorers, and a project has few of those at once. */
async function checkCells(
  actor: Actor,
  input: StartExperiment,
  cells: readonly CellRef[],
): Promise<RunRequest[]> {
  const { chain, rows = [], columns = [], models = [] } = input;
  const planned =
    chain === undefined ? null : await planChainCells(actor, chain, { rows, columns });
  const requests: RunRequest[] = [];
  for (const [index, cell] of cells.entries()) {
    const run = runOf(input, cell, planned?.[index] ?? null);
    const request = await checkRequest(actor, run).catch((error: unknown) => {
      throw cell.model ? withPathOf(error, models.indexOf(cell.model)) : error;
    });
    requests.push(request);
  }
  return requests;
}

/** For the log: what was crossed with what. */
const whatMeets = ({ versions, models, rows, columns = [] }: StartExperiment) =>
  rows
    ? { rows: rows.map(({ name }) => name), columns: columns.map(({ name }) => name) }
    : { versions, models: models?.map(({ provider, name }) => `${provider} / ${name}`) };

/** The cap is the experiment's: a run has none of its own. Of a chain it bears the names of its options. */
function runOf(
  { prompt, chain, evalSet, split, scorers, repeats, concurrency, cache }: StartExperiment,
  { version, model, option }: CellRef,
  planned: ChainCell | null,
): StartRun {
  const common = { evalSet, split, repeats, concurrency, cache, ...(scorers ? { scorers } : {}) };
  if (!planned) return StartRun.parse({ ...common, prompt, version, model });
  const title = [option?.row, option?.column ?? []].flat().join(", ").slice(0, LONGEST_TITLE);
  return StartRun.parse({
    ...{ ...common, chain, title },
    ...(planned.isVersion ? { version } : { chainContent: planned.content }),
  });
}

/** A run has one `model`; here it is one of `models`. */
function withPathOf(error: unknown, index: number): unknown {
  if (!isAppError(error) || !error.errors) return error;
  const errors = error.errors.map(({ path, message }) => ({
    path: path.replace(/^model\b/, `models.${index}`),
    message,
  }));
  return new AppError(error.code, error.message, { errors });
}

function requireAffordable(answers: number): void {
  if (answers <= MOST_ANSWERS) return;
  throw invalid(
    "repeats",
    `These are ${formatCount(answers)} answers; an experiment has at most ${formatCount(MOST_ANSWERS)}.`,
  );
}

/** The row, under the project's next number. */
async function createExperiment(
  tx: Tx,
  actor: Actor,
  { maxCostUsd, margin, rows, columns = [] }: StartExperiment,
  place: { promptId: string; evalSetId: string },
) {
  const [{ number }] = await tx.$queryRaw<[{ number: number }]>`
    update project set next_experiment = next_experiment + 1 where id = ${actor.projectId}::uuid
    returning next_experiment - 1 as number`;
  return tx.experiment.create({
    data: {
      ...place,
      projectId: actor.projectId,
      number,
      margin,
      maxCostUsd: maxCostUsd ?? null,
      ...(rows ? { options: json({ rows, columns }) } : {}),
      createdById: actor.userId,
      createdByName: actor.name,
    },
    select: { id: true, number: true },
  });
}
