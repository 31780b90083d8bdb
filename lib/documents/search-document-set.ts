import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { notFound } from "@/lib/http/app-error";
import { type DocumentSearch, SearchDocuments } from "./document-contract";
import { findDocumentSet } from "./find-document-set";
import { searchDocuments } from "./search-documents";

/** A search as a chain does it, for people who try one. */
export async function searchDocumentSet(
  actor: Actor,
  name: string,
  input: SearchDocuments,
): Promise<DocumentSearch> {
  authorize(actor, { scope: "evals:read" });
  const search = SearchDocuments.parse(input);
  await findDocumentSet(actor, name);
  const result = await searchDocuments(actor.projectId, { ...search, documents: name });
  if (!result) throw notFound(`Revision ${search.revision} of “${name}”`);
  return result;
}
