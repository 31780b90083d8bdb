import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize, requireOwnDecision } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { findPin } from "@/lib/deployments/pins/list-pins";
import { listPlaces } from "@/lib/deployments/pins/list-places";
import { endPin } from "@/lib/deployments/pins/write-pin";
import { notFound } from "@/lib/http/app-error";
import { markStale } from "@/lib/releases/serving/serving-cache";
import { recordPinEvent } from "./create-pin";
import { toPin } from "./reads";

/** Ends a pin, which stays as a record; 404 when somebody has removed it before. */
export async function deletePin(
  actor: Actor,
  { environment, pin: id }: { environment: string; pin: string },
): Promise<null> {
  authorize(actor, { scope: "releases:write", role: "editor" });
  requireOwnDecision(actor);
  const pin = await findPin(id, { projectId: actor.projectId, environment });
  if (!pin) throw notFound(`The pin ${id}`);
  authorize(actor, { scope: "releases:write", role: pin.environment.releaseRole });
  await db.$transaction(async (tx) => {
    if (!(await endPin(tx, actor, pin))) throw notFound(`The pin ${id}`);
    await recordPinEvent(tx, actor, "pin.removed", toPin(pin));
  });
  for (const place of await listPlaces(pin)) markStale(place);
  return null;
}
