import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import type { DocumentSetDetail } from "./contract";
import { findDocumentSet } from "./find-document-set";
import { getDocumentSet } from "./reads";

/** Archives a set or takes it back; chains that search it go on. Asking for the state that it has changes nothing. */
export async function archiveDocumentSet(
  actor: Actor,
  name: string,
  isArchived: boolean,
): Promise<DocumentSetDetail> {
  authorize(actor, { scope: "evals:write", role: "editor" });
  const set = await findDocumentSet(actor, name);
  await db.$transaction(async (tx) => {
    const { count } = await tx.documentSet.updateMany({
      where: { id: set.id, archivedAt: isArchived ? null : { not: null } },
      data: { archivedAt: isArchived ? new Date() : null },
    });
    if (count === 0) return;
    await recordEvent(tx, actor, {
      type: isArchived ? "document_set.archived" : "document_set.unarchived",
      subject: { type: "document_set", id: set.id },
      data: { name },
    });
  });
  return getDocumentSet(actor, name);
}
