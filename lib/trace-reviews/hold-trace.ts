import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { AppError, notFound } from "@/lib/http/app-error";
import { readTraceMarks } from "@/lib/traces/store/sample-traces";

export const HOLD_MINUTES = 3;

/**
 * Says "I have this one". Not recorded as an event: it changes nothing and ends by itself. A trace that is in
 * no queue needs no hold.
 */
export async function holdTrace(
  actor: Actor,
  traceId: string,
): Promise<{ heldUntil: string | null }> {
  authorize(actor, { scope: "evals:write", reads: "traces:read", role: "editor" });
  const { projectId, userId, name } = actor;
  const [hold] = await db.$queryRaw<{ heldUntil: Date }[]>`
    update trace_queue
    set held_by_id = ${userId}::uuid, held_by_name = ${name},
      held_until = now() + make_interval(mins => ${HOLD_MINUTES})
    where project_id = ${projectId}::uuid and trace_id = ${traceId}
      and (held_until is null or held_until < now()
        or (held_by_id is not distinct from ${userId}::uuid and held_by_name = ${name}))
    returning held_until as "heldUntil"`;
  if (hold) return { heldUntil: hold.heldUntil.toISOString() };
  const item = await db.traceQueueItem.findUnique({
    where: { projectId_traceId: { projectId, traceId } },
    select: { heldByName: true },
  });
  if (!item) {
    const [mark] = await readTraceMarks(projectId, [traceId]);
    if (!mark) throw notFound(`The trace ${traceId}`);
    return { heldUntil: null };
  }
  throw new AppError("conflict", `${item.heldByName ?? "Somebody"} is looking at this trace now.`);
}
