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

/** What counts together: a run, or all cells of an experiment. */
interface Cap {
  table: "run" | "experiment";
  id: string;
  /** The end of the sentence that says why no further call starts. */
  name: string;
}

/**
 * `onEmpty` is told when the cap is reached, which another lane, shard or cell may have done: they work in several
 * jobs and workers, so the database counts what all of them have spent.
 */
export function makeBudget(plan: RunPlan, onEmpty: OnEmpty): Budget {
  const cap = capOf(plan);
  if (!cap) return { hasLeft: async () => true, spend: async () => {} };
  const { table, id } = cap;
  const ask = async (name: string, text: string, values: unknown[]) => {
    const { rows } = await pool.query<{ isLeft: boolean }>({ name, text, values });
    const isLeft = rows[0]?.isLeft ?? false;
    if (!isLeft) onEmpty(`Stopped at ${cap.name}. Raise the cap and retry.`);
    return isLeft;
  };
  return {
    hasLeft: () =>
      ask(
        `${table}-left`,
        `select spent_usd < max_cost_usd as "isLeft" from ${table} where id = $1`,
        [id],
      ),
    spend: async (amountUsd) => {
      if (!amountUsd) return;
      await ask(
        `${table}-spend`,
        `update ${table} set spent_usd = spent_usd + $2::numeric where id = $1
          returning spent_usd < max_cost_usd as "isLeft"`,
        [id, amountUsd],
      );
    },
  };
}

function capOf({ id, maxCostUsd, experiment }: RunPlan): Cap | null {
  if (experiment) {
    const { id, number, maxCostUsd } = experiment;
    const name = `the cost cap of $${maxCostUsd} of experiment ${number}`;
    return maxCostUsd === null ? null : { table: "experiment", id, name };
  }
  const name = `its cost cap of $${maxCostUsd}`;
  return maxCostUsd === null ? null : { table: "run", id, name };
}
