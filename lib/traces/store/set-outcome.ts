import "server-only";
import { Prisma, type Tx } from "@/lib/db/client";
import { outcomeObservationSql } from "@/lib/observations/write-observations";
import type { RequestOutcome } from "../span";

export type OutcomeFrom = "trace" | "feedback" | "review";

export interface SaidOutcome {
  outcome: RequestOutcome | null;
  from: OutcomeFrom | null;
  /** Now, unless an earlier word is put back. */
  at?: Date | null;
}

/**
 * Says how a trace ended, in the caller's transaction, after the trace itself has; spans that come later do
 * not change it any more, unless `from` is `trace`. With null nobody has said. Late outcomes count: the hour
 * of the trace is counted again.
 * @returns false when there is no such trace
 */
export async function setOutcome(
  tx: Pick<Tx, "$executeRaw">,
  projectId: string,
  traceId: string,
  report: SaidOutcome,
): Promise<boolean> {
  const isThere = (await tx.$executeRaw(outcomeSql(projectId, traceId, report))) > 0;
  if (isThere) await tx.$executeRaw(outcomeObservationSql(projectId, traceId, report.outcome));
  return isThere;
}

/** Writes one row when the trace is there; the key is locked first, as by writers of spans. */
export function outcomeSql(
  projectId: string,
  traceId: string,
  { outcome, from, at = new Date() }: SaidOutcome,
): Prisma.Sql {
  return Prisma.sql`
    with key as (
      select bucket from trace_key where project_id = ${projectId}::uuid and id = ${traceId} for update
    ), told as (
      update trace t set outcome = ${outcome}::text,
        outcome_from = ${outcome === null ? null : from}::text, 
        outcome_at = ${outcome === null ? null : at}::timestamptz, updated_at = now()
      from key where t.project_id = ${projectId}::uuid and t.id = ${traceId} and t.bucket = key.bucket
      returning t.started_at
    )
    insert into trace_change (project_id, hour)
    select ${projectId}::uuid, date_trunc('hour', started_at, 'UTC') from told`;
}
