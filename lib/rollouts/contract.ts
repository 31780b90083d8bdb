import { z } from "zod";
import { Person, Role } from "@/lib/auth/contract";
import { Timestamp } from "@/lib/http/contract";
import { GuardedMetric, Guardrail, RolloutPlan } from "./plan/plan-contract";

export const RolloutState = z.enum(["running", "holding", "paused", "completed", "rolled_back"]);
export type RolloutState = z.infer<typeof RolloutState>;

/** Why a rollout does not go on although nobody paused it. */
export const HoldReason = z.enum([
  "no_traffic",
  "sample_ratio",
  "both_arms",
  "signal_metric",
  "not_measured",
  "inconclusive",
  "approval",
]);
export type HoldReason = z.infer<typeof HoldReason>;

/** One condition of the next step, met or not, with the figures that say so. */
export const StepCheck = z.object({
  code: z.enum(["time", "samples", "traffic", "split", "guardrails", "signals", "approval"]),
  isMet: z.boolean(),
  /** As a person reads it: "18 h 14 min to go". */
  text: z.string(),
});
export type StepCheck = z.infer<typeof StepCheck>;

export const GuardrailVerdict = z.enum(["pass", "fail", "inconclusive", "not_measured"]);
export type GuardrailVerdict = z.infer<typeof GuardrailVerdict>;

/** An arm's value with a band that holds at every look at once; `high` null: no upper edge yet. Rates are fractions. */
export const ArmFigure = z
  .object({
    value: z.number(),
    low: z.number(),
    high: z.number().nullable(),
    /** Units. */
    n: z.int(),
  })
  .meta({ id: "ArmFigure" });
export type ArmFigure = z.infer<typeof ArmFigure>;

export const GuardrailFigures = Guardrail.extend({
  verdict: GuardrailVerdict,
  stable: ArmFigure.nullable(),
  candidate: ArmFigure.nullable(),
  /** Candidate units with a known value. */
  n: z.int(),
  /** Evidence against the bar, 1 at the start; the guardrail fires at `evidenceThreshold`. */
  evidence: z.number().nullable(),
  evidenceThreshold: z.number(),
  /** Share of the requests that counted whose value never became known, by arm. */
  unknown: z.object({ stable: z.number().nullable(), candidate: z.number().nullable() }),
  /**
   * For quantiles: the arms' values are shares of slow requests, and this is the limit in ms that they count against;
   * `bar` is the share that is allowed. For others the bar as it is tested.
   */
  limitMs: z.number().nullable(),
  bar: z.number().nullable(),
  /** A breach that a person dismissed; it does not act again. */
  dismissed: z.object({ by: z.string(), at: Timestamp, reason: z.string() }).nullable(),
}).meta({ id: "GuardrailFigures" });
export type GuardrailFigures = z.infer<typeof GuardrailFigures>;

/** A metric of a guardrail in a segment that has no bar for it: shown, and never acted on. */
export const SegmentFigures = z
  .object({
    segment: z.string(),
    metric: GuardedMetric,
    stable: ArmFigure.nullable(),
    candidate: ArmFigure.nullable(),
    /** The bands of the two arms do not meet; they hold for all rows at once. */
    differs: z.boolean(),
    /** For quantiles the arms' values are shares of requests slower than this, as the guardrail's are. */
    limitMs: z.number().nullable(),
  })
  .meta({ id: "SegmentFigures" });
export type SegmentFigures = z.infer<typeof SegmentFigures>;

export const StageState = z.object({
  percent: z.number(),
  minMinutes: z.number(),
  minSamples: z.int(),
  requiresApproval: z.boolean(),
  state: z.enum(["done", "now", "next", "later", "skipped"]),
  startedAt: Timestamp.nullable(),
  endedAt: Timestamp.nullable(),
  /** Requests in the stage. */
  requests: z.object({ stable: z.int(), candidate: z.int() }),
});
export type StageState = z.infer<typeof StageState>;

export const RolloutEvent = z
  .object({
    id: z.string(),
    at: Timestamp,
    type: z.enum([
      "started",
      "advanced",
      "holding",
      "resumed",
      "paused",
      "breached",
      "dismissed",
      "warned",
      "rolled_back",
      "completed",
    ]),
    /** A person, or "Galley" where nobody was asked. */
    by: z.string(),
    isAutomatic: z.boolean(),
    sentence: z.string(),
    reason: z.string().nullable(),
    checks: z.array(StepCheck),
    /** The figures that it was decided on; null where a person decided without any. */
    guardrails: z.array(GuardrailFigures).nullable(),
    /** The whole basis as JSON, out of which the decision can be computed again. */
    hasBasis: z.boolean(),
  })
  .meta({ id: "RolloutEvent" });
export type RolloutEvent = z.infer<typeof RolloutEvent>;

/** Whether new units split as planned in the stage, and who was seen in both arms. */
export const SplitFigures = z.object({
  percent: z.number(),
  units: z.object({ stable: z.int(), candidate: z.int() }),
  evidence: z.number(),
  isOff: z.boolean(),
  /** Units whose requests reported an arm that they were not assigned to, of all units. */
  bothArms: z.int(),
  allUnits: z.int(),
  /** Requests that count in no arm: without a unit, pinned by a rule, or of another version. */
  withoutUnit: z.int(),
  pinned: z.int(),
  otherVersion: z.int(),
});
export type SplitFigures = z.infer<typeof SplitFigures>;

/** How a rollout does while it runs: `healthy` when every guardrail is certainly on its good side. */
export const RolloutHealth = z.enum(["healthy", "collecting", "no_data", "unguarded"]);
export type RolloutHealth = z.infer<typeof RolloutHealth>;

export const RolloutSummary = z
  .object({
    id: z.string(),
    number: z.int(),
    prompt: z.string(),
    environment: z.string(),
    release: z.object({ id: z.string(), number: z.int() }),
    stable: z.int().meta({ description: "The version that everybody else gets" }),
    candidate: z.int(),
    state: RolloutState,
    holdingFor: z.array(HoldReason).optional(),
    /** From 1; `stages` counts them, the last one being 100 %. */
    stage: z.int(),
    stages: z.int(),
    percent: z.number(),
    isGuarded: z.boolean(),
    health: RolloutHealth,
    startedAt: Timestamp,
    startedBy: Person,
    endedAt: Timestamp.nullable(),
    /** One sentence: what is so now, and what comes next. */
    sentence: z.string(),
  })
  .meta({ id: "RolloutSummary" });
export type RolloutSummary = z.infer<typeof RolloutSummary>;

export const Rollout = RolloutSummary.extend({
  plan: RolloutPlan,
  stageStates: z.array(StageState),
  stageStartedAt: Timestamp,
  next: z.object({ percent: z.number(), notBefore: Timestamp }).optional(),
  checks: z.array(StepCheck),
  guardrails: z.array(GuardrailFigures),
  segments: z.array(SegmentFigures),
  split: SplitFigures,
  events: z.array(RolloutEvent).meta({ description: "Newest first, at most 200" }),
  releaseRole: Role,
  /** Until when observations have been counted. */
  countedAt: Timestamp.nullable(),
}).meta({ id: "Rollout" });
export type Rollout = z.infer<typeof Rollout>;

/** Figures over time; at most 300 moments. One entry per guardrail, in the plan's order. */
export const RolloutHistory = z
  .object({
    points: z.array(
      z.object({
        at: Timestamp,
        percent: z.number(),
        guardrails: z.array(
          z.object({
            stable: ArmFigure.nullable(),
            candidate: ArmFigure.nullable(),
            evidence: z.number().nullable(),
          }),
        ),
      }),
    ),
  })
  .meta({ id: "RolloutHistory" });
export type RolloutHistory = z.infer<typeof RolloutHistory>;

/** How a release goes live in stages; kept current. */
export const ReleaseRollout = z
  .object({
    id: z.string(),
    number: z.int(),
    state: RolloutState,
    health: RolloutHealth,
    percent: z.number(),
    stages: z.array(StageState),
    guardrails: z.array(GuardrailFigures),
    endedAt: Timestamp.nullable(),
    /** Where it stands, or how it ended, in one sentence. */
    sentence: z.string(),
  })
  .meta({ id: "ReleaseRollout" });
export type ReleaseRollout = z.infer<typeof ReleaseRollout>;

/** A plan, tried on the traffic of the last 7 days. Minutes; null: not before the plan's end. */
export const PlanPreview = z
  .object({
    /** Units a day that asked for the prompt there; null: none were seen. */
    unitsPerDay: z.number().nullable(),
    requestsPerDay: z.number().nullable(),
    guardrails: z.array(
      z.object({
        /** What the stable version has now: the value of the last 7 days, null when not measured. */
        stableValue: z.number().nullable(),
        /** Why this guardrail cannot start; null: it can. */
        problem: z.string().nullable(),
        /** How soon some harms would be noticed: a rate in points, all else as a share. */
        harms: z.array(
          z.object({
            harm: z.number(),
            medianMinutes: z.number().nullable(),
            p95Minutes: z.number().nullable(),
          }),
        ),
      }),
    ),
    stages: z.array(
      z.object({
        /** When the stage has its least requests at this traffic, in minutes after it starts; null: never. */
        samplesAfterMinutes: z.number().nullable(),
      }),
    ),
  })
  .meta({ id: "PlanPreview" });
export type PlanPreview = z.infer<typeof PlanPreview>;

export const PreviewPlan = z
  .strictObject({
    prompt: z.string().min(1).max(120),
    version: z.int().min(1),
    environment: z.string().min(1).max(40),
    rollout: RolloutPlan,
  })
  .meta({ id: "PreviewPlan" });
export type PreviewPlan = z.infer<typeof PreviewPlan>;
