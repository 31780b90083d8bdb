import { z } from "zod";
import { GUARDED_METRICS } from "./guarded-metric";

export const GuardedMetric = z.enum(GUARDED_METRICS);
export type GuardedMetric = z.infer<typeof GuardedMetric>;

/** What happens once the metric is certainly beyond its bar. `hold` makes it a signal metric: it resumes by itself. */
export const BreachAction = z.enum(["roll_back", "pause", "hold"]);
export type BreachAction = z.infer<typeof BreachAction>;

export const MOST_STAGES = 12;
export const MOST_GUARDRAILS = 20;
/** 90 days. */
const MOST_MINUTES = 129_600;

export const PlannedStage = z.strictObject({
  /** Share of the units that get the candidate, above 0 to 100 with up to two decimals; 100 ends the rollout. */
  percent: z
    .number("Write a percentage.")
    .gt(0, "Write more than 0 %.")
    .max(100, "At most 100 %.")
    .multipleOf(0.01, "Write at most two decimals."),
  /** Least time in the stage; fractions of a minute are allowed. */
  minMinutes: z
    .number("Write the minutes.")
    .min(0, "Write 0 or more.")
    .max(MOST_MINUTES, "At most 90 days.")
    .default(0),
  /** Least requests to the candidate in the stage. */
  minSamples: z.int("Write a whole number.").min(0, "Write 0 or more.").max(1e9).default(0),
  /** A person has to advance it, also when all else is met. */
  requiresApproval: z.boolean().default(false),
});
export type PlannedStage = z.infer<typeof PlannedStage>;

export const Guardrail = z
  .strictObject({
    metric: GuardedMetric,
    /** On which side of the bar the metric has to stay. */
    comparator: z.enum(["<=", ">="]),
    /**
     * The bar. Rates are fractions. With `relativeTo: "control"` it is what the candidate may differ by from the stable
     * version: points of a rate (0.01 is one point), and for all else a share of the stable value (0.2 is +20 %).
     */
    threshold: z.number("Write the bar as a number."),
    relativeTo: z.enum(["absolute", "control"]).default("absolute"),
    /** Only requests of this segment. */
    segment: z.string().min(1).max(60).optional(),
    action: BreachAction.default("roll_back"),
  })
  .meta({ id: "Guardrail" });
export type Guardrail = z.infer<typeof Guardrail>;

/** What is done about something that no further data cures. */
export const Trouble = z.enum(["hold", "roll_back", "warn"]);
export type Trouble = z.infer<typeof Trouble>;

export const RolloutPlan = z
  .strictObject({
    stages: z
      .array(PlannedStage)
      .min(1, "Add at least one stage.")
      .max(MOST_STAGES, `At most ${MOST_STAGES} stages.`),
    guardrails: z
      .array(Guardrail)
      .max(MOST_GUARDRAILS, `At most ${MOST_GUARDRAILS} guardrails.`)
      .default([]),
    /**
     * How long after a request its outcome may become known; other figures wait 5 minutes at most. 0: a unit counts
     * with its first request, as soon as the value is known.
     */
    maturationMinutes: z
      .number("Write the minutes.")
      .min(0, "Write 0 or more.")
      .max(10_080, "At most 7 days.")
      .default(60),
    /** At the end of a stage, with a guardrail that is neither certainly good nor certainly bad. */
    onInconclusive: z.enum(["advance", "hold"]).default("advance"),
    onNoTraffic: z
      .strictObject({
        minutes: z.number().min(1, "At least 1 minute.").max(MOST_MINUTES).default(1_440),
        action: z.enum(["hold", "roll_back"]).default("hold"),
      })
      .default({ minutes: 1_440, action: "hold" }),
    /** The split is not the planned one, or more than 1 % of the units were seen in both arms. */
    onSplitTrouble: Trouble.default("hold"),
  })
  .superRefine(({ stages }, context) => {
    for (const [index, { percent }] of stages.entries()) {
      const before = stages[index - 1];
      if (before && percent <= before.percent) {
        context.addIssue({
          code: "custom",
          path: ["stages", index, "percent"],
          message: `Write more than the ${before.percent} % of the stage before.`,
        });
      }
    }
    if (stages[0]?.percent === 100) {
      context.addIssue({
        code: "custom",
        path: ["stages", 0, "percent"],
        message: "The first stage is everybody at once. Lower it, or release without a rollout.",
      });
    }
  })
  .meta({ id: "RolloutPlan" });
export type RolloutPlan = z.infer<typeof RolloutPlan>;
export type RolloutPlanInput = z.input<typeof RolloutPlan>;
