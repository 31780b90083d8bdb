import { z } from "zod";
import { defineRoute } from "@/lib/http/contract";
import { Run, RunParams, RunStatus } from "./contract";
import { MaxCostUsd, RunTitle } from "./start-contract";

const path = "/api/v1/projects/{project}/runs";

export const UpdateRun = z.strictObject({
  title: RunTitle.optional(),
  maxCostUsd: MaxCostUsd.nullable().optional(),
});
export type UpdateRun = z.infer<typeof UpdateRun>;

export const updateRunRoute = defineRoute({
  method: "PATCH",
  path: `${path}/{run}`,
  summary: "Name a run, or change its cost cap",
  access: { scope: "evals:write", role: "editor" },
  params: RunParams,
  body: UpdateRun,
  response: Run,
});

const RunState = z.object({ id: z.string(), number: z.int(), status: RunStatus });
export type RunState = z.infer<typeof RunState>;

export const cancelRunRoute = defineRoute({
  method: "POST",
  path: `${path}/{run}/cancellation`,
  summary: "Cancel a run; finished answers are kept",
  access: { scope: "evals:write", role: "editor" },
  params: RunParams,
  status: 202,
  response: RunState,
});

export const retryErrorsRoute = defineRoute({
  method: "POST",
  path: `${path}/{run}/error-retries`,
  summary: "Retry the calls that have an error or no answer; keeps the rest",
  access: { scope: "evals:write", role: "editor" },
  params: RunParams,
  status: 202,
  response: RunState,
});
