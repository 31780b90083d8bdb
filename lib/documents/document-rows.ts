import "server-only";
import { db, Prisma, type Tx } from "@/lib/db/client";
import type { Document } from "./document-contract";

const { sql } = Prisma;

/** Documents of a set as they were at a revision. */
export function isAt(documentSetId: string, revision: number) {
  return sql`d.document_set_id = ${documentSetId}::uuid and d.since_revision <= ${revision}
    and (d.until_revision is null or d.until_revision > ${revision})`;
}

export interface DocumentRow {
  rowId: string;
  id: string;
  title: string;
  text: string;
  since: number;
  createdAt: Date;
}

/** One document at a revision, or null. */
export async function findDocument(
  documentSetId: string,
  id: string,
  { revision, tx = db }: { revision: number; tx?: Tx | typeof db },
): Promise<DocumentRow | null> {
  const [row] = await tx.$queryRaw<DocumentRow[]>`
    select d.id as "rowId", d.document_id as id, d.title, d.text, d.since_revision as since,
      d.created_at as "createdAt"
    from document d where ${isAt(documentSetId, revision)} and d.document_id = ${id}`;
  return row ?? null;
}

export const toDocument = ({ id, title, text, since, createdAt }: DocumentRow): Document => ({
  id,
  title,
  text,
  since,
  updatedAt: createdAt.toISOString(),
});
