import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db, type Tx } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import { notFound } from "@/lib/http/app-error";
import type { Environment, UpdateEnvironment } from "./environment-contract";
import { toEnvironment } from "./reads";

export async function updateEnvironment(
  actor: Actor,
  { environment: name }: { environment: string },
  { position, ...rules }: UpdateEnvironment,
): Promise<Environment> {
  authorize(actor, { scope: "admin", role: "admin" });
  const row = await db.$transaction(async (tx) => {
    const where = { projectId_name: { projectId: actor.projectId, name } };
    const before = await tx.environment.findUnique({ where });
    if (!before) throw notFound(`The environment ${name}`);
    await tx.environment.update({ where, data: rules });
    if (position !== undefined) await moveTo(tx, actor.projectId, name, position);
    const after = await tx.environment.findUniqueOrThrow({ where });
    await recordEvent(tx, actor, {
      type: "environment.changed",
      subject: { type: "environment", id: name },
      data: { from: rulesOf(before), to: rulesOf(after) },
    });
    return after;
  });
  return toEnvironment(row);
}

async function moveTo(tx: Tx, projectId: string, name: string, position: number): Promise<void> {
  const rows = await tx.environment.findMany({
    where: { projectId, name: { not: name } },
    orderBy: [{ position: "asc" }, { name: "asc" }],
    select: { name: true },
  });
  const names = rows.map((row) => row.name);
  names.splice(position, 0, name);
  for (const [index, moved] of names.entries()) {
    await tx.environment.update({
      where: { projectId_name: { projectId, name: moved } },
      data: { position: index },
    });
  }
}

type Rules = Pick<Environment, "position" | "requiredApprovals" | "requiresGates" | "releaseRole">;

function rulesOf({ position, requiredApprovals, requiresGates, releaseRole }: Rules): Rules {
  return { position, requiredApprovals, requiresGates, releaseRole };
}
