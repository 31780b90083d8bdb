import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db, Prisma } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import { approveOwn } from "@/lib/holdout/approve-definition";
import { connectionDefinition } from "@/lib/holdout/connection-definition";
import { invalid } from "@/lib/http/app-error";
import type { ConnectionDetail, ConnectionKind, UpdateConnection } from "@/lib/providers/contract";
import { getConnection } from "@/lib/providers/reads";
import { lastFour } from "@/lib/providers/secrets/encrypt-secret";
import { checkConnectionEdit } from "./check-connection-edit";
import { sealConnectionKey } from "./connection-key";
import { findConnection, requireCallableUrl } from "./find-connection";

/** A new key, another address or other rate limits. What the last test said holds only for the same server and key. */
export async function updateConnection(
  actor: Actor,
  { connection: name }: { connection: string },
  edit: UpdateConnection,
): Promise<ConnectionDetail> {
  authorize(actor, { scope: "admin", role: "admin" });
  const { requestsPerMinute, tokensPerMinute } = edit;
  if (edit.baseUrl) requireCallableUrl(edit.baseUrl);
  await db.$transaction(async (tx) => {
    await tx.$executeRaw`select 1 from connection where project_id = ${actor.projectId}::uuid for update`;
    const row = await findConnection(tx, actor.projectId, name);
    const stored = {
      kind: row.kind as ConnectionKind,
      baseUrl: row.baseUrl,
      hasKey: row.encryptedKey !== null,
    };
    const problem = checkConnectionEdit(stored, edit);
    if (problem) throw invalid(problem.path, problem.message);
    const limits = {
      ...(requestsPerMinute === undefined ? {} : { requestsPerMinute }),
      ...(tokensPerMinute === undefined ? {} : { tokensPerMinute }),
    };
    const edited = await tx.connection.update({
      where: { id: row.id },
      data: {
        ...(edit.baseUrl === undefined ? {} : { baseUrl: edit.baseUrl }),
        ...(edit.apiKey === undefined
          ? {}
          : {
              encryptedKey: sealConnectionKey(row.id, edit.apiKey),
              keyLastFour: lastFour(edit.apiKey),
            }),
        ...(edit.baseUrl === undefined && edit.apiKey === undefined
          ? {}
          : { lastTest: Prisma.DbNull }),
        ...limits,
      },
    });
    await approveOwn(tx, actor, [
      { kind: "connection", subject: name, hash: connectionDefinition(edited) },
    ]);
    await recordEvent(tx, actor, {
      type: "connection.changed",
      subject: { type: "connection", id: name },
      data: {
        hasNewKey: edit.apiKey !== undefined,
        ...(edit.baseUrl === undefined ? {} : { baseUrl: { from: row.baseUrl, to: edit.baseUrl } }),
        ...limits,
      },
    });
  });
  return getConnection(actor, name);
}
