import { randomUUID } from "node:crypto";
import { db } from "@/lib/db/client";
import { addCase } from "@/lib/eval-sets/add-case";
import type { RunStatus } from "@/lib/runs/contract";
import type { Example } from "./example-requests";
import { NAMES, type WholeProject } from "./whole-project";

/** Its cells as they would be at that moment. */
const putCells =
  (status: RunStatus) =>
  ({ ids }: WholeProject) =>
    db.run.updateMany({ where: { experimentId: ids.experiment }, data: { status, errored: 1 } });

const { prompt, evalSet, connection } = NAMES;
const HOLDOUT_CASE = { expected: "other", split: "holdout" } as const;

export const EXPERIMENT_EXAMPLES: Record<string, (project: WholeProject) => Example> = {
  "POST /experiments": () => ({
    body: {
      ...{ prompt, evalSet, versions: [1, 2] },
      models: [{ provider: connection, name: "baseline" }],
    },
  }),
  "PATCH /experiments/{experiment}": () => ({
    body: { maxCostUsd: 5 },
    prepare: putCells("completed"),
  }),
  "GET /experiments/{experiment}/holdout-runs": ({ ids }) => ({ query: { cell: ids.cell } }),
  "POST /experiments/{experiment}/holdout-runs": ({ ids }) => ({
    body: { cell: ids.cell },
    // Another case each time, so that no run has measured it yet.
    prepare: ({ admin }) =>
      addCase(admin, evalSet, { ...HOLDOUT_CASE, input: { ticket: randomUUID() } }),
  }),
  "POST /experiments/{experiment}/cancellation": () => ({ prepare: putCells("queued") }),
  "POST /experiments/{experiment}/error-retries": () => ({ prepare: putCells("completed") }),
};
