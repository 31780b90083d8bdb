import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { AppError, notFound } from "@/lib/http/app-error";

export async function findSegment(actor: Actor, name: string) {
  const segment = await db.segment.findUnique({
    where: { projectId_name: { projectId: actor.projectId, name } },
  });
  if (!segment) throw notFound(`The segment “${name}”`);
  return segment;
}

export function nameTaken(name: string): AppError {
  return new AppError("conflict", `A segment named “${name}” exists. Choose another name.`, {
    errors: [{ path: "name", message: "This name is taken." }],
  });
}
