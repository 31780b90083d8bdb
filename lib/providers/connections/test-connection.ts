import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { json } from "@/lib/db/json";
import { recordEvent } from "@/lib/events/record-event";
import type { ConnectionTest } from "@/lib/providers/contract";
import { makeProvider } from "@/lib/providers/sdk/make-provider";
import { findConnection, openConnection, urlGuard } from "./find-connection";
import { probeProvider } from "./probe-provider";

const TIMEOUT_MS = 15_000;

/** Asks the provider for its models, which costs nothing, and keeps the result with the connection. */
export async function testConnection(
  actor: Actor,
  { connection: name }: { connection: string },
): Promise<ConnectionTest> {
  authorize(actor, { scope: "admin", role: "admin" });
  const { id } = await findConnection(db, actor.projectId, name);
  const provider = makeProvider(await openConnection(actor.projectId, name), {
    guard: urlGuard(),
    projectId: actor.projectId,
  });
  const result = await probeProvider(provider, AbortSignal.timeout(TIMEOUT_MS));
  await db.$transaction(async (tx) => {
    await tx.connection.updateMany({
      where: { id },
      data: { lastTest: json({ ...result, at: new Date().toISOString() }) },
    });
    await recordEvent(tx, actor, {
      type: "connection.tested",
      subject: { type: "connection", id: name },
      data: { ok: result.ok, latencyMs: result.latencyMs, error: result.error },
    });
  });
  return result;
}
