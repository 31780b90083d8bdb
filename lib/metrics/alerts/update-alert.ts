import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db, uniqueClash } from "@/lib/db/client";
import { json } from "@/lib/db/json";
import { recordEvent } from "@/lib/events/record-event";
import { segmentIdOf } from "@/lib/metrics/load-groups";
import type { Alert, AlertEdit } from "./alert-contract";
import { alertNameTaken, findAlert, toAlert, WITH_HISTORY } from "./find-alert";

/** A rule that changed, or that looks again after a pause, knows nothing yet: it starts over. */
export async function updateAlert(actor: Actor, id: string, edit: AlertEdit): Promise<Alert> {
  authorize(actor, { scope: "releases:write", role: "editor" });
  const alert = await findAlert(actor, id);
  if (edit.filter) await segmentIdOf(actor, edit.filter);
  const { filter, ...rest } = edit;
  const { name: _, ...rule } = edit;
  const startsOver = Object.keys(rule).length > 0;
  const row = await db
    .$transaction(async (tx) => {
      const changed = await tx.alert.update({
        where: { id: alert.id },
        data: {
          ...rest,
          ...(filter ? { filter: json(filter) } : {}),
          ...(startsOver
            ? {
                state: "no_data",
                stateSince: new Date(),
                beyondSince: null,
                checkedAt: null,
                lastValue: null,
                lastSamples: null,
              }
            : {}),
        },
        include: WITH_HISTORY,
      });
      await recordEvent(tx, actor, {
        type: "alert.edited",
        subject: { type: "alert", id: alert.id },
        data: edit,
      });
      return changed;
    })
    .catch((error: unknown) => {
      throw uniqueClash(error) ? alertNameTaken(edit.name ?? alert.name) : error;
    });
  return toAlert(row);
}
