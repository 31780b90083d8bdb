import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { notFound } from "@/lib/http/app-error";
import type { FeedbackInput, TraceFeedback } from "./contract";
import { addFeedback } from "./store/add-feedback";

/**
 * Adds what somebody says later of a trace. Feedback is a record of its own, with who and when, so the audit
 * log does not repeat it: applications send it with every request of theirs.
 */
export async function giveFeedback(
  actor: Actor,
  traceId: string,
  feedback: FeedbackInput,
): Promise<TraceFeedback> {
  authorize(actor, { scope: "traces:write", role: "editor" });
  const by = { id: actor.kind === "key" ? actor.keyId : actor.userId, name: actor.name };
  const added = await addFeedback(actor.projectId, traceId, { ...feedback, by });
  if (!added) throw notFound(`The trace ${traceId}`);
  return added;
}
