import "server-only";
import { db } from "@/lib/db/client";
import { decidePairs } from "@/lib/stats/verdicts/pair-gate";
import type { Difference } from "./comparison-contract";

interface PairGroup {
  passed: number;
  failed: number;
  errored: number;
  wasPassed: number;
  wasFailed: number;
  wasErrored: number;
  cases: number;
}

/**
 * The difference of two runs' pass rates over the cases that both have, and nothing else: for pages that show
 * many runs at once. The same rule as the comparison of the two. Null without shared cases.
 */
export async function loadPairedRates(
  candidateId: string,
  baselineId: string,
): Promise<Difference | null> {
  const groups = await db.$queryRaw<PairGroup[]>`
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
    group by 1, 2, 3, 4, 5, 6`;
  const pairs = groups.flatMap(({ cases, wasPassed, wasFailed, wasErrored, ...candidate }) => {
    const baseline = { passed: wasPassed, failed: wasFailed, errored: wasErrored };
    return Array.from({ length: cases }, () => ({ candidate, baseline }));
  });
  const decision = decidePairs(pairs, 0, 0.025);
  if (!decision) return null;
  const { value, low, high, n } = decision;
  return { value, low, high, n };
}
