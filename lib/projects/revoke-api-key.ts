import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import { notFound } from "@/lib/http/app-error";

export async function revokeApiKey(actor: Actor, { key: id }: { key: string }): Promise<void> {
  authorize(actor, { scope: "admin", role: "admin" });
  await db.$transaction(async (tx) => {
    const { count } = await tx.apiKey.updateMany({
      where: { id, projectId: actor.projectId, revokedAt: null },
      data: { revokedAt: new Date() },
    });
    if (count === 0) throw notFound("This API key");
    const { name, lastFour } = await tx.apiKey.findUniqueOrThrow({ where: { id } });
    await recordEvent(tx, actor, {
      type: "api_key.revoked",
      subject: { type: "api_key", id },
      data: { name, lastFour },
    });
  });
}
