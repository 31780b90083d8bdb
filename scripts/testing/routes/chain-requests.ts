import { randomUUID } from "node:crypto";
import { db } from "@/lib/db/client";
import { chainOf } from "./chain-project";
import type { Example } from "./example-requests";
import { NAMES, SENTINEL, type WholeProject } from "./whole-project";

const tried = chainOf("tried");

/** A chain's versions are saved and its drafts written as a prompt's are; only what they hold differs. */
export const CHAIN_EXAMPLES: Record<string, (project: WholeProject) => Example> = {
  "POST /chains": () => ({ body: { name: `chain-${randomUUID().slice(0, 8)}` } }),
  "PATCH /chains/{name}": () => ({ body: { description: "Other words" } }),
  "POST /chains/{name}/versions": () => ({
    body: { ...chainOf(randomUUID()), commitMessage: SENTINEL },
  }),
  "PUT /chains/{name}/draft": () => ({
    body: { content: tried, baseVersion: 1, expectedRevision: 0 },
    isPersonal: true,
    prepare: ({ id }) => db.draft.deleteMany({ where: { prompt: { projectId: id } } }),
  }),
  "DELETE /chains/{name}/draft": () => ({ isPersonal: true }),
  "POST /chains/{name}/draft-diffs": () => ({ body: { from: 1, content: tried } }),
  "POST /chains/{name}/tries": () => ({
    body: { version: 1, variables: { ticket: "Where is it?" } },
  }),
  "POST /chain-checks": () => ({ body: tried }),
  "POST /chain-proposals": ({ ids }) => ({ body: { traces: [ids.trace] } }),
  "PUT /prompts/{name}/hint-dismissals/{hint}": () => ({}),
  "DELETE /prompts/{name}/hint-dismissals/{hint}": () => ({}),
  "POST /runs/{run}/what-ifs": ({ ids }) => ({
    params: { run: ids.chainRun },
    body: { case: NAMES.case, step: "sort", output: "other" },
  }),
};
