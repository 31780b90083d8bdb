import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import { findAlert } from "./find-alert";

/** Its name is free again; what it told stays in the inboxes and in the log. */
export async function deleteAlert(actor: Actor, id: string): Promise<null> {
  authorize(actor, { scope: "releases:write", role: "editor" });
  const alert = await findAlert(actor, id);
  await db.$transaction(async (tx) => {
    await tx.alert.update({
      where: { id: alert.id },
      data: {
        archivedAt: new Date(),
        isEnabled: false,
        name: `${alert.name} (removed ${alert.id})`,
      },
    });
    await recordEvent(tx, actor, {
      type: "alert.removed",
      subject: { type: "alert", id: alert.id },
      data: { name: alert.name },
    });
  });
  return null;
}
