import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db, uniqueClash } from "@/lib/db/client";
import { json } from "@/lib/db/json";
import { recordEvent } from "@/lib/events/record-event";
import { AppError } from "@/lib/http/app-error";
import { segmentIdOf } from "@/lib/metrics/load-groups";
import { type Alert, type AlertInput, MAX_ALERTS } from "./alert-contract";
import { alertNameTaken, toAlert, WITH_HISTORY } from "./find-alert";

/** From the next look on, at most half a minute later. */
export async function createAlert(actor: Actor, input: AlertInput): Promise<Alert> {
  authorize(actor, { scope: "releases:write", role: "editor" });
  await segmentIdOf(actor, input.filter);
  const { projectId } = actor;
  const count = await db.alert.count({ where: { projectId, archivedAt: null } });
  if (count >= MAX_ALERTS) {
    throw new AppError("conflict", `A project has at most ${MAX_ALERTS} alerts.`);
  }
  const { filter, ...rule } = input;
  const row = await db
    .$transaction(async (tx) => {
      const created = await tx.alert.create({
        data: { projectId, ...rule, filter: json(filter), createdByName: actor.name },
        include: WITH_HISTORY,
      });
      await recordEvent(tx, actor, {
        type: "alert.created",
        subject: { type: "alert", id: created.id },
        data: input,
      });
      return created;
    })
    .catch((error: unknown) => {
      throw uniqueClash(error) ? alertNameTaken(input.name) : error;
    });
  return toAlert(row);
}
