import { z } from "zod";
import { defineRoute, listOf, Page, ProjectParams, Timestamp } from "@/lib/http/contract";

/** What people and webhooks are told. Noun and participle, as in the event log. */
export const ANNOUNCEMENT_TYPES = [
  "review.requested",
  "review.reviewers_named",
  "review.updated",
  "review.approvals_stale",
  "review.commented",
  "review.approved",
  "review.changes_requested",
  "review.decision_lifted",
  "review.waived",
  "review.closed",
  "review.reopened",
  "release.published",
  "release.rolled_back",
  "rollout.started",
  "rollout.advanced",
  "rollout.holding",
  "rollout.resumed",
  "rollout.paused",
  "rollout.breached",
  "rollout.dismissed",
  "rollout.warned",
  "rollout.rolled_back",
  "rollout.completed",
  "alert.breached",
  "alert.recovered",
  "alert.no_data",
  "failure_category.regressed",
  "audit.checkpoint",
] as const;
export const AnnouncementType = z.enum(ANNOUNCEMENT_TYPES);
export type AnnouncementType = z.infer<typeof AnnouncementType>;

/** What an inbox can hold: what webhooks are told, and what only one person or the admins need to know. */
export const NotificationType = z.enum([...ANNOUNCEMENT_TYPES, "webhook.gave_up", "api_key.waits"]);
export type NotificationType = z.infer<typeof NotificationType>;

/** What a release was decided on, in short; the release itself has all of it. */
export const ReleaseSummary = z.object({
  specRevision: z.int(),
  gates: z.array(
    z.object({
      criterion: z.string(),
      statement: z.string(),
      level: z.enum(["must", "should"]),
      verdict: z.enum(["pass", "fail", "inconclusive", "not_measured"]),
      value: z.number().nullable(),
      low: z.number().nullable(),
      high: z.number().nullable(),
      n: z.int(),
      /** Number of the newest run that it comes from. */
      run: z.int().nullable(),
      waivedBy: z.string().nullable(),
    }),
  ),
  approvals: z.array(z.object({ by: z.string(), at: Timestamp })),
});
export type ReleaseSummary = z.infer<typeof ReleaseSummary>;

/** What a sentence and a link are made of. `path` is the page within the project, as in `reviews/48`. */
export const AnnouncementData = z
  .object({
    path: z.string(),
    /** These four are absent for an alert, which is not about one version. */
    prompt: z.string().optional(),
    version: z.int().optional(),
    environment: z.string().optional(),
    /** Number of the review or release. */
    number: z.int().optional(),
    /** Title of the review, the goal of the release, or the name of the alert. */
    title: z.string(),
    alert: z
      .object({
        id: z.string(),
        metric: z.string(),
        comparator: z.string(),
        threshold: z.number(),
        windowMinutes: z.int(),
        /** Rates are fractions; null: too few samples. */
        value: z.number().nullable(),
        n: z.int(),
      })
      .optional(),
    /** The signed end of the audit log's chain, to be kept where nobody of Galley's database can change it. */
    checkpoint: z
      .object({
        projectId: z.string(),
        count: z.int(),
        hash: z.string(),
        at: Timestamp,
        sealedFrom: z.int(),
        seal: z.string(),
      })
      .optional(),
    /** Names of those whom it is about: who is asked to review, whose approvals are stale. */
    people: z.array(z.string()).optional(),
    /** The words that somebody wrote: a comment, what has to change, why it was rolled back. */
    text: z.string().optional(),
    /** Of a rollout: the share of the units that get the version, 0 to 100. */
    percent: z.number().optional(),
    /** The version that was there before. */
    replaces: z.int().nullable().optional(),
    /** What a release was decided on. */
    evidence: ReleaseSummary.optional(),
  })
  .meta({ id: "AnnouncementData" });
export type AnnouncementData = z.infer<typeof AnnouncementData>;

export const Notification = z
  .object({
    id: z.string(),
    type: NotificationType,
    at: Timestamp,
    readAt: Timestamp.nullable(),
    by: z.string(),
    /** What happened, in one sentence. */
    sentence: z.string(),
    data: AnnouncementData,
  })
  .meta({ id: "Notification" });
export type Notification = z.infer<typeof Notification>;

const base = "/api/v1/projects/{project}";
const ownNotifications = { scope: "prompts:read" } as const;

export const ListNotifications = Page.extend({ unread: z.enum(["true", "false"]).optional() });
export type ListNotifications = z.infer<typeof ListNotifications>;

export const NotificationList = listOf(Notification).extend({ unread: z.int() });
export type NotificationList = z.infer<typeof NotificationList>;

export const listNotificationsRoute = defineRoute({
  method: "GET",
  path: `${base}/notifications`,
  summary: "Your own inbox in this project, newest first; empty for a key that acts for itself",
  access: ownNotifications,
  params: ProjectParams,
  query: ListNotifications,
  response: NotificationList,
});

/** With neither: everything that is there now. */
export const MarkRead = z.strictObject({
  ids: z.array(z.uuid()).min(1).max(500).optional(),
  /** A page of the project, like `reviews/48`: all that is about it. */
  path: z.string().min(1).max(500).optional(),
});
export type MarkRead = z.infer<typeof MarkRead>;

export const markReadRoute = defineRoute({
  method: "POST",
  path: `${base}/notifications/reads`,
  summary: "Mark notifications as read: some, those about a page, or all of them",
  access: ownNotifications,
  params: ProjectParams,
  body: MarkRead,
  response: z.object({ unread: z.int() }),
});
