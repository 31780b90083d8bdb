import { z } from "zod";
import { Json } from "@/lib/http/contract";

export const StepStatus = z.enum(["ok", "wrong", "not_reached", "errored"]);
export type StepStatus = z.infer<typeof StepStatus>;

/**
 * What one step of a chain did in one result. `not_reached`: it did not run, or ran after a step that was wrong, on an
 * input that says nothing about it.
 */
export const StepResult = z
  .object({
    key: z.string(),
    kind: z.string(),
    status: StepStatus,
    /** What the case expects of it; absent: nothing. */
    expected: Json.optional(),
    output: Json,
    /** Why it is wrong or has no answer. */
    reason: z.string().optional(),
    /** `live`, or what its output stands for in a rerun: recorded, canned, or set by a person. */
    mode: z.enum(["live", "recorded", "canned", "set"]),
    latencyMs: z.number(),
    costUsd: z.number().nullable(),
    inputTokens: z.int().nullable(),
    outputTokens: z.int().nullable(),
  })
  .meta({ id: "StepResult" });
export type StepResult = z.infer<typeof StepResult>;
