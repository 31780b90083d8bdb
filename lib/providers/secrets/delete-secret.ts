import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import { formatList } from "@/lib/format-number";
import { AppError } from "@/lib/http/app-error";
import { getEndpointSecret } from "./reads";

/** Forgets a secret. Steps that name it have no answer from then on. */
export async function deleteEndpointSecret(
  actor: Actor,
  name: string,
  { confirmed }: { confirmed: boolean },
): Promise<void> {
  authorize(actor, { scope: "admin", role: "admin" });
  const { chains } = await getEndpointSecret(actor, name);
  if (chains.length > 0 && !confirmed) {
    throw new AppError(
      "conflict",
      `The latest version of ${formatList(chains.slice(0, 5))} sends ${name} and could not run any more. Confirm to delete it all the same.`,
    );
  }
  await db.$transaction(async (tx) => {
    await tx.endpointSecret.deleteMany({ where: { projectId: actor.projectId, name } });
    await recordEvent(tx, actor, {
      type: "endpoint_secret.deleted",
      subject: { type: "endpoint_secret", id: name },
      data: { name, chains: chains.length },
    });
  });
}
