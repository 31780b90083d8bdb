import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { type Alert, MAX_ALERTS } from "./alert-contract";
import { findAlert, toAlert, WITH_HISTORY } from "./find-alert";

const reading = { scope: "traces:read" } as const;

export async function listAlerts(
  actor: Actor,
): Promise<{ data: Alert[]; nextCursor: string | null }> {
  authorize(actor, reading);
  const rows = await db.alert.findMany({
    where: { projectId: actor.projectId, archivedAt: null },
    include: WITH_HISTORY,
    orderBy: { id: "asc" },
    take: MAX_ALERTS,
  });
  return { data: rows.map(toAlert), nextCursor: null };
}

export async function getAlert(actor: Actor, id: string): Promise<Alert> {
  authorize(actor, reading);
  return toAlert(await findAlert(actor, id));
}
