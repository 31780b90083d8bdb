import { randomUUID } from "node:crypto";
import { db } from "@/lib/db/client";
import type { Example } from "./example-requests";
import { fresh } from "./fresh-name";
import { NAMES, SENTINEL, type WholeProject } from "./whole-project";

const { evalSet } = NAMES;

export const FAILURE_CATEGORY_EXAMPLES: Record<string, (project: WholeProject) => Example> = {
  "POST /failure-categories": () => ({ body: { name: fresh("category") } }),
  "PATCH /failure-categories/{category}": () => ({ body: { state: "fixed" } }),
  "POST /failure-categories/{category}/merges": ({ id: projectId }) => {
    const into = randomUUID();
    return {
      body: { into },
      prepare: () =>
        db.failureCategory.create({
          data: { id: into, projectId, name: fresh("category"), state: "fixed" },
        }),
      isLast: true,
    };
  },
  "POST /failure-categories/{category}/splits": ({ ids }) => {
    const merge = randomUUID();
    return {
      body: { merge },
      prepare: async ({ id: projectId }) => {
        const { id: fromId } = await db.failureCategory.create({
          data: { projectId, name: fresh("category"), state: "fixed", archivedAt: new Date() },
        });
        const intoId = ids.category;
        const data = { id: merge, kind: "merge", fromId, intoId, byName: SENTINEL };
        return db.failureCategoryMove.create({ data });
      },
    };
  },
  "POST /failure-categories/{category}/cases": () => ({ body: { evalSet } }),
};
