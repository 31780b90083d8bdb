import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import { notFound } from "@/lib/http/app-error";

export async function deleteTraceView(actor: Actor, name: string): Promise<void> {
  authorize(actor, { scope: "evals:write", reads: "traces:read", role: "editor" });
  const where = { projectId_name: { projectId: actor.projectId, name } };
  const view = await db.traceView.findUnique({ where });
  if (!view) throw notFound("This saved filter");
  await db.$transaction(async (tx) => {
    const { count } = await tx.traceView.deleteMany({ where: { id: view.id } });
    if (count === 0) return;
    await recordEvent(tx, actor, {
      type: "trace_view.removed",
      subject: { type: "trace_view", id: view.id },
      data: { name, query: view.query },
    });
  });
}
