import type { AnnouncementType } from "@/lib/notifications/contract";

/** What a webhook can be told of, in words that follow "when". */
export const EVENTS: readonly [AnnouncementType, string][] = [
  ["review.requested", "a review is requested"],
  ["review.reviewers_named", "reviewers are named"],
  ["review.updated", "a review moves to a newer version"],
  ["review.approvals_stale", "an approval becomes stale because evidence was loosened"],
  ["review.commented", "someone comments"],
  ["review.approved", "a version is approved"],
  ["review.changes_requested", "changes are requested"],
  ["review.decision_lifted", "a decision is withdrawn"],
  ["review.waived", "the risk of a gate is accepted"],
  ["review.closed", "a review is closed"],
  ["review.reopened", "a review is opened again"],
  ["release.published", "a version goes live"],
  ["release.rolled_back", "a release is rolled back"],
  ["rollout.started", "a rollout starts"],
  ["rollout.advanced", "a rollout advances"],
  ["rollout.holding", "a rollout holds"],
  ["rollout.resumed", "a rollout goes on"],
  ["rollout.paused", "a rollout is paused"],
  ["rollout.breached", "a guardrail is breached"],
  ["rollout.dismissed", "a breach is dismissed"],
  ["rollout.warned", "a rollout needs a look"],
  ["rollout.rolled_back", "a rollout is rolled back"],
  ["rollout.completed", "a rollout completes"],
  ["alert.breached", "an alert begins"],
  ["alert.recovered", "an alert ends"],
  ["alert.no_data", "an alert has too little data"],
  ["failure_category.regressed", "a fixed failure category comes back"],
  ["audit.checkpoint", "the audit log has grown (every few minutes)"],
];

/** What a new webhook is told of: a channel that people read has no use for checkpoints. */
export const USUAL_EVENTS = EVENTS.map(([type]) => type).filter(
  (type) => type !== "audit.checkpoint",
);
