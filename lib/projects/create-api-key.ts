import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { makeApiKey } from "@/lib/auth/api-key-format";
import { authorize } from "@/lib/auth/authorize";
import { hashToken } from "@/lib/auth/secret-token";
import { db, type Tx } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import { invalid } from "@/lib/http/app-error";
import type { ApiKey, CreateApiKey } from "./api-key-contract";

/**
 * Makes an API key; the answer is the only time that the key itself is seen. One that acts as another member
 * does not work before that member has confirmed it.
 */
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
  // Whoever holds a key is whoever made that one, whatever name it acts under.
  const createdById = actor.kind === "key" ? (actor.madeById ?? actor.userId) : actor.userId;
  const isOwn = actor.kind === "member" && actor.userId === member?.userId;
  // Whoever has the operator's shell has the database too.
  const isConfirmed = member !== null && (isOwn || actor.kind === "system");
  const isPending = member !== null && !isConfirmed;
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
        createdById,
        createdByKeyId: actor.kind === "key" ? actor.keyId : null,
        confirmedAt: isConfirmed ? new Date() : null,
      },
    });
    if (isPending && member) await askToConfirm(tx, actor, { member, keyName: name });
    await recordEvent(tx, actor, {
      type: "api_key.created",
      subject: { type: "api_key", id: created.id },
      data: { name, scopes, actsAs, ...(isPending ? { waitsFor: member?.user.name } : {}) },
    });
    return created;
  });
  return {
    id: row.id,
    name,
    lastFour: row.lastFour,
    scopes,
    actsAs: member ? { id: member.userId, name: member.user.name } : null,
    createdBy: { id: createdById, name: actor.name },
    state: isPending ? "pending" : "active",
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    ...{ lastUsedAt: null, firstUsedAt: null, lastRefusal: null, clients: [] },
    apiKey: key,
  };
}

/** Into the inbox of the one member, and to nobody else: no webhook is told. */
async function askToConfirm(
  tx: Tx,
  actor: Actor,
  { member, keyName }: { member: { userId: string }; keyName: string },
): Promise<void> {
  await tx.notification.create({
    data: {
      projectId: actor.projectId,
      userId: member.userId,
      type: "api_key.waits",
      data: { by: actor.name, path: "settings/keys", title: keyName },
    },
  });
}
