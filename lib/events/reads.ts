import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { cursorOf, parseNumberCursor } from "@/lib/http/cursor";
import { loadCheckpoints } from "./checkpoints";
import type { AuditEvent, ChainVerification, EventFilter } from "./contract";
import { verifyChain } from "./verify-chain";

/** Newest first. */
export async function listEvents(
  actor: Actor,
  { limit, cursor, ...filter }: EventFilter & { limit: number; cursor?: string | undefined },
): Promise<{ data: AuditEvent[]; nextCursor: string | null }> {
  authorize(actor, { scope: "admin", role: "admin" });
  const before = parseNumberCursor(cursor);
  const rows = await db.event.findMany({
    where: {
      ...whereOf(actor.projectId, filter),
      ...(before === undefined ? {} : { seq: { lt: before } }),
    },
    orderBy: { seq: "desc" },
    take: limit + 1,
  });
  const data = rows.slice(0, limit).map(toAuditEvent);
  const last = data.at(-1);
  return { data, nextCursor: rows.length > limit && last ? cursorOf(String(last.seq)) : null };
}

export function whereOf(projectId: string, { actor, type, from, to }: EventFilter) {
  return {
    projectId,
    ...(actor
      ? {
          OR: [
            { actorId: actor },
            { actorName: { contains: actor, mode: "insensitive" as const } },
          ],
        }
      : {}),
    ...(type ? { type: { startsWith: type } } : {}),
    ...(from || to
      ? { at: { ...(from ? { gte: new Date(from) } : {}), ...(to ? { lt: new Date(to) } : {}) } }
      : {}),
  };
}

type EventRow = NonNullable<Awaited<ReturnType<typeof db.event.findFirst>>>;

export function toAuditEvent(row: EventRow): AuditEvent {
  return {
    seq: row.seq,
    at: row.at.toISOString(),
    actor: {
      kind: row.actorKind as AuditEvent["actor"]["kind"],
      id: row.actorId,
      name: row.actorName,
    },
    type: row.type,
    subject: { type: row.subjectType, id: row.subjectId },
    data: row.data as AuditEvent["data"],
    hash: row.hash,
  };
}

export async function verifyEvents(actor: Actor): Promise<ChainVerification> {
  authorize(actor, { scope: "admin", role: "admin" });
  const { checkpoints } = await loadCheckpoints();
  const project = { id: actor.projectId, slug: actor.projectSlug };
  const { count, problems, unsealedUntil } = await verifyChain(project, checkpoints);
  const [first] = problems;
  return {
    isWhole: first === undefined,
    count: first ? Math.max(0, first.seq - 1) : count,
    brokenAt: first?.seq ?? null,
    why: first?.sentence ?? null,
    problems: problems.map(({ sentence }) => sentence),
    unsealedUntil: unsealedUntil?.toISOString() ?? null,
    checkedAt: new Date().toISOString(),
  };
}
