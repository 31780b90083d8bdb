import { z } from "zod";

export const DETECTORS = [
  "missed_escalation",
  "refused_valid_request",
  "tool_arguments",
  "over_long_answer",
  "unnecessary_context",
  "source_not_retrieved",
] as const;

/**
 * What a detector says: a hint with its reason, never a verdict. `does_not_apply`: the trace has nothing
 * that it could look at.
 */
export const Finding = z.object({
  detector: z.enum(DETECTORS),
  status: z.enum(["found", "not_found", "does_not_apply"]),
  reason: z.string(),
  /** Passages of what was asked or answered that it goes by. */
  marks: z.array(z.string()),
});
export type Finding = z.infer<typeof Finding>;
export type Detector = Finding["detector"];
type Answer = Omit<Finding, "detector">;

export const makeFinding = (reason: string, marks: readonly string[] = []): Answer => ({
  status: "found",
  reason,
  marks: [...marks],
});
export const notFound = (reason: string): Answer => ({ status: "not_found", reason, marks: [] });
export const doesNotApply = (reason: string): Answer => ({
  status: "does_not_apply",
  reason,
  marks: [],
});
