import "server-only";
import { createHash } from "node:crypto";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import type { TraceDeletion } from "./contract";
import { deleteTraces } from "./store/delete-traces";

/**
 * Deletes what is stored of one unit or user, as a person may demand. The event says who did it and when, and
 * keeps of the id only its hash: enough to show that it was done, not who it was done for.
 */
export async function deleteTracesOf(
  actor: Actor,
  { unit, userId }: TraceDeletion,
): Promise<{ deleted: number }> {
  authorize(actor, { scope: "admin", role: "admin" });
  const deleted = await deleteTraces(actor.projectId, { unit, userId });
  const by = unit === undefined ? "userId" : "unit";
  await db.$transaction((tx) =>
    recordEvent(tx, actor, {
      type: "traces.deleted",
      subject: { type: "traces", id: by },
      data: { by, sha256: sha256(unit ?? userId ?? ""), deleted },
    }),
  );
  return { deleted };
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
