import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import type { SimilarAnswers } from "@/lib/trace-reviews/detectors/detect-long-answer";
import { runDetectors } from "@/lib/trace-reviews/detectors/run-detectors";
import { getTraceStanding } from "@/lib/traces/reads";
import type { ReviewSheet } from "./contract";
import { loadTrace } from "./load-trace";
import { getReviewSettings } from "./review-settings";
import { toReview, withCategory } from "./to-review";

export async function getReviewSheet(actor: Actor, traceId: string): Promise<ReviewSheet> {
  authorize(actor, { scope: "traces:read" });
  const { projectId } = actor;
  const key = { projectId_traceId: { projectId, traceId } };
  const [{ trace, content }, similar, { escalation }, review, item] = await Promise.all([
    loadTrace(actor, traceId),
    loadSimilarAnswers(actor, traceId),
    getReviewSettings(actor),
    db.traceReview.findUnique({ where: key, include: withCategory }),
    db.traceQueueItem.findUnique({ where: key }),
  ]);
  const tools = content ? (content.tools ?? []) : null;
  const isHeld = item?.heldUntil && item.heldUntil > new Date() && item.heldById !== actor.userId;
  return {
    traceId,
    queue: item && {
      week: item.week,
      rule: item.rule,
      reason: item.reason,
      heldBy: isHeld ? item.heldByName : null,
    },
    review: review && toReview(review),
    findings: runDetectors(trace, { tools, similar, escalation }),
  };
}

async function loadSimilarAnswers(actor: Actor, traceId: string): Promise<SimilarAnswers | null> {
  const { measures } = await getTraceStanding(actor, traceId);
  const tokens = measures.find(({ measure }) => measure === "outputTokens");
  return tokens?.p95 === null || !tokens ? null : { p95: tokens.p95, n: tokens.n };
}
