import "server-only";
import { db } from "@/lib/db/client";
import type { PairGroup } from "./pair-group";

interface GroupRow {
  passed: number;
  failed: number;
  errored: number;
  wasPassed: number;
  wasFailed: number;
  wasErrored: number;
  cases: number;
}

/** What two runs share, in a few rows however many cases there are. */
export async function loadPairGroups(
  candidateId: string,
  baselineId: string,
): Promise<PairGroup[]> {
  const rows = await db.$queryRaw<GroupRow[]>`
    with side as (
      select run_id, case_id,
        count(*) filter (where outcome = 'passed')::int as passed,
        count(*) filter (where outcome = 'failed')::int as failed,
        count(*) filter (where outcome = 'errored')::int as errored
      from run_result
      where run_id in (${candidateId}::uuid, ${baselineId}::uuid)
      group by 1, 2
    )
    select now.passed, now.failed, now.errored, was.passed as "wasPassed",
      was.failed as "wasFailed", was.errored as "wasErrored", count(*)::int as cases
    from side now join side was on was.case_id = now.case_id
    where now.run_id = ${candidateId}::uuid and was.run_id = ${baselineId}::uuid
    group by 1, 2, 3, 4, 5, 6
    order by 1, 2, 3, 4, 5, 6`;
  return rows.map(({ cases, wasPassed, wasFailed, wasErrored, ...candidate }) => ({
    candidate,
    baseline: { passed: wasPassed, failed: wasFailed, errored: wasErrored },
    cases,
  }));
}
