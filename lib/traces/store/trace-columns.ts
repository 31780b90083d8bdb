import "server-only";
import { Prisma } from "@/lib/db/client";
import { selectReportedUsage } from "@/lib/providers/usage/usage-columns";
import type { JsonValue } from "@/lib/scorers/json-value";
import type { Trace } from "../contract";

/** A row of `trace` as reads select it: names of the contract, times and money still of the driver. */
export type TraceRecord = Omit<
  Trace,
  "startedAt" | "endedAt" | "receivedAt" | "updatedAt" | "outcomeAt" | "segments" | "review"
> & {
  startedAt: Date;
  endedAt: Date;
  receivedAt: Date;
  updatedAt: Date;
  outcomeAt: Date | null;
  segmentIds: string[];
  input?: JsonValue;
  output?: JsonValue;
  verdict: string | null;
  category: string | null;
  reviewedBy: string | null;
  reviewedAt: Date | null;
};

export const FIGURES = Prisma.sql`
  t.id, t.name, t.source, t.started_at as "startedAt", t.ended_at as "endedAt",
  t.received_at as "receivedAt", t.updated_at as "updatedAt", t.environment, t.prompt, t.version,
  t.arm, t.unit, t.user_id as "userId", t.session_id as "sessionId", t.outcome,
  t.outcome_from as "outcomeFrom", t.outcome_at as "outcomeAt", t.error, t.attributes, t.language,
  t.input_length as "inputLength", t.input_preview as "inputPreview",
  t.output_preview as "outputPreview", t.model,
  ${Prisma.raw(selectReportedUsage("t"))}, t.latency_ms as "latencyMs", t.first_token_ms as "firstTokenMs",
  t.retries, t.tool_calls as "toolCalls", t.errors, t.steps as "stepCount",
  t.segments as "segmentIds"`;

export const REVIEW = Prisma.sql`
  r.verdict, c.name as category, r.reviewer_name as "reviewedBy", r.reviewed_at as "reviewedAt"`;

export const REVIEW_JOIN = Prisma.sql`
  left join trace_review r on r.project_id = t.project_id and r.trace_id = t.id
  left join failure_category c on c.id = r.failure_category_id`;

/** A record as the contract shows it; segments that were removed since are left out. */
export function toTrace(
  { segmentIds, verdict, category, reviewedBy, reviewedAt, ...record }: TraceRecord,
  segmentNames: ReadonlyMap<string, string>,
): Trace {
  return {
    ...record,
    startedAt: record.startedAt.toISOString(),
    endedAt: record.endedAt.toISOString(),
    receivedAt: record.receivedAt.toISOString(),
    updatedAt: record.updatedAt.toISOString(),
    outcomeAt: record.outcomeAt?.toISOString() ?? null,
    segments: segmentIds.flatMap((id) => segmentNames.get(id) ?? []),
    review:
      verdict === null
        ? null
        : {
            verdict,
            category,
            reviewedBy: reviewedBy ?? "",
            reviewedAt: reviewedAt?.toISOString() ?? "",
          },
  };
}
