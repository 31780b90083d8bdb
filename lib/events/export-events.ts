import "server-only";
import { stringify } from "csv-stringify/sync";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { fileResponse } from "@/lib/http/file-response";
import type { AuditEvent, EventFilter, ExportEvents } from "./contract";
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

interface Format {
  name: string;
  type: string;
  head: string;
  write: (events: readonly AuditEvent[]) => string;
}

const FORMATS: Record<ExportEvents["format"], Format> = {
  csv: {
    name: "audit.csv",
    type: "text/csv",
    head: toCsv([COLUMNS]),
    write: (events) => toCsv(events.map(toRow)),
  },
  jsonl: {
    name: "audit.jsonl",
    type: "application/jsonl",
    head: "",
    write: (events) => events.map((event) => `${JSON.stringify(event)}\n`).join(""),
  },
};

/** The audit log as a file, oldest first, in constant memory. */
export async function exportEvents(
  actor: Actor,
  { format, ...filter }: ExportEvents,
): Promise<Response> {
  authorize(actor, { scope: "admin", role: "admin" });
  const { name, type, ...written } = FORMATS[format];
  return fileResponse(chunks(actor.projectId, filter, written), {
    name: `${actor.projectSlug}-${name}`,
    type,
  });
}

async function* chunks(
  projectId: string,
  filter: EventFilter,
  { head, write }: Pick<Format, "head" | "write">,
): AsyncGenerator<string> {
  yield head;
  let after = 0;
  for (;;) {
    const rows = await db.event.findMany({
      where: { ...whereOf(projectId, filter), seq: { gt: after } },
      orderBy: { seq: "asc" },
      take: BATCH,
    });
    if (rows.length > 0) yield write(rows.map(toAuditEvent));
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
