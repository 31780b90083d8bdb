import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import { approveOwn } from "@/lib/holdout/approve-definition";
import { connectionDefinition } from "@/lib/holdout/connection-definition";
import { AppError } from "@/lib/http/app-error";
import type { ConnectionDetail, ConnectionInput } from "@/lib/providers/contract";
import { getConnection } from "@/lib/providers/reads";
import { lastFour } from "@/lib/providers/secrets/encrypt-secret";
import { sealConnectionKey } from "./connection-key";
import { requireCallableUrl } from "./find-connection";

const MOST = 50;

export async function createConnection(
  actor: Actor,
  { name, kind, baseUrl, apiKey, requestsPerMinute, tokensPerMinute }: ConnectionInput,
): Promise<ConnectionDetail> {
  authorize(actor, { scope: "admin", role: "admin" });
  if (baseUrl !== undefined) requireCallableUrl(baseUrl);
  await db.$transaction(async (tx) => {
    // Removed connections keep their rows, so the name has no unique index: the project's row is the lock.
    await tx.$executeRaw`select 1 from project where id = ${actor.projectId}::uuid for update`;
    const present = await tx.connection.findMany({
      where: { projectId: actor.projectId, removedAt: null },
      select: { name: true },
    });
    if (present.some((connection) => connection.name === name)) {
      throw new AppError("conflict", `A model connection named ${name} exists already.`);
    }
    if (present.length >= MOST) {
      throw new AppError("conflict", `A project has at most ${MOST} model connections.`);
    }
    const created = await tx.connection.create({
      data: {
        projectId: actor.projectId,
        name,
        kind,
        baseUrl: baseUrl ?? null,
        requestsPerMinute: requestsPerMinute ?? null,
        tokensPerMinute: tokensPerMinute ?? null,
        createdById: actor.userId,
      },
    });
    const { id } = created;
    const row =
      apiKey === undefined
        ? created
        : await tx.connection.update({
            where: { id },
            data: { encryptedKey: sealConnectionKey(id, apiKey), keyLastFour: lastFour(apiKey) },
          });
    await approveOwn(tx, actor, [
      { kind: "connection", subject: name, hash: connectionDefinition(row) },
    ]);
    await recordEvent(tx, actor, {
      type: "connection.created",
      subject: { type: "connection", id: name },
      data: { kind, baseUrl, hasKey: apiKey !== undefined, requestsPerMinute, tokensPerMinute },
    });
  });
  return getConnection(actor, name);
}
