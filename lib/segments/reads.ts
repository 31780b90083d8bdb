import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import type { Segment, SegmentListResponse } from "./contract";
import { findSegment } from "./find-segment";
import { MAX_SEGMENTS } from "./list-conditions";
import { toSegment } from "./to-segment";

export async function listSegments(actor: Actor): Promise<SegmentListResponse> {
  authorize(actor, { scope: "evals:read" });
  const rows = await db.segment.findMany({
    where: { projectId: actor.projectId },
    orderBy: [{ position: "asc" }, { name: "asc" }],
    take: MAX_SEGMENTS,
  });
  return { data: rows.map(toSegment), nextCursor: null };
}

export async function getSegment(actor: Actor, name: string): Promise<Segment> {
  authorize(actor, { scope: "evals:read" });
  return toSegment(await findSegment(actor, name));
}
