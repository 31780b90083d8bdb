import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db, uniqueClash } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import { AppError } from "@/lib/http/app-error";
import type { CreateEnvironment, Environment } from "./environment-contract";
import { toEnvironment } from "./reads";

const MOST = 20;

/** Adds an environment after the others. */
export async function createEnvironment(
  actor: Actor,
  input: CreateEnvironment,
): Promise<Environment> {
  authorize(actor, { scope: "admin", role: "admin" });
  const position = await db.environment.count({ where: { projectId: actor.projectId } });
  if (position >= MOST) {
    throw new AppError("conflict", `A project has at most ${MOST} environments.`);
  }
  const row = await db
    .$transaction(async (tx) => {
      const created = await tx.environment.create({
        data: { projectId: actor.projectId, position, ...input },
      });
      await recordEvent(tx, actor, {
        type: "environment.created",
        subject: { type: "environment", id: input.name },
        data: input,
      });
      return created;
    })
    .catch((error: unknown) => {
      if (!uniqueClash(error)) throw error;
      throw new AppError("conflict", `The environment ${input.name} exists already.`);
    });
  return toEnvironment(row);
}
