import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { invalid } from "@/lib/http/app-error";

export async function requireConnection(actor: Actor, name: string, path: string) {
  const { projectId } = actor;
  const row = await db.connection.findFirst({ where: { projectId, name, removedAt: null } });
  if (row) return row;
  const connections = await db.connection.findMany({
    where: { projectId, removedAt: null },
    select: { name: true },
    orderBy: { name: "asc" },
    take: 20,
  });
  const names = connections.map((each) => each.name).join(", ");
  throw invalid(path, `There is no model connection “${name}”. This project has: ${names}.`);
}
