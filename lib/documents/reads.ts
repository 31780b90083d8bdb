import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db, Prisma } from "@/lib/db/client";
import { likePattern } from "@/lib/db/like-pattern";
import { notFound } from "@/lib/http/app-error";
import type { Page } from "@/lib/http/contract";
import { cursorOf, parseCursor, parseNumberCursor } from "@/lib/http/cursor";
import type { DocumentSet, DocumentSetDetail, DocumentSetRevision } from "./contract";
import type { Document, DocumentFilters, DocumentSummary } from "./document-contract";
import { findDocument, isAt, toDocument } from "./document-rows";
import { findDocumentSet } from "./find-document-set";
import type { Language } from "./languages";

const read = { scope: "evals:read" } as const;
const EXCERPT = 300;

export async function listDocumentSets(
  actor: Actor,
  { limit, cursor, q, archived }: Page & { q?: string | undefined; archived: "true" | "false" },
): Promise<{ data: DocumentSet[]; nextCursor: string | null }> {
  authorize(actor, read);
  const [after] = parseCursor(cursor);
  const contains = { contains: q ?? "", mode: "insensitive" } as const;
  const rows = await db.documentSet.findMany({
    where: {
      projectId: actor.projectId,
      archivedAt: archived === "true" ? { not: null } : null,
      ...(q ? { OR: [{ name: contains }, { description: contains }] } : {}),
      ...(after ? { AND: { name: { gt: after } } } : {}),
    },
    include: { _count: { select: { documents: { where: { untilRevision: null } } } } },
    orderBy: { name: "asc" },
    take: limit + 1,
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    data: page.map((set) => toDocumentSet(set, set._count.documents)),
    nextCursor: rows.length > limit && last ? cursorOf(last.name) : null,
  };
}

export async function getDocumentSet(
  actor: Actor,
  name: string,
  { revision: pinned }: { revision?: number | undefined } = {},
): Promise<DocumentSetDetail> {
  authorize(actor, read);
  const set = await findDocumentSet(actor, name);
  const revision = pinned ?? set.revision;
  if (revision > set.revision) throw notFound(`Revision ${revision} of “${name}”`);
  const [rows, change, usedBy] = await Promise.all([
    db.$queryRaw<{ count: number }[]>`
      select count(*)::int as count from document d where ${isAt(set.id, revision)}`,
    db.documentSetRevision.findUnique({
      where: { documentSetId_number: { documentSetId: set.id, number: revision } },
    }),
    listChains(actor.projectId, name),
  ]);
  return {
    ...toDocumentSet(set, rows[0]?.count ?? 0),
    ...(change ? { language: change.language as Language } : {}),
    ...{ revision, latestRevision: set.revision, usedBy },
    change: change && toRevision(change),
  };
}

/** Chains with a version whose retrieval step searches the set. */
function listChains(projectId: string, name: string): Promise<DocumentSetDetail["usedBy"]> {
  return db.$queryRaw`
    select p.name as chain, max(v.number)::int as version
    from prompt_version v join prompt p on p.id = v.prompt_id
    where v.project_id = ${projectId}::uuid and v.chain is not null
      and jsonb_path_exists(v.chain, '$.steps[*].config ? (@.documents == $name)',
        jsonb_build_object('name', ${name}::text))
    group by p.name order by p.name`;
}

export async function listDocuments(
  actor: Actor,
  name: string,
  { limit, cursor, q, revision }: Page & DocumentFilters,
): Promise<{ data: DocumentSummary[]; nextCursor: string | null }> {
  authorize(actor, read);
  const set = await findDocumentSet(actor, name);
  const [after] = parseCursor(cursor);
  const pattern = likePattern(q ?? "");
  const filter = q
    ? Prisma.sql`and (d.document_id ilike ${pattern} or d.title ilike ${pattern} or d.text ilike ${pattern})`
    : Prisma.empty;
  const rows = await db.$queryRaw<(Omit<DocumentSummary, "updatedAt"> & { createdAt: Date })[]>`
    select d.document_id as id, d.title, left(d.text, ${EXCERPT}) as excerpt, length(d.text) as length,
      d.since_revision as since, d.created_at as "createdAt"
    from document d
    where ${isAt(set.id, revision ?? set.revision)} ${filter}
      and d.document_id collate "C" > ${after ?? ""}
    order by d.document_id collate "C" limit ${limit + 1}`;
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    data: page.map(({ createdAt, ...row }) => ({ ...row, updatedAt: createdAt.toISOString() })),
    nextCursor: rows.length > limit && last ? cursorOf(last.id) : null,
  };
}

export async function getDocument(
  actor: Actor,
  name: string,
  id: string,
  { revision }: { revision?: number | undefined } = {},
): Promise<Document> {
  authorize(actor, read);
  const set = await findDocumentSet(actor, name);
  const row = await findDocument(set.id, id, { revision: revision ?? set.revision });
  if (!row) throw notFound(`The document “${id}”`);
  return toDocument(row);
}

export async function listDocumentRevisions(
  actor: Actor,
  name: string,
  { limit, cursor }: Page,
): Promise<{ data: DocumentSetRevision[]; nextCursor: string | null }> {
  authorize(actor, read);
  const set = await findDocumentSet(actor, name);
  const before = parseNumberCursor(cursor);
  const rows = await db.documentSetRevision.findMany({
    where: { documentSetId: set.id, ...(before === undefined ? {} : { number: { lt: before } }) },
    orderBy: { number: "desc" },
    take: limit + 1,
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    data: page.map(toRevision),
    nextCursor: rows.length > limit && last ? cursorOf(String(last.number)) : null,
  };
}

type StoredRevision = Awaited<ReturnType<typeof db.documentSetRevision.findFirstOrThrow>>;

function toRevision(row: StoredRevision): DocumentSetRevision {
  const { number, summary, added, updated, removed, authorId, authorName, createdAt } = row;
  return {
    ...{ number, summary, added, updated, removed },
    language: row.language as Language,
    author: { id: authorId, name: authorName },
    createdAt: createdAt.toISOString(),
  };
}

type StoredSet = Awaited<ReturnType<typeof findDocumentSet>>;

function toDocumentSet(set: StoredSet, documents: number): DocumentSet {
  const { name, description, revision, createdAt, updatedAt, archivedAt } = set;
  return {
    ...{ name, description, revision, documents },
    language: set.language as Language,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    archivedAt: archivedAt?.toISOString() ?? null,
  };
}
