import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db, Prisma } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import { AppError } from "@/lib/http/app-error";
import { BUILT_IN, countUses } from "@/lib/providers/reads";
import { findConnection } from "./find-connection";

/** Takes a connection away and forgets its key. Versions that name it stay as they are and cannot run. */
export async function deleteConnection(
  actor: Actor,
  { connection: name }: { connection: string },
  { confirmed }: { confirmed: boolean },
): Promise<void> {
  authorize(actor, { scope: "admin", role: "admin" });
  if (BUILT_IN.includes(name)) {
    throw new AppError("conflict", `${name} comes with every project and cannot be removed.`);
  }
  const { id } = await findConnection(db, actor.projectId, name);
  const prompts = (await countUses(actor.projectId)).get(name) ?? [];
  if (prompts.length > 0 && !confirmed) throw new AppError("conflict", inUse(name, prompts));
  await db.$transaction(async (tx) => {
    await tx.connection.updateMany({
      where: { id, removedAt: null },
      data: {
        removedAt: new Date(),
        encryptedKey: null,
        keyLastFour: null,
        lastTest: Prisma.DbNull,
      },
    });
    await recordEvent(tx, actor, {
      type: "connection.removed",
      subject: { type: "connection", id: name },
      data: { prompts: prompts.length },
    });
  });
}

function inUse(name: string, prompts: readonly string[]): string {
  const shown = prompts.slice(0, 5).join(", ");
  const more = prompts.length > 5 ? ` and ${prompts.length - 5} more` : "";
  return `The latest version of ${shown}${more} uses ${name} and could not run any more. Confirm to remove it all the same.`;
}
