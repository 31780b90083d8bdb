import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { fileResponse } from "@/lib/http/file-response";

const BATCH = 500;

/**
 * All recorded answers as JSON Lines, in the form that the import takes. For admins: answers to holdout
 * cases are among them.
 */
export async function exportRecordings(actor: Actor): Promise<Response> {
  authorize(actor, { scope: "admin", role: "admin" });
  return fileResponse(lines(actor.projectId), {
    name: `${actor.projectSlug}-recordings.jsonl`,
    type: "application/jsonl",
  });
}

async function* lines(projectId: string): AsyncGenerator<string> {
  let after = "";
  for (;;) {
    const rows = await db.recording.findMany({
      where: { projectId, requestHash: { gt: after } },
      orderBy: { requestHash: "asc" },
      take: BATCH,
    });
    for (const { requestHash, model, response } of rows) {
      yield `${JSON.stringify({ requestHash, model, response })}\n`;
    }
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return;
    after = last.requestHash;
  }
}
