import { z } from "zod";
import { defineRoute } from "@/lib/http/contract";
import { RunParams } from "@/lib/runs/contract";

const path = "/api/v1/projects/{project}/runs/{run}";

/** Failed cases without a category that fail much alike. */
export const FailureGroup = z
  .object({
    caseIds: z.array(z.string()),
    /** Words that most of them share and other failures do not. */
    terms: z.array(z.string()),
  })
  .meta({ id: "FailureGroup" });
export type FailureGroup = z.infer<typeof FailureGroup>;

export const listFailureGroupsRoute = defineRoute({
  method: "GET",
  path: `${path}/failure-groups`,
  summary: "Failed cases without a category that look alike, by their words; no model is asked",
  access: { scope: "evals:read" },
  params: RunParams,
  response: z.object({
    data: z.array(FailureGroup),
    nextCursor: z.null(),
    /** Cases that were compared with each other, and those beyond the most that can be. */
    compared: z.int(),
    left: z.int(),
  }),
});
