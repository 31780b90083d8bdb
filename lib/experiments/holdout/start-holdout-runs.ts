import "server-only";
import type { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import { AppError } from "@/lib/http/app-error";
import { chooseScorers } from "@/lib/runs/choose-scorers";
import { planRun } from "@/lib/runs/plan-run";
import { checkRequest, lockEvalSet, planRequest, type RunRequest } from "@/lib/runs/start-run";
import type { StartHoldoutRuns, startHoldoutRunsRoute } from "./holdout-contract";
import { findHoldoutRun, loadHoldoutCells } from "./load-holdout-cells";

/**
 * Runs a cell and its baseline on the holdout, in one transaction: the best of many is the lucky one too, and other
 * cases tell. Each run is a look by the rules of any run. What was measured there already is not looked at again.
 */
export async function startHoldoutRuns(
  actor: Actor,
  idOrNumber: string,
  chosen: StartHoldoutRuns,
): Promise<z.infer<typeof startHoldoutRunsRoute.response>> {
  authorize(actor, { scope: "evals:write", role: "editor" });
  const { experiment, cells } = await loadHoldoutCells(actor, idOrNumber, chosen);
  const [first] = cells;
  const requests = new Map<string, RunRequest>();
  for (const { run, input } of cells) requests.set(run.id, await checkRequest(actor, input));
  return db.$transaction(
    async (tx) => {
      // Held, so that two who confirm at once do not both look.
      const set = await lockEvalSet(tx, actor, first.input);
      const scorers = await chooseScorers(tx, actor, first.input, set);
      const runs: { id: string; number: number }[] = [];
      let looks = 0;
      for (const cell of cells) {
        const before = await findHoldoutRun(cell, set, tx);
        const request = requests.get(cell.run.id);
        if (before || !request) {
          if (before) runs.push({ id: before.id, number: before.number });
          continue;
        }
        const plan = await planRequest(tx, actor, request, { set, scorers });
        runs.push(await planRun(tx, actor, plan));
        looks += 1;
      }
      if (looks === 0) throw measured(runs.map(({ number }) => number));
      await recordEvent(tx, actor, {
        type: "experiment.confirmed_on_holdout",
        subject: { type: "experiment", id: experiment.id },
        data: {
          number: experiment.number,
          prompt: first.run.prompt,
          runs: runs.map(({ number }) => number),
          looks,
        },
      });
      return { runs, looks };
    },
    { timeout: 30_000, maxWait: 10_000 },
  );
}

const measured = (numbers: readonly number[]) =>
  new AppError(
    "conflict",
    `${numbers.length === 1 ? "Run" : "Runs"} ${numbers.join(" and ")} measured ${numbers.length === 1 ? "it" : "them"} on the holdout already.`,
  );
