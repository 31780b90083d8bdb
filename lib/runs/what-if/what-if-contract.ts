import { z } from "zod";
import { CaseId } from "@/lib/eval-sets/case-content";
import { defineRoute, Json, Timestamp } from "@/lib/http/contract";
import { Outcome, RunParams, RunStatus } from "@/lib/runs/contract";

export const MockMode = z.enum(["live", "recorded", "canned"]);
export type MockMode = z.infer<typeof MockMode>;

/**
 * What would come out if a step had given another output: `"expected"` is what each case expects of it, anything else
 * the output itself. Steps before it keep what they gave. Of the steps after it, `mocks` says which run again (`live`),
 * keep what they gave (`recorded`) or answer from their tool's canned answers. Without `case` it is asked of every
 * case whose first wrong step this one is.
 */
export const StartWhatIf = z
  .strictObject({
    case: CaseId.optional(),
    step: z.string().min(1, "Name a step.").max(40),
    output: Json,
    mocks: z.record(z.string().max(40), MockMode).default({}),
  })
  .meta({ id: "StartWhatIf" });
export type StartWhatIf = z.infer<typeof StartWhatIf>;

export const PlannedStep = z
  .object({ key: z.string(), mode: MockMode, costUsd: z.number().nullable() })
  .meta({ id: "PlannedStep" });
export type PlannedStep = z.infer<typeof PlannedStep>;

/** The steps that run again, with what they cost when they ran: over all cases, null when nobody knows. */
export const WhatIfPlan = z
  .object({
    steps: z.array(PlannedStep),
    cases: z.int(),
    costUsd: z.number().nullable(),
    /** How long one case took in those steps. */
    latencyMs: z.number(),
  })
  .meta({ id: "WhatIfPlan" });
export type WhatIfPlan = z.infer<typeof WhatIfPlan>;

/** What a run keeps of the what-if that it answers. */
export const StoredWhatIf = z.object({
  step: z.string(),
  output: Json,
  mocks: z.record(z.string(), MockMode),
  caseRowIds: z.array(z.string()),
});
export type StoredWhatIf = z.infer<typeof StoredWhatIf>;

export const WhatIf = z
  .object({
    id: z.string(),
    number: z.int(),
    step: z.string(),
    output: Json,
    status: RunStatus,
    createdAt: Timestamp,
    /** Of its cases, those that pass now. */
    passed: z.int(),
    total: z.int(),
    cases: z.array(
      z.object({
        caseId: z.string(),
        outcome: Outcome,
        /** The first step that is wrong now; null: none. */
        firstWrongStep: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: "WhatIf" });
export type WhatIf = z.infer<typeof WhatIf>;

const StartedWhatIf = z.object({ id: z.string(), number: z.int() });

const path = "/api/v1/projects/{project}/runs/{run}/what-ifs";

export const startWhatIfRoute = defineRoute({
  method: "POST",
  path,
  summary: "Run cases again with another output of a step; `?plan=true` only says what would run",
  access: { scope: "evals:write", role: "editor" },
  params: RunParams,
  query: z.object({ plan: z.enum(["true", "false"]).default("false") }),
  body: StartWhatIf,
  status: 202,
  ownResponse: z.union([StartedWhatIf, WhatIfPlan]),
});
/** The same for callers: what comes back goes by `plan`. */
export type PlanWhatIfRoute = typeof startWhatIfRoute & { response: typeof WhatIfPlan };
export type StartWhatIfRoute = typeof startWhatIfRoute & { response: typeof StartedWhatIf };

export const listWhatIfsRoute = defineRoute({
  method: "GET",
  path,
  summary: "What-ifs of a run, newest first",
  access: { scope: "evals:read" },
  params: RunParams,
  response: z.object({ data: z.array(WhatIf), nextCursor: z.null() }),
});
