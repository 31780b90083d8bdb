import { db } from "@/lib/db/client";
import { type Difference, pairedRateDifference } from "@/lib/stats/rate-difference";

/**
 * The difference of two runs' pass rates over the cases that both have a verdict for, and nothing else: for
 * pages that show many runs at once. Verdicts of repeats as in case-outcome.ts. Null without shared cases.
 */
export async function readPairedRates(
  candidateId: string,
  baselineId: string,
): Promise<Difference | null> {
  const [counts] = await db.$queryRaw<
    { bothPassed: number; newlyPassing: number; newlyFailing: number; bothFailed: number }[]
  >`
    with side as (
      select run_id, case_id,
        count(*) filter (where outcome = 'passed') >= count(*) filter (where outcome = 'failed') as passed
      from run_result
      where run_id in (${candidateId}::uuid, ${baselineId}::uuid) and outcome <> 'errored'
      group by 1, 2
    )
    select count(*) filter (where now.passed and was.passed)::int as "bothPassed",
      count(*) filter (where now.passed and not was.passed)::int as "newlyPassing",
      count(*) filter (where not now.passed and was.passed)::int as "newlyFailing",
      count(*) filter (where not now.passed and not was.passed)::int as "bothFailed"
    from side now join side was on was.case_id = now.case_id
    where now.run_id = ${candidateId}::uuid and was.run_id = ${baselineId}::uuid`;
  return counts ? pairedRateDifference(counts) : null;
}
