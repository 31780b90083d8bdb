import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db, uniqueClash } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import { AppError, invalid } from "@/lib/http/app-error";
import { toTraceView } from "./list-views";
import { MAX_VIEWS, type SaveTraceView, type TraceView } from "./view-contract";

export async function saveTraceView(
  actor: Actor,
  { name, filters }: SaveTraceView,
): Promise<TraceView> {
  authorize(actor, { scope: "evals:write", reads: "traces:read", role: "editor" });
  const pairs = Object.entries(filters).flatMap(([key, value]) =>
    value === undefined || value === "" ? [] : [[key, String(value)]],
  );
  if (pairs.length === 0) throw invalid("filters", "Choose at least one filter to save.");
  const query = String(new URLSearchParams(pairs));
  const row = await db
    .$transaction(async (tx) => {
      if ((await tx.traceView.count({ where: { projectId: actor.projectId } })) >= MAX_VIEWS) {
        throw new AppError("conflict", "A project has at most 50 saved filters. Remove one first.");
      }
      const created = await tx.traceView.create({
        data: { projectId: actor.projectId, name, query, authorId: actor.userId },
      });
      await recordEvent(tx, actor, {
        type: "trace_view.saved",
        subject: { type: "trace_view", id: created.id },
        data: { name, query },
      });
      return created;
    })
    .catch((error: unknown) => {
      if (!uniqueClash(error)) throw error;
      throw new AppError(
        "conflict",
        `There is a saved filter named “${name}”. Choose another name, or remove that one first.`,
      );
    });
  return toTraceView(row);
}
