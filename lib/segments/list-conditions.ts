import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import type { SegmentCondition } from "./contract";

export const MAX_SEGMENTS = 100;

/** The project's segments in their order, for whoever matches them; the conditions were parsed when they were stored. */
export async function listConditions(
  actor: Actor,
): Promise<{ name: string; condition: SegmentCondition }[]> {
  const rows = await db.segment.findMany({
    where: { projectId: actor.projectId },
    orderBy: [{ position: "asc" }, { name: "asc" }],
    take: MAX_SEGMENTS,
    select: { name: true, condition: true },
  });
  return rows.map(({ name, condition }) => ({
    name,
    condition: condition as unknown as SegmentCondition,
  }));
}
