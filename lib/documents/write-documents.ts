import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db, type Tx } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import { formatCount } from "@/lib/format-number";
import { AppError } from "@/lib/http/app-error";
import { findDocumentSet } from "./find-document-set";
import type { Language } from "./languages";
import { MAX_DOCUMENTS, type PassageText } from "./passage";
import { toSearchText } from "./to-search-text";

export interface LockedDocumentSet {
  id: string;
  name: string;
  revision: number;
  language: Language;
}

/** What a change does to the set's current states. */
export interface DocumentChanges {
  summary: string;
  /** Rows that end. */
  close: string[];
  insert: (PassageText & { id: string })[];
  added: number;
  updated: number;
  removed: number;
  /** Another one than the set's, for all of its documents. */
  language?: Language;
}

/**
 * Every change of documents: locks the set, lets `decide` read it and say what changes, writes one new revision and
 * its event. A decision that changes nothing makes no revision.
 */
export async function writeDocuments<T extends DocumentChanges>(
  actor: Actor,
  name: string,
  decide: (tx: Tx, set: LockedDocumentSet) => Promise<T>,
  requireUnchanged?: () => Promise<void>,
): Promise<{ revision: number; changes: T }> {
  authorize(actor, { scope: "evals:write", role: "editor" });
  return db.$transaction(
    async (tx) => {
      const set = await lockSet(tx, actor, name);
      await requireUnchanged?.();
      const changes = await decide(tx, set);
      if (changes.close.length === 0 && changes.insert.length === 0) {
        return { revision: set.revision, changes };
      }
      const revision = set.revision + 1;
      const language = changes.language ?? set.language;
      const { summary, added, updated, removed } = changes;
      await writeStates(tx, set.id, { revision, language, changes });
      await tx.documentSetRevision.create({
        data: {
          ...{ documentSetId: set.id, number: revision, language, summary },
          ...{ added, updated, removed, authorId: actor.userId, authorName: actor.name },
        },
      });
      await tx.documentSet.update({ where: { id: set.id }, data: { revision, language } });
      await recordEvent(tx, actor, {
        type: "document_set.changed",
        subject: { type: "document_set", id: set.id },
        data: { name: set.name, revision, language, summary, added, updated, removed },
      });
      return { revision, changes };
    },
    { maxWait: 20_000, timeout: 120_000 },
  );
}

async function lockSet(tx: Tx, actor: Actor, name: string): Promise<LockedDocumentSet> {
  const { id } = await findDocumentSet(actor, name, tx);
  await tx.$executeRaw`select 1 from document_set where id = ${id}::uuid for update`;
  const set = await tx.documentSet.findUniqueOrThrow({ where: { id } });
  if (set.archivedAt) {
    throw new AppError("conflict", `The document set “${name}” is archived. Restore it first.`);
  }
  return { id, name: set.name, revision: set.revision, language: set.language as Language };
}

const CHARACTERS_PER_INSERT = 2_000_000;

async function writeStates(
  tx: Tx,
  documentSetId: string,
  {
    revision,
    language,
    changes,
  }: { revision: number; language: Language; changes: DocumentChanges },
): Promise<void> {
  const { close, insert, added, removed } = changes;
  if (close.length > 0) {
    await tx.$executeRaw`update document set until_revision = ${revision} where id = any(${close}::uuid[])`;
  }
  if (added > removed) await refuseTooMany(tx, documentSetId, insert.length);
  for (const part of inParts(insert)) {
    const rows = part.map(({ id, title, text }) => ({
      ...{ id, title, text, searchTitle: toSearchText(title), searchText: toSearchText(text) },
    }));
    await tx.$executeRaw`
      insert into document
        (id, document_set_id, document_id, title, text, since_revision, created_at, search)
      select gen_random_uuid(), ${documentSetId}::uuid, r.id, r.title, r.text, ${revision}, ${new Date()},
        setweight(to_tsvector(${language}::regconfig, r."searchTitle"), 'A')
          || setweight(to_tsvector(${language}::regconfig, r."searchText"), 'B')
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as r(id text, title text, text text, "searchTitle" text, "searchText" text)`;
  }
}

function* inParts(passages: readonly (PassageText & { id: string })[]) {
  let part: (PassageText & { id: string })[] = [];
  let characters = 0;
  for (const passage of passages) {
    part.push(passage);
    characters += passage.text.length + passage.title.length + 100;
    if (characters < CHARACTERS_PER_INSERT) continue;
    yield part;
    part = [];
    characters = 0;
  }
  if (part.length > 0) yield part;
}

async function refuseTooMany(tx: Tx, documentSetId: string, more: number): Promise<void> {
  const now = await tx.document.count({ where: { documentSetId, untilRevision: null } });
  if (now + more > MAX_DOCUMENTS) {
    throw new AppError(
      "too_large",
      `A document set holds at most ${formatCount(MAX_DOCUMENTS)} documents; this would make ${formatCount(now + more)}. Create a second set.`,
    );
  }
}
