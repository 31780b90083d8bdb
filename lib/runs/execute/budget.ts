import "server-only";
import { pool } from "@/lib/db/client";
import type { RunPlan } from "./load-run-plan";

/** What a run may cost. When it is spent no further call starts; calls under way may exceed it. */
export interface Budget {
  /** Asked before each call. */
  hasLeft: () => Promise<boolean>;
  /** Counts what a call has cost; null: nobody knows. */
  spend: (amountUsd: number | null) => Promise<void>;
}

type OnEmpty = (reason: string) => void;

/** `onEmpty` is told when the cap is reached, which an earlier shard or another cell may have done. */
export function makeBudget(plan: RunPlan, onEmpty: OnEmpty): Budget {
  return plan.experiment
    ? makeSharedBudget(plan.experiment, onEmpty)
    : makeOwnBudget(plan, onEmpty);
}

function makeOwnBudget({ costUsd, maxCostUsd }: RunPlan, onEmpty: OnEmpty): Budget {
  let spent = costUsd ?? 0;
  const hasLeft = async () => {
    const isLeft = maxCostUsd === null || spent < maxCostUsd;
    if (!isLeft) onEmpty(`Stopped at its cost cap of $${maxCostUsd}. Raise the cap and retry.`);
    return isLeft;
  };
  return {
    hasLeft,
    spend: async (amountUsd) => {
      spent += amountUsd ?? 0;
      await hasLeft();
    },
  };
}

const HAS_LEFT = `select spent_usd < max_cost_usd as "isLeft" from experiment where id = $1`;

const SPEND = `update experiment set spent_usd = spent_usd + $2::numeric where id = $1
  returning spent_usd < max_cost_usd as "isLeft"`;

/** Cells run in several jobs and workers, so the database counts what all of them have spent. */
function makeSharedBudget(
  { id, number, maxCostUsd }: NonNullable<RunPlan["experiment"]>,
  onEmpty: OnEmpty,
): Budget {
  const ask = async (name: string, text: string, values: unknown[]) => {
    const { rows } = await pool.query<{ isLeft: boolean }>({ name, text, values });
    const isLeft = rows[0]?.isLeft ?? false;
    if (!isLeft) {
      onEmpty(
        `Stopped at the cost cap of $${maxCostUsd} of experiment ${number}. Raise the cap and retry.`,
      );
    }
    return isLeft;
  };
  if (maxCostUsd === null) return { hasLeft: async () => true, spend: async () => {} };
  return {
    hasLeft: () => ask("experiment-left", HAS_LEFT, [id]),
    spend: async (amountUsd) => {
      if (amountUsd) await ask("experiment-spend", SPEND, [id, amountUsd]);
    },
  };
}
