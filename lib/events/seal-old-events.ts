import "server-only";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { recordEvent } from "./record-event";

/**
 * Projects whose events were all written by a version without a key get their first sealed one, whose hash is
 * over all before it. A project whose head is gone although its events have seals gets nothing: that is for
 * `verify-audit` to say.
 */
export async function sealOldEvents(): Promise<void> {
  const projects = await db.$queryRaw<{ id: string; slug: string; events: number }[]>`
    select project.id::text as id, project.slug, last.seq as events
    from project
    cross join lateral (
      select seq, seal from event where project_id = project.id order by seq desc limit 1
    ) last
    where last.seal is null
      and not exists (select 1 from event_head where project_id = project.id)`;
  for (const { events, ...project } of projects) {
    await db.$transaction((tx) =>
      recordEvent(tx, systemActor(project, "audit"), {
        type: "audit.sealed",
        subject: { type: "project", id: project.slug },
        data: { events },
      }),
    );
  }
}
