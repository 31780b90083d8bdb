import "server-only";
import { createHash } from "node:crypto";
import type { Actor } from "@/lib/auth/actor";
import type { Tx } from "@/lib/db/client";
import { json } from "@/lib/db/json";
import { markWritten } from "@/lib/http/idempotency";
import { chainHash } from "./event-chain";
import { placeNext } from "./next-event";
import { sealEvent, sealHead } from "./seal";

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
  const { projectId } = actor;
  await markWritten(tx, event.subject);
  await tx.$executeRaw`select pg_advisory_xact_lock(${lockOf(projectId)})`;
  const last = await tx.event.findFirst({
    where: { projectId },
    orderBy: { seq: "desc" },
    select: { seq: true, hash: true, seal: true },
  });
  const head = await tx.eventHead.findUnique({ where: { projectId } });
  const { seq, prevHash, sealedFrom } = placeNext(last, head);
  const row = {
    projectId,
    seq,
    at: new Date(),
    actorKind: actor.kind,
    actorId: actor.kind === "key" ? actor.keyId : actor.userId,
    actorName: actor.name,
    type: event.type,
    subjectType: event.subject.type,
    subjectId: event.subject.id,
    data: JSON.parse(JSON.stringify(event.data ?? {})) as object,
    prevHash,
  };
  const hash = chainHash(row);
  const seal = sealEvent({ projectId, seq, hash });
  await tx.event.create({ data: { ...row, data: json(row.data), hash, seal } });
  if (sealedFrom === null) return;
  const moved = { projectId, count: seq, hash, at: row.at, sealedFrom };
  const data = { ...moved, seal: sealHead(moved) };
  if (head) await tx.eventHead.update({ where: { projectId }, data, select: { projectId: true } });
  else await tx.eventHead.create({ data, select: { projectId: true } });
}

function lockOf(projectId: string): bigint {
  return createHash("sha256").update(`events:${projectId}`).digest().readBigInt64BE();
}
