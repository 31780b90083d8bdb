import "server-only";
import { createHash } from "node:crypto";
import { db, type Tx } from "@/lib/db/client";
import { canonicalJson } from "@/lib/http/body/canonical-json";
import { SegmentCondition } from "@/lib/segments/contract";
import { matchingSegments, type SegmentFacts } from "@/lib/segments/match-segment";

export interface SegmentRule {
  name: string;
  condition: SegmentCondition;
}

/** The project's segments in their order. */
export async function listSegmentsOf(
  projectId: string,
  tx: Tx | typeof db = db,
): Promise<SegmentRule[]> {
  const rows = await tx.segment.findMany({
    where: { projectId },
    orderBy: [{ position: "asc" }, { name: "asc" }],
    select: { name: true, condition: true },
  });
  return rows.map(({ name, condition }) => ({
    name,
    condition: SegmentCondition.parse(condition),
  }));
}

/** Aggregates by segment hold as long as the segments are the same. */
export function segmentsHash(segments: readonly SegmentRule[]): string {
  return createHash("sha256").update(canonicalJson(segments)).digest("hex").slice(0, 16);
}

export const segmentsOf = (facts: SegmentFacts, segments: readonly SegmentRule[]): string[] =>
  matchingSegments(segments, facts);
