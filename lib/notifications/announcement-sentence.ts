import type { AnnouncementData, NotificationType } from "./contract";

/** One plain sentence: who did what to which version, for inboxes, webhooks and chat alike. */
export function announcementSentence(
  type: NotificationType,
  by: string,
  data: AnnouncementData,
): string {
  const { prompt, version, environment, number, title } = data;
  const review = `review ${number}, “${title}”`;
  const what = `${prompt} v${version}`;
  switch (type) {
    case "review.requested":
      return data.people
        ? `${by} asks ${namesOf(data)} to review ${what} for ${environment}: “${title}”.`
        : `${by} asks for a review of ${what} for ${environment}: “${title}”.`;
    case "review.reviewers_named":
      return `${by} asks ${namesOf(data)} to review ${what} for ${environment} in ${review}.`;
    case "review.updated":
      return `${by} moved ${review}, to v${version}.${data.people ? ` The ${approvalsOf(data)} stale.` : ""}`;
    case "review.approvals_stale":
      return `The ${approvalsOf(data)} stale in ${review}: ${by} loosened what ${data.prompt} is measured by${because(data)}.`;
    case "review.commented":
      return `${by} commented on ${review}.`;
    case "review.approved":
      return `${by} approved ${what} for ${environment} in ${review}.`;
    case "review.changes_requested":
      return `${by} requested changes to ${what} in ${review}.`;
    case "review.decision_lifted":
      return `${by} withdrew a decision on ${what} in ${review}.`;
    case "review.waived":
      return `${by} accepted the risk of a gate of ${what} in ${review}${because(data)}.`;
    case "review.closed":
      return `${by} closed ${review}, without a release.`;
    case "review.reopened":
      return `${by} opened ${review}, again.`;
    case "release.published":
      return `${by} released ${what} to ${share(data)}${environment}${replaced(data)}.`;
    case "release.rolled_back":
      if (data.version === undefined) {
        return `${by} took ${data.prompt} offline in ${environment}${replaced(data)}${because(data)}.`;
      }
      return `${by} rolled ${environment} back to ${what}${replaced(data)}${because(data)}.`;
    case "rollout.started":
      return `${by} started to roll ${what} out to ${share(data)}${environment}.`;
    case "rollout.advanced":
      return `${by} advanced ${what} to ${share(data)}${environment}${because(data)}.`;
    case "rollout.holding":
      return `The rollout of ${what} to ${environment} holds at ${data.percent} %${because(data)}.`;
    case "rollout.resumed":
      return `The rollout of ${what} to ${environment} goes on at ${data.percent} %${because(data)}.`;
    case "rollout.paused":
      return `${by} paused the rollout of ${what} to ${environment} at ${data.percent} %${because(data)}.`;
    case "rollout.breached":
      return `A guardrail of ${what} in ${environment} is breached${because(data)}.`;
    case "rollout.dismissed":
      return `${by} dismissed a breach of ${what} in ${environment}${because(data)}.`;
    case "rollout.warned":
      return `Check the rollout of ${what} to ${environment}${because(data)}.`;
    case "rollout.rolled_back":
      return `${by} rolled ${what} back in ${environment}${because(data)}.`;
    case "rollout.completed":
      return `${what} is live for everybody in ${environment}${replaced(data)}.`;
    case "webhook.gave_up":
      return `The webhook to ${by} gave up delivering ${what} for ${environment}.`;
    case "api_key.waits":
      return `${by} created the API key “${title}” that would act as you. Confirm or decline it.`;
    case "alert.breached":
      return `Alert “${title}”: the metric is beyond its bar.`;
    case "alert.recovered":
      return `Alert “${title}”: the metric is back within its bar.`;
    case "alert.no_data":
      return `Alert “${title}”: too little data to tell.`;
    case "failure_category.regressed":
      return `“${title}” counted as fixed and is back${prompt && version ? ` in ${what}` : ""}${because(data)}.`;
    case "audit.checkpoint":
      return `The audit log has ${data.checkpoint?.count ?? 0} events. Keep this checkpoint to prove it later.`;
  }
}

const namesOf = ({ people = [] }: AnnouncementData) =>
  people.length < 2 ? people.join("") : `${people.slice(0, -1).join(", ")} and ${people.at(-1)}`;
const approvalsOf = (data: AnnouncementData) =>
  `${(data.people?.length ?? 0) > 1 ? "approvals" : "approval"} of ${namesOf(data)} ${(data.people?.length ?? 0) > 1 ? "are" : "is"}`;
const share = ({ percent }: AnnouncementData) => (percent === undefined ? "" : `${percent} % of `);
const replaced = ({ replaces }: AnnouncementData) => (replaces ? `, in place of v${replaces}` : "");
const because = ({ text }: AnnouncementData) => (text ? `: ${text.replace(/\.$/, "")}` : "");
