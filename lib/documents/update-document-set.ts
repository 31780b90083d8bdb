import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db, type Tx } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import { type DocumentSetDetail, UpdateDocumentSet } from "./contract";
import { findDocumentSet } from "./find-document-set";
import type { Language } from "./languages";
import { getDocumentSet } from "./reads";
import { type LockedDocumentSet, writeDocuments } from "./write-documents";

/** Changes what belongs to the set as a whole. Another language indexes its documents anew, as a new revision. */
export async function updateDocumentSet(
  actor: Actor,
  name: string,
  input: UpdateDocumentSet,
  requireUnchanged?: () => Promise<void>,
): Promise<DocumentSetDetail> {
  authorize(actor, { scope: "evals:write", role: "editor" });
  const { description, language } = UpdateDocumentSet.parse(input);
  const set = await findDocumentSet(actor, name);
  const isOther = language !== undefined && language !== set.language;
  if (isOther) {
    await writeDocuments(
      actor,
      name,
      (tx, locked) => decide(tx, locked, language),
      requireUnchanged,
    );
  }
  await db.$transaction(async (tx) => {
    await tx.$queryRaw`select 1 from document_set where id = ${set.id}::uuid for update`;
    // With another language it was checked in the transaction that wrote it.
    if (!isOther) await requireUnchanged?.();
    await tx.documentSet.update({
      where: { id: set.id },
      data: {
        ...(description === undefined ? {} : { description }),
        // An empty set has no revision to hold it.
        ...(language === undefined ? {} : { language }),
      },
    });
    await recordEvent(tx, actor, {
      type: "document_set.edited",
      subject: { type: "document_set", id: set.id },
      data: { name, description, language },
    });
  });
  return getDocumentSet(actor, name);
}

async function decide(tx: Tx, set: LockedDocumentSet, language: Language) {
  const rows = await tx.document.findMany({
    where: { documentSetId: set.id, untilRevision: null },
    select: { id: true, documentId: true, title: true, text: true },
  });
  return {
    summary: `Language changed from ${set.language} to ${language}`,
    close: rows.map(({ id }) => id),
    insert: rows.map(({ documentId: id, title, text }) => ({ id, title, text })),
    ...{ added: 0, updated: rows.length, removed: 0, language },
  };
}
