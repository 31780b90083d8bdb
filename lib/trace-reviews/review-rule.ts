import { z } from "zod";

export const RULES = [
  "failed",
  "low_score",
  "escalated",
  "refused",
  "slow",
  "costly",
  "unusual",
  "random",
] as const;

export const RuleName = z.enum(RULES);
export type RuleName = z.infer<typeof RuleName>;

/** How large a part of the weekly target a rule picks; 0: none. */
export const ReviewRule = z.strictObject({ rule: RuleName, weight: z.int().min(0).max(10) });
export type ReviewRule = z.infer<typeof ReviewRule>;

export const DEFAULT_RULES: readonly ReviewRule[] = [
  { rule: "failed", weight: 3 },
  { rule: "low_score", weight: 2 },
  { rule: "escalated", weight: 3 },
  { rule: "refused", weight: 2 },
  { rule: "slow", weight: 1 },
  { rule: "costly", weight: 1 },
  { rule: "unusual", weight: 1 },
  { rule: "random", weight: 5 },
];
