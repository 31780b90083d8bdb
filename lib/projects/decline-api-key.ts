import "server-only";
import type { AccountActor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import { notFound } from "@/lib/http/app-error";
import { loadKeyAsMe } from "./load-key-as-me";

/** The member ends a key that acts as them, whatever their role and whoever made it. */
export async function declineApiKey(
  account: AccountActor,
  { key: id }: { key: string },
): Promise<void> {
  const { key, actor } = await loadKeyAsMe(account, id);
  authorize(actor, { scope: "prompts:read" });
  await db.$transaction(async (tx) => {
    const { count } = await tx.apiKey.updateMany({
      where: { id, revokedAt: null },
      data: { revokedAt: new Date() },
    });
    if (count === 0) throw notFound("This API key");
    await recordEvent(tx, actor, {
      type: key.confirmedAt ? "api_key.revoked" : "api_key.declined",
      subject: { type: "api_key", id },
      data: { name: key.name, lastFour: key.lastFour },
    });
  });
}
