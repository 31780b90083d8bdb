import type { Segment, SegmentCondition } from "./contract";
import { describeCondition } from "./describe-condition";

interface StoredSegment {
  id: string;
  name: string;
  description: string;
  condition: unknown;
  createdAt: Date;
  updatedAt: Date;
}

/** A row as the contract has it; its condition was parsed when it was stored. */
export function toSegment(row: StoredSegment): Segment {
  const condition = row.condition as SegmentCondition;
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    condition,
    sentence: describeCondition(condition),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
