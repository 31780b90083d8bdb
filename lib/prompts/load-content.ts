import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { contentOf, loadVersion } from "./load-prompt";
import { promptNamed } from "./prompt-named";
import { promptContent, type VersionedContent } from "./versioned-content";

/** The content of a version, or 404. */
export async function loadContent(
  actor: Actor,
  name: string,
  version: number,
): Promise<VersionedContent> {
  return promptContent(contentOf(await loadVersion(actor, name, version)));
}

/** The content of the version that a trace names; null when the project has none such. */
export async function findContent(
  projectId: string,
  { prompt, version }: { prompt: string | null; version: number | null },
): Promise<VersionedContent | null> {
  if (prompt === null || version === null) return null;
  const row = await db.promptVersion.findFirst({
    where: { number: version, prompt: { projectId, ...promptNamed(prompt) } },
  });
  return row && promptContent(contentOf(row));
}
