import { db } from "@/lib/db/client";
import type { Example } from "./example-requests";
import { fresh } from "./fresh-name";
import { NAMES, type WholeProject } from "./whole-project";

const { evalSet } = NAMES;

export const EVAL_SET_EXAMPLES: Record<string, (project: WholeProject) => Example> = {
  "POST /eval-sets": () => ({ body: { name: fresh("set") } }),
  "PATCH /eval-sets/{name}": () => ({ body: { description: "Other words" } }),
  "POST /eval-sets/{name}/archive": () => ({ isLast: true }),
  "DELETE /eval-sets/{name}/archive": () => ({}),
  "POST /eval-sets/{name}/case-edits": () => ({
    body: { caseIds: [NAMES.case], set: { kind: "edge" } },
  }),
  "POST /eval-sets/{name}/case-removals": () => ({ body: { caseIds: ["our-case-2"] } }),
  "POST /eval-sets/{name}/cases": () => ({
    body: { input: { ticket: fresh("ticket") }, expected: "other" },
  }),
  "PATCH /eval-sets/{name}/cases/{caseId}": () => ({ body: { expected: fresh("answer") } }),
  "DELETE /eval-sets/{name}/cases/{caseId}": () => ({}),
  "POST /eval-sets/{name}/cases/{caseId}/copies": () => ({}),
  "POST /eval-sets/{name}/imports": () => ({
    body: `input.ticket,expected\n${fresh("ticket")},other\n`,
    contentType: "text/csv",
  }),
  "POST /eval-sets/{name}/loosenings": () => ({ body: { scorers: [] } }),
  "POST /eval-sets/{name}/revisions/{number}/restoration": () => ({}),
  "POST /eval-sets/{name}/unsealings": () => ({
    body: { reason: "The next release measures on new cases" },
    prepare: async ({ id: projectId }) => {
      const projectId_name = { projectId, name: evalSet };
      const set = await db.evalSet.findUniqueOrThrow({ where: { projectId_name } });
      const caseId = fresh("held-out");
      return db.evalCase.create({
        data: {
          ...{ evalSetId: set.id, caseId, position: 1_000, sinceRevision: set.revision },
          ...{ split: "holdout", input: { ticket: caseId }, inputHash: caseId },
        },
      });
    },
  }),
  "POST /eval-sets/{name}/scorer-previews": () => ({ body: { scorer: { kind: "equals" } } }),
};
