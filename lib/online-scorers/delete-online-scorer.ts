import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import { findOnlineScorer } from "./find-online-scorer";

export async function deleteOnlineScorer(actor: Actor, id: string): Promise<null> {
  authorize(actor, { scope: "evals:write", reads: "traces:read", role: "editor" });
  const { name } = await findOnlineScorer(actor, id);
  await db.$transaction(async (tx) => {
    await tx.onlineScorer.update({
      where: { id },
      data: { archivedAt: new Date(), isEnabled: false },
    });
    await recordEvent(tx, actor, {
      type: "online_scorer.removed",
      subject: { type: "online_scorer", id },
      data: { name },
    });
  });
  return null;
}
