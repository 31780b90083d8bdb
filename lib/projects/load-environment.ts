import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { db, type Tx } from "@/lib/db/client";
import { notFound } from "@/lib/http/app-error";

/** An environment of the actor's project, or 404. */
export async function loadEnvironment(actor: Actor, name: string, from: Tx | typeof db = db) {
  const row = await from.environment.findUnique({
    where: { projectId_name: { projectId: actor.projectId, name } },
  });
  if (!row) throw notFound(`The environment ${name}`);
  return row;
}
