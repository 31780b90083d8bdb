import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import { AppError, invalid, isAppError } from "@/lib/http/app-error";
import { requireCallableUrl } from "@/lib/providers/connections/find-connection";
import { lastFour } from "@/lib/providers/secrets/encrypt-secret";
import { getEndpointSecret } from "./reads";
import { sealEndpointSecret } from "./seal-secret";
import type { CreateEndpointSecret, EndpointSecret } from "./secret-contract";

const MOST = 50;

/** Keeps a header's value for the server of `address`, sealed. */
export async function createEndpointSecret(
  actor: Actor,
  { name, address, value }: CreateEndpointSecret,
): Promise<EndpointSecret> {
  authorize(actor, { scope: "admin", role: "admin" });
  const { projectId } = actor;
  requireAddress(address);
  const { origin } = new URL(address);
  await db.$transaction(async (tx) => {
    // The project's row is the lock, or two could pass the limit together.
    await tx.$executeRaw`select 1 from project where id = ${projectId}::uuid for update`;
    const present = await tx.endpointSecret.findMany({
      where: { projectId },
      select: { name: true },
    });
    if (present.some((secret) => secret.name === name)) {
      throw new AppError("conflict", `A secret named ${name} exists already.`);
    }
    if (present.length >= MOST) {
      throw new AppError("conflict", `A project has at most ${MOST} secrets.`);
    }
    const { id } = await tx.endpointSecret.create({
      data: { projectId, name, origin, encryptedValue: "", createdById: actor.userId },
    });
    await tx.endpointSecret.update({
      where: { id },
      data: { encryptedValue: sealEndpointSecret(id, value), lastFour: lastFour(value) },
    });
    await recordEvent(tx, actor, {
      type: "endpoint_secret.created",
      subject: { type: "endpoint_secret", id: name },
      data: { name, origin },
    });
  });
  return getEndpointSecret(actor, name);
}

function requireAddress(address: string): void {
  try {
    requireCallableUrl(address);
  } catch (error) {
    if (!isAppError(error)) throw error;
    throw invalid("address", error.message);
  }
}
