import "server-only";
import { Prisma } from "@/lib/db/client";

/** `caseOutcome` over the rows `r` (run_result) of one case, for lists that are filtered and paged. */
export const caseOutcomeSql = Prisma.sql`case
  when count(*) filter (where r.outcome <> 'errored') = 0 then 'errored'
  when count(*) filter (where r.outcome = 'failed') > count(*) filter (where r.outcome = 'passed')
  then 'failed' else 'passed' end`;
