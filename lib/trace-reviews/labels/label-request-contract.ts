import { z } from "zod";
import { defineRoute, ProjectParams } from "@/lib/http/contract";
import { TraceFilters } from "@/lib/traces/filter-contract";

const Judge = z.string().trim().min(1, "Name the judge.").max(120);

/** Either traces that somebody chose, which never go to test, or a random draw of those that match. */
export const AskForLabels = z.union([
  z.strictObject({
    judge: Judge,
    traces: z.array(z.string().min(1).max(500)).min(1).max(50, "At most 50 at once."),
  }),
  z.strictObject({
    judge: Judge,
    filters: TraceFilters,
    count: z.int().min(1, "At least 1.").max(200, "At most 200."),
  }),
]);
export type AskForLabels = z.infer<typeof AskForLabels>;
export type AskForLabelsInput = z.input<typeof AskForLabels>;

export const LabelRequest = z
  .object({
    added: z.int(),
    /** In the queue already. */
    skipped: z.int(),
    left: z.array(z.object({ traceId: z.string(), reason: z.string() })),
  })
  .meta({ id: "LabelRequest" });
export type LabelRequest = z.infer<typeof LabelRequest>;

export const askForLabelsRoute = defineRoute({
  method: "POST",
  path: "/api/v1/projects/{project}/label-requests",
  summary: "Ask people to label the outputs of traces for a judge",
  access: { scope: "evals:write", reads: "traces:read", role: "editor" },
  params: ProjectParams,
  body: AskForLabels,
  status: 201,
  response: LabelRequest,
});
