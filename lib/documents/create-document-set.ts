import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db, uniqueClash } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import { AppError } from "@/lib/http/app-error";
import { CreateDocumentSet, type DocumentSetDetail } from "./contract";
import { getDocumentSet } from "./reads";

export async function createDocumentSet(
  actor: Actor,
  input: CreateDocumentSet,
): Promise<DocumentSetDetail> {
  authorize(actor, { scope: "evals:write", role: "editor" });
  const { name, description, language } = CreateDocumentSet.parse(input);
  await db
    .$transaction(async (tx) => {
      const { id } = await tx.documentSet.create({
        data: { projectId: actor.projectId, name, description, language },
      });
      await recordEvent(tx, actor, {
        type: "document_set.created",
        subject: { type: "document_set", id },
        data: { name, language },
      });
    })
    .catch((error: unknown) => {
      if (!uniqueClash(error)) throw error;
      throw new AppError(
        "conflict",
        `A document set named “${name}” exists. Choose another name.`,
        { errors: [{ path: "name", message: "This name is taken." }] },
      );
    });
  return getDocumentSet(actor, name);
}
