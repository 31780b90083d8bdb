import type { Actor } from "@/lib/auth/actor";
import { makeApiKey } from "@/lib/auth/api-key-format";
import { authorize } from "@/lib/auth/authorize";
import { hashToken } from "@/lib/auth/secret-token";
import { db } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import { invalid } from "@/lib/http/app-error";
import type { ApiKey, CreateApiKey } from "./contract";

/** Makes an API key; the answer is the only time that the key itself is seen. */
export async function createApiKey(
  actor: Actor,
  { name, scopes, expiresAt, actsAs }: CreateApiKey,
): Promise<ApiKey & { apiKey: string }> {
  authorize(actor, { scope: "admin", role: "admin" });
  const member = actsAs
    ? await db.member.findFirst({
        where: { projectId: actor.projectId, user: { email: actsAs } },
        include: { user: true },
      })
    : null;
  if (actsAs && !member) throw invalid("actsAs", `${actsAs} is not a member of this project.`);
  const { key, publicId, secret } = makeApiKey();
  const row = await db.$transaction(async (tx) => {
    const created = await tx.apiKey.create({
      data: {
        projectId: actor.projectId,
        name,
        publicId,
        secretHash: hashToken(secret),
        lastFour: key.slice(-4),
        scopes,
        expiresAt: expiresAt ? new Date(expiresAt) : null,
        actsAsId: member?.userId ?? null,
        createdById: actor.userId,
      },
    });
    await recordEvent(tx, actor, {
      type: "api_key.created",
      subject: { type: "api_key", id: created.id },
      data: { name, scopes, actsAs },
    });
    return created;
  });
  return {
    id: row.id,
    name,
    lastFour: row.lastFour,
    scopes,
    actsAs: member ? { id: member.userId, name: member.user.name } : null,
    createdBy: { id: actor.userId, name: actor.name },
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    lastUsedAt: null,
    apiKey: key,
  };
}
