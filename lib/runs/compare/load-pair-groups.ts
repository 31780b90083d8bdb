import "server-only";
import { db } from "@/lib/db/client";
import { hasCaseInput } from "@/lib/executions/has-case-input";
import type { PairGroup } from "./pair-group";

interface GroupRow {
  candidateId: string;
  passed: number;
  failed: number;
  errored: number;
  wasPassed: number;
  wasFailed: number;
  wasErrored: number;
  cases: number;
}

/**
 * What each of several runs shares with a baseline, in a few rows however many cases there are. Every run is read
 * once, the baseline too. Outputs that were made from another input than the case's are left out.
 */
export async function loadPairGroups(
  candidateIds: readonly string[],
  baselineId: string,
): Promise<Map<string, PairGroup[]>> {
  const rows = await db.$queryRaw<GroupRow[]>`
    with side as (
      select run_id, case_id,
        count(*) filter (where outcome = 'passed')::int as passed,
        count(*) filter (where outcome = 'failed')::int as failed,
        count(*) filter (where outcome = 'errored')::int as errored
      from run_result r
      where run_id = any(${[...candidateIds, baselineId]}::uuid[]) and ${hasCaseInput}
      group by 1, 2
    )
    select now.run_id as "candidateId", now.passed, now.failed, now.errored,
      was.passed as "wasPassed", was.failed as "wasFailed", was.errored as "wasErrored",
      count(*)::int as cases
    from side now join side was on was.case_id = now.case_id and was.run_id = ${baselineId}::uuid
    where now.run_id = any(${[...candidateIds]}::uuid[])
    group by 1, 2, 3, 4, 5, 6, 7
    order by 1, 2, 3, 4, 5, 6, 7`;
  const groups = new Map(candidateIds.map((id): [string, PairGroup[]] => [id, []]));
  for (const { candidateId, cases, wasPassed, wasFailed, wasErrored, ...candidate } of rows) {
    groups.get(candidateId)?.push({
      candidate,
      baseline: { passed: wasPassed, failed: wasFailed, errored: wasErrored },
      cases,
    });
  }
  return groups;
}
