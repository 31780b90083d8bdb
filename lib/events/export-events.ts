import { stringify } from "csv-stringify/sync";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { fileResponse } from "@/lib/http/file-response";
import type { AuditEvent, EventFilter } from "./contract";
import { toAuditEvent, whereOf } from "./reads";

const BATCH = 1000;
const COLUMNS = [
  "seq",
  "at",
  "actor_kind",
  "actor",
  "type",
  "subject_type",
  "subject",
  "data",
  "hash",
];

/** The audit log as CSV, oldest first, in constant memory. */
export async function exportEvents(actor: Actor, filter: EventFilter): Promise<Response> {
  authorize(actor, { scope: "admin", role: "admin" });
  return fileResponse(chunks(actor.projectId, filter), {
    name: `${actor.projectSlug}-audit.csv`,
    type: "text/csv",
  });
}

async function* chunks(projectId: string, filter: EventFilter): AsyncGenerator<string> {
  yield toCsv([COLUMNS]);
  let after = 0;
  for (;;) {
    const rows = await db.event.findMany({
      where: { ...whereOf(projectId, filter), seq: { gt: after } },
      orderBy: { seq: "asc" },
      take: BATCH,
    });
    if (rows.length > 0) yield toCsv(rows.map(toAuditEvent).map(toRow));
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return;
    after = last.seq;
  }
}

function toRow({ seq, at, actor, type, subject, data, hash }: AuditEvent): string[] {
  const facts = JSON.stringify(data);
  return [String(seq), at, actor.kind, actor.name, type, subject.type, subject.id, facts, hash];
}

/** Names come from people: a cell that a spreadsheet would run as a formula is escaped. */
function toCsv(rows: string[][]): string {
  return stringify(rows, { escape_formulas: true });
}
