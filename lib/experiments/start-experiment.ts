import "server-only";
import type { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db, type Tx } from "@/lib/db/client";
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
import type { CellRef, StartExperiment, startExperimentRoute } from "./contract";
import { sameModel } from "./same-model";

/** A plan of many cells checks its cases once for each version. */
const PLANNING_MS = 60_000;

/**
 * Plans one run for each version with each model and hands them to the workers, in one transaction: all on
 * one revision of the set, with the same scorers and repeats. One that cannot work refuses all.
 */
export async function startExperiment(
  actor: Actor,
  input: StartExperiment,
): Promise<z.infer<typeof startExperimentRoute.response>> {
  authorize(actor, { scope: "evals:write", role: "editor" });
  const cells = listCells(input);
  const requests: RunRequest[] = [];
  // One by one: each may ask a thread about its scorers, and a project has few of those at once.
  for (const cell of cells) {
    const request = await checkRequest(actor, runOf(input, cell)).catch((error: unknown) => {
      throw withPathOf(error, input.models.indexOf(cell.model));
    });
    requests.push(request);
  }
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
      const baseline = cells.findIndex((cell) => isBaseline(cell, input));
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
          versions: input.versions,
          models: input.models.map(({ provider, name }) => `${provider} / ${name}`),
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

/** Row by row, as the table has them. */
const listCells = ({ versions, models }: StartExperiment): CellRef[] =>
  versions.flatMap((version) => models.map((model) => ({ version, model })));

const isBaseline = (cell: CellRef, { baseline }: StartExperiment): boolean =>
  baseline !== undefined &&
  baseline.version === cell.version &&
  sameModel(baseline.model, cell.model);

/** The cap is the experiment's: a run has none of its own. */
function runOf(
  { prompt, evalSet, split, scorers, repeats, concurrency, cache }: StartExperiment,
  cell: CellRef,
): StartRun {
  const common = { prompt, evalSet, split, repeats, concurrency, cache };
  return StartRun.parse({ ...common, ...cell, ...(scorers ? { scorers } : {}) });
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
  { maxCostUsd, margin }: StartExperiment,
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
      createdById: actor.userId,
      createdByName: actor.name,
    },
    select: { id: true, number: true },
  });
}
