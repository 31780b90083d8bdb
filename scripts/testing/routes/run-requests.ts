import { db } from "@/lib/db/client";
import type { Example } from "./example-requests";
import { NAMES, type WholeProject } from "./whole-project";

const { prompt, evalSet } = NAMES;

export const RUN_EXAMPLES: Record<string, (project: WholeProject) => Example> = {
  "POST /runs": () => ({ body: { prompt, version: 1, evalSet } }),
  "POST /runs/import-previews": () => ({
    query: { evalSet },
    body: `case,output\n${NAMES.case},other\n`,
    contentType: "text/csv",
  }),
  "POST /runs/imports": () => ({
    query: { prompt, version: "1", evalSet },
    body: `case,output\n${NAMES.case},other\n`,
    contentType: "text/csv",
  }),
  "PATCH /runs/{run}": () => ({ body: { title: "Before the change" } }),
  "POST /runs/{run}/cancellation": ({ ids }) => ({ params: { run: ids.queuedRun } }),
  "POST /runs/{run}/categorisations": ({ ids }) => ({
    body: { category: ids.category, results: [{ caseId: NAMES.case }] },
  }),
  "POST /runs/{run}/error-retries": () => ({
    prepare: ({ ids }) =>
      db.run.update({ where: { id: ids.run }, data: { errored: 1, status: "completed" } }),
  }),
  "POST /run-checks": () => ({ body: { prompt, version: 1, evalSet } }),
  "POST /holdout-approvals": () => ({
    body: { kind: "connection", connection: NAMES.connection },
  }),
  "POST /holdout-approvals/checks": () => ({
    body: { prompt, version: 1, evalSet, split: "holdout" },
  }),
  "DELETE /holdout-approvals/{approval}": () => ({}),
};
