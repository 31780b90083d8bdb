import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { db, type Tx } from "@/lib/db/client";
import { notFound } from "@/lib/http/app-error";

export async function findDocumentSet(actor: Actor, name: string, tx: Tx | typeof db = db) {
  const set = await tx.documentSet.findUnique({
    where: { projectId_name: { projectId: actor.projectId, name } },
  });
  if (!set) throw notFound(`The document set “${name}”`);
  return set;
}
