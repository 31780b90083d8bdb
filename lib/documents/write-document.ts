import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { AppError, notFound } from "@/lib/http/app-error";
import { type DocumentChange, WriteDocument } from "./document-contract";
import { type DocumentRow, findDocument } from "./document-rows";
import { getDocument } from "./reads";
import { writeDocuments } from "./write-documents";

/** Creates a document or writes a new state of it; `since` names the state that was edited. */
export async function writeDocument(
  actor: Actor,
  name: string,
  id: string,
  input: WriteDocument,
  requireUnchanged?: () => Promise<void>,
): Promise<DocumentChange> {
  const { title, text, since } = WriteDocument.parse(input);
  const { revision } = await writeDocuments(
    actor,
    name,
    async (tx, set) => {
      const row = await findDocument(set.id, id, { revision: set.revision, tx });
      if (since !== undefined && since !== (row?.since ?? 0)) throw stale(id, row);
      const isSame = row?.title === title && row.text === text;
      return {
        summary: row ? `Document ${id} changed` : `Document ${id} added`,
        close: row && !isSame ? [row.rowId] : [],
        insert: isSame ? [] : [{ id, title, text }],
        ...{ added: row ? 0 : 1, updated: row ? 1 : 0, removed: 0 },
      };
    },
    requireUnchanged,
  );
  return { revision, document: await getDocument(actor, name, id, { revision }) };
}

/** Ends a document: revisions so far keep it. */
export async function deleteDocument(
  actor: Actor,
  name: string,
  id: string,
  requireUnchanged?: () => Promise<void>,
): Promise<{ revision: number }> {
  const { revision } = await writeDocuments(
    actor,
    name,
    async (tx, set) => {
      const row = await findDocument(set.id, id, { revision: set.revision, tx });
      if (!row) throw notFound(`The document “${id}”`);
      const summary = `Document ${id} removed`;
      return { summary, close: [row.rowId], insert: [], added: 0, updated: 0, removed: 1 };
    },
    requireUnchanged,
  );
  return { revision };
}

function stale(id: string, row: DocumentRow | null): AppError {
  const message = row
    ? `Someone changed the document “${id}” in revision ${row.since}. Look at that change and save again.`
    : `Someone removed the document “${id}”. Save it under a new id.`;
  return new AppError("stale", message, {
    errors: [{ path: "since", message: `The current state is of revision ${row?.since ?? 0}.` }],
  });
}
