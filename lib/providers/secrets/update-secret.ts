import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import { lastFour } from "@/lib/providers/secrets/encrypt-secret";
import { getEndpointSecret } from "./reads";
import { sealEndpointSecret } from "./seal-secret";
import type { EndpointSecret, UpdateEndpointSecret } from "./secret-contract";

/** A new value under the same name, for the same server. */
export async function updateEndpointSecret(
  actor: Actor,
  name: string,
  { value }: UpdateEndpointSecret,
): Promise<EndpointSecret> {
  authorize(actor, { scope: "admin", role: "admin" });
  const { projectId } = actor;
  await getEndpointSecret(actor, name);
  await db.$transaction(async (tx) => {
    const { id } = await tx.endpointSecret.findUniqueOrThrow({
      where: { projectId_name: { projectId, name } },
    });
    await tx.endpointSecret.update({
      where: { id },
      data: { encryptedValue: sealEndpointSecret(id, value), lastFour: lastFour(value) },
    });
    await recordEvent(tx, actor, {
      type: "endpoint_secret.replaced",
      subject: { type: "endpoint_secret", id: name },
      data: { name },
    });
  });
  return getEndpointSecret(actor, name);
}
