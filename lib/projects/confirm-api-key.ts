import "server-only";
import type { AccountActor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import { AppError, notFound } from "@/lib/http/app-error";
import type { KeyAsMe } from "./api-key-contract";
import { loadKeyAsMe } from "./load-key-as-me";
import { describeKeys } from "./reads";

/** The member lets a key that somebody else made act as them. Only in a session: no key confirms a key. */
export async function confirmApiKey(
  account: AccountActor,
  { key: id }: { key: string },
): Promise<KeyAsMe> {
  const { key, actor } = await loadKeyAsMe(account, id);
  authorize(actor, { scope: "prompts:read" });
  const row = await db.$transaction(async (tx) => {
    const { count } = await tx.apiKey.updateMany({
      where: { id, revokedAt: null, confirmedAt: null },
      data: { confirmedAt: new Date() },
    });
    if (count === 0) throw new AppError("conflict", `The key ${key.name} is confirmed already.`);
    await recordEvent(tx, actor, {
      type: "api_key.confirmed",
      subject: { type: "api_key", id },
      data: { name: key.name, lastFour: key.lastFour },
    });
    return tx.apiKey.findUniqueOrThrow({ where: { id } });
  });
  const [described] = await describeKeys([row]);
  if (!described) throw notFound("This API key");
  return { ...described, project: { slug: key.project.slug, name: key.project.name } };
}
