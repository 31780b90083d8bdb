import { db } from "@/lib/db/client";
import type { RunStatus } from "@/lib/runs/contract";
import type { Example } from "./example-requests";
import { NAMES, type WholeProject } from "./whole-project";

/** Its cells as they would be at that moment. */
const putCells =
  (status: RunStatus) =>
  ({ ids }: WholeProject) =>
    db.run.updateMany({ where: { experimentId: ids.experiment }, data: { status, errored: 1 } });

const { prompt, evalSet, connection } = NAMES;

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
  "POST /experiments/{experiment}/cancellation": () => ({ prepare: putCells("queued") }),
  "POST /experiments/{experiment}/error-retries": () => ({ prepare: putCells("completed") }),
};
