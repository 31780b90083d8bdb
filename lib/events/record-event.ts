import { createHash } from "node:crypto";
import type { Actor } from "@/lib/auth/actor";
import type { Tx } from "@/lib/db/client";
import { json } from "@/lib/db/json";
import { chainHash } from "./event-chain";

export interface NewEvent {
  /** Noun and participle: `prompt.created`, `version.saved`, `run.cancelled`. */
  type: string;
  subject: { type: string; id: string };
  /** What a reader of the audit log wants to know; never secrets, never holdout content. */
  data?: object;
}

/**
 * Appends to the project's event log, in the transaction of the change itself. Call it last: it takes the
 * project's chain lock, which is held until the commit.
 */
export async function recordEvent(tx: Tx, actor: Actor, event: NewEvent): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(${lockOf(actor.projectId)})`;
  const last = await tx.event.findFirst({
    where: { projectId: actor.projectId },
    orderBy: { seq: "desc" },
    select: { seq: true, hash: true },
  });
  const row = {
    projectId: actor.projectId,
    seq: (last?.seq ?? 0) + 1,
    at: new Date(),
    actorKind: actor.kind,
    actorId: actor.kind === "key" ? actor.keyId : actor.userId,
    actorName: actor.name,
    type: event.type,
    subjectType: event.subject.type,
    subjectId: event.subject.id,
    data: JSON.parse(JSON.stringify(event.data ?? {})) as object,
    prevHash: last?.hash ?? "",
  };
  await tx.event.create({ data: { ...row, data: json(row.data), hash: chainHash(row) } });
}

function lockOf(projectId: string): bigint {
  return createHash("sha256").update(`events:${projectId}`).digest().readBigInt64BE();
}
