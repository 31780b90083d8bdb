import { db } from "@/lib/db/client";
import { createDocumentSet } from "@/lib/documents/create-document-set";
import { importDocuments } from "@/lib/documents/import/import-documents";
import { actorOf } from "./seed-content";
import { HELP_PAGES } from "./traffic-help-pages";

const NAME = "help-center";

/** The help pages that the support application retrieves, as a set that a chain can search. */
export async function seedDocuments(projectId: string): Promise<void> {
  const ines = await actorOf("ines");
  const where = { projectId_name: { projectId, name: NAME } };
  const existing = await db.documentSet.findUnique({ where });
  if (!existing) {
    await createDocumentSet(ines, {
      name: NAME,
      description: "Pages of the public help center.",
      language: "english",
    });
  }
  const pages = Object.values(HELP_PAGES).map(({ content: text, ...page }) => ({ ...page, text }));
  await importDocuments(ines, NAME, {
    bytes: Buffer.from(JSON.stringify(pages)),
    contentType: "application/json",
    query: { dryRun: false, file: "help-center.json" },
  });
}
