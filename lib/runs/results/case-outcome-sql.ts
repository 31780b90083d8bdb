import "server-only";
import { Prisma } from "@/lib/db/client";
import { hasCaseInput } from "@/lib/executions/has-case-input";

const outcomeOf = (which: Prisma.Sql) => Prisma.sql`case
  when count(*) filter (where r.outcome <> 'errored' and ${which}) = 0 then 'errored'
  when count(*) filter (where r.outcome = 'failed' and ${which})
    > count(*) filter (where r.outcome = 'passed' and ${which})
  then 'failed' else 'passed' end`;

/** `caseOutcome` over the rows `r` (run_result) of one case, for lists that are filtered and paged. */
export const caseOutcomeSql = outcomeOf(Prisma.sql`true`);

/** The same for a comparison with another run; null: the case has nothing to compare. */
export const comparedOutcomeSql = Prisma.sql`case
  when count(*) filter (where ${hasCaseInput}) > 0 then ${outcomeOf(hasCaseInput)} end`;
