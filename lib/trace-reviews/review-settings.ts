import "server-only";
import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { DEFAULT_ESCALATION, EscalationRule } from "@/lib/trace-reviews/detectors/escalation-rule";
import type { ReviewSettings } from "./contract";
import { DEFAULT_RULES, ReviewRule } from "./review-rule";

export const DEFAULT_TARGET = 60;

/** What stands in `trace_settings.review_rules`; what is not there is as it comes. */
export const StoredRules = z
  .object({ rules: z.array(ReviewRule), escalation: EscalationRule })
  .partial()
  .catch({});

export async function getReviewSettings(actor: Actor): Promise<ReviewSettings> {
  authorize(actor, { scope: "traces:read" });
  const row = await db.traceSettings.findUnique({
    where: { projectId: actor.projectId },
    select: { reviewTarget: true, reviewRules: true },
  });
  const stored = StoredRules.parse(row?.reviewRules ?? {});
  const weights = new Map(stored.rules?.map(({ rule, weight }) => [rule, weight]));
  return {
    target: row?.reviewTarget ?? DEFAULT_TARGET,
    rules: DEFAULT_RULES.map((one) => ({ ...one, weight: weights.get(one.rule) ?? one.weight })),
    escalation: stored.escalation ?? DEFAULT_ESCALATION,
  };
}
