import type { JsonValue } from "@/lib/scorers/json-value";
import { TraceReview } from "./contract";

interface StoredReview {
  traceId: string;
  verdict: string;
  failureCategory: { id: string; name: string } | null;
  expected: unknown;
  note: string;
  rule: string;
  reviewerName: string;
  reviewedAt: Date;
}

export const withCategory = { failureCategory: { select: { id: true, name: true } } } as const;

export function toReview(row: StoredReview): TraceReview {
  return {
    traceId: row.traceId,
    verdict: TraceReview.shape.verdict.parse(row.verdict),
    category: row.failureCategory,
    expected: (row.expected ?? null) as JsonValue,
    note: row.note,
    rule: row.rule,
    reviewedBy: row.reviewerName,
    reviewedAt: row.reviewedAt.toISOString(),
  };
}
