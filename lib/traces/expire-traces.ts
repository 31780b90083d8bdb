import "server-only";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import { log } from "@/lib/http/log";
import { DEFAULT_RETENTION_DAYS } from "@/lib/traces/settings/load-settings";
import { deleteTraces, forgetDropped } from "./store/delete-traces";
import { forgetUnclaimedFeedback } from "./store/early-feedback";
import { dropPartitions, mondayOf } from "./store/partitions";

const DAY_MS = 86_400_000;

/**
 * Deletes what is older than its project keeps traces, of all projects or of one. Weeks that nobody keeps any
 * more go as whole partitions, which costs nothing however many traces are in them.
 */
export async function expireTraces(
  { projectId }: { projectId?: string },
  signal?: AbortSignal,
): Promise<void> {
  const projects = await db.project.findMany({
    select: { id: true, slug: true, traceSettings: { select: { retentionDays: true } } },
  });
  const daysOf = (project: (typeof projects)[number]) =>
    project.traceSettings?.retentionDays ?? DEFAULT_RETENTION_DAYS;
  const longest = Math.max(DEFAULT_RETENTION_DAYS, ...projects.map(daysOf));
  await dropWeeks(longest);
  for (const project of projects) {
    if (signal?.aborted) return;
    if (projectId !== undefined && project.id !== projectId) continue;
    const startedBefore = new Date(Date.now() - daysOf(project) * DAY_MS);
    await forgetUnclaimedFeedback(project.id, startedBefore);
    const deleted = await deleteTraces(project.id, { startedBefore });
    if (deleted === 0) continue;
    const actor = systemActor(project, "retention");
    await db.$transaction((tx) =>
      recordEvent(tx, actor, {
        type: "traces.expired",
        subject: { type: "traces", id: project.id },
        data: { startedBefore: startedBefore.toISOString(), deleted },
      }),
    );
  }
}

/** A trace's bucket is at most a day from its start, so one day more is waited. */
async function dropWeeks(longestDays: number): Promise<void> {
  const before = mondayOf(new Date(Date.now() - (longestDays + 1) * DAY_MS));
  const dropped = await dropPartitions(before);
  if (dropped.length === 0) return;
  log().info({ partitions: dropped }, "weeks of traces that nobody keeps were dropped");
  await forgetDropped(before);
}
