import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { MAX_VIEWS, type TraceView, ViewFilters } from "./view-contract";

interface Row {
  name: string;
  query: string;
  createdAt: Date;
}

export async function listTraceViews(
  actor: Actor,
): Promise<{ data: TraceView[]; nextCursor: null }> {
  authorize(actor, { scope: "traces:read" });
  const rows = await db.traceView.findMany({
    where: { projectId: actor.projectId },
    orderBy: { name: "asc" },
    take: MAX_VIEWS,
  });
  return { data: rows.map(toTraceView), nextCursor: null };
}

/** A filter that this release no longer knows is shown without what it does not understand. */
export function toTraceView({ name, query, createdAt }: Row): TraceView {
  const params: Record<string, string> = Object.fromEntries(new URLSearchParams(query));
  const valid = Object.entries(params).filter(
    ([key, value]) => ViewFilters.safeParse({ [key]: value }).success,
  );
  return {
    name,
    filters: ViewFilters.parse(Object.fromEntries(valid)),
    query: String(new URLSearchParams(valid)),
    createdAt: createdAt.toISOString(),
  };
}
