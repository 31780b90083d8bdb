import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import type { FeedbackInput, TraceFeedback } from "./contract";
import { addFeedback } from "./store/add-feedback";

/**
 * Adds what somebody says of a trace, also before the trace comes: a browser may be faster than the exporter of the
 * server. Feedback is a record of its own, with who and when, so the audit
 * log does not repeat it: applications send it with every request of theirs.
 */
export async function giveFeedback(
  actor: Actor,
  traceId: string,
  feedback: FeedbackInput,
  { key }: { key?: string } = {},
): Promise<TraceFeedback> {
  authorize(actor, { scope: "traces:write", role: "editor" });
  const by = { id: actor.kind === "key" ? actor.keyId : actor.userId, name: actor.name };
  return addFeedback(actor.projectId, traceId, { ...feedback, by, key });
}
