import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { json } from "@/lib/db/json";
import { recordEvent } from "@/lib/events/record-event";
import type { ReviewSettings, UpdateReviewSettings } from "./contract";
import { getReviewSettings } from "./review-settings";

/** Rules that are not named keep their weight; what is in a queue already stays there. */
export async function updateReviewSettings(
  actor: Actor,
  { target, rules, escalation }: UpdateReviewSettings,
): Promise<ReviewSettings> {
  authorize(actor, { scope: "evals:write", reads: "traces:read", role: "editor" });
  const { projectId } = actor;
  const before = await getReviewSettings(actor);
  const weights = new Map(rules?.map(({ rule, weight }) => [rule, weight]));
  const after: ReviewSettings = {
    target: target ?? before.target,
    rules: before.rules.map((one) => ({ ...one, weight: weights.get(one.rule) ?? one.weight })),
    escalation: escalation ?? before.escalation,
  };
  const stored = {
    reviewTarget: after.target,
    reviewRules: json({ rules: after.rules, escalation: after.escalation }),
  };
  await db.$transaction(async (tx) => {
    await tx.traceSettings.upsert({
      where: { projectId },
      create: { projectId, ...stored },
      update: stored,
    });
    await recordEvent(tx, actor, {
      type: "review_settings.changed",
      subject: { type: "project", id: projectId },
      data: { target: after.target, rules: after.rules, was: before.target },
    });
  });
  return after;
}
