import { z } from "zod";
import { defineRoute, listOf, Page, ProjectParams } from "@/lib/http/contract";
import { PlanPreview, PreviewPlan, Rollout, RolloutHistory, RolloutSummary } from "./contract";

const reason = z.string().trim().max(2_000, "At most 2,000 characters.");

export const PauseRollout = z
  .strictObject({ reason: reason.default("") })
  .default({ reason: "" })
  .meta({ id: "PauseRollout" });
export type PauseRollout = z.infer<typeof PauseRollout>;

/** A breach that paused the rollout is dismissed by resuming, or advancing: that needs a reason. */
export const ResumeRollout = z
  .strictObject({ reason: reason.default("") })
  .default({ reason: "" })
  .meta({ id: "ResumeRollout" });
export type ResumeRollout = z.infer<typeof ResumeRollout>;

export const AdvanceRollout = z
  .strictObject({
    reason: reason.default(""),
    /** The stage, from 1, that the person saw; 409 when it is another one by now. */
    stage: z.int().min(1).optional(),
  })
  .default({ reason: "" })
  .meta({ id: "AdvanceRollout" });
export type AdvanceRollout = z.infer<typeof AdvanceRollout>;

export const ListRollouts = Page.extend({
  prompt: z.string().max(120).optional(),
  environment: z.string().max(40).optional(),
  state: z.enum(["active", "ended"]).optional(),
});
export type ListRollouts = z.infer<typeof ListRollouts>;

/** An id, or the number that people call it by. */
export const RolloutParams = ProjectParams.extend({ rollout: z.string().min(1).max(60) });

const path = "/api/v1/projects/{project}/rollouts";
const reading = { scope: "prompts:read" } as const;
const releasing = { scope: "releases:write", role: "editor" } as const;

export const listRolloutsRoute = defineRoute({
  method: "GET",
  path,
  summary: "Rollouts, newest first; `state=active` for those that go on",
  access: reading,
  params: ProjectParams,
  query: ListRollouts,
  response: listOf(RolloutSummary),
});

export const getRolloutRoute = defineRoute({
  method: "GET",
  path: `${path}/{rollout}`,
  summary: "One rollout: where it stands, what each guardrail says, and what happened",
  access: reading,
  params: RolloutParams,
  response: Rollout,
});

export const getRolloutHistoryRoute = defineRoute({
  method: "GET",
  path: `${path}/{rollout}/history`,
  summary: "Each guardrail's figures over time",
  access: reading,
  params: RolloutParams,
  response: RolloutHistory,
});

export const getEventBasisRoute = defineRoute({
  method: "GET",
  path: `${path}/{rollout}/events/{event}/basis`,
  summary: "The exact figures that a decision saw",
  access: reading,
  params: RolloutParams.extend({ event: z.uuid() }),
  response: z.record(z.string(), z.unknown()),
});

export const pauseRolloutRoute = defineRoute({
  method: "POST",
  path: `${path}/{rollout}/pauses`,
  summary: "Stay at this stage; guardrails go on watching",
  access: releasing,
  params: RolloutParams,
  body: PauseRollout,
  status: 201,
  response: Rollout,
});

export const resumeRolloutRoute = defineRoute({
  method: "POST",
  path: `${path}/{rollout}/resumptions`,
  summary: "Go on after a pause; after a breach it needs a reason",
  access: releasing,
  params: RolloutParams,
  body: ResumeRollout,
  status: 201,
  response: Rollout,
});

export const advanceRolloutRoute = defineRoute({
  method: "POST",
  path: `${path}/{rollout}/advances`,
  summary:
    "Go to the next stage now, or to everybody after the last; while a guardrail is breached it needs a reason",
  access: releasing,
  params: RolloutParams,
  body: AdvanceRollout,
  status: 201,
  response: Rollout,
});

export const previewPlanRoute = defineRoute({
  method: "POST",
  path: `${path}/previews`,
  summary: "What a plan would notice, and how soon, at current traffic; nothing is kept",
  access: reading,
  params: ProjectParams,
  body: PreviewPlan,
  response: PlanPreview,
});
