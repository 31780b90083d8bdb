import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { db, Prisma } from "@/lib/db/client";
import { visibleCases } from "@/lib/eval-sets/visible-cases";
import { invalid } from "@/lib/http/app-error";
import { readScorers } from "@/lib/runs/execute/run-scorers";
import type { RunRow } from "@/lib/runs/find-run";
import { normalizeLabel } from "@/lib/scorers/score/score-label";
import { scorerName } from "@/lib/scorers/scorer-name";

interface LabelFilter {
  scorer: string;
  expected?: string | undefined;
  answered?: string | undefined;
}

interface Pair {
  expected: string;
  answered: string | null;
}

/** A condition over `r` (run_result): its case has an answer that stands in this cell of the confusion matrix. */
export async function labelSql(
  actor: Actor,
  run: RunRow,
  { scorer, expected, answered }: LabelFilter,
): Promise<Prisma.Sql> {
  const { scorers } = await db.run.findUniqueOrThrow({
    where: { id: run.id },
    select: { scorers: true },
  });
  const spec = readScorers(scorers).find((each) => scorerName(each) === scorer);
  if (spec?.kind !== "label") {
    throw invalid("scorer", `Run ${run.number} has no label scorer named “${scorer}”.`);
  }
  const pairs = await loadPairs(actor, run, scorer);
  const labels = new Set(
    [...(spec.config.labels ?? []), ...pairs.map((pair) => pair.expected)].map(normalizeLabel),
  );
  const isSame = (label: string | null, other: string) =>
    label !== null && normalizeLabel(label) === normalizeLabel(other);
  const isAnswer = (label: string | null) =>
    answered === "" ? !labels.has(normalizeLabel(label ?? "")) : isSame(label, answered ?? "");
  const matches = pairs.filter(
    (pair) =>
      (expected === undefined || isSame(pair.expected, expected)) &&
      (answered === undefined || isAnswer(pair.answered)),
  );
  return Prisma.sql`r.case_id in (
    select l.case_id from run_result l cross join jsonb_array_elements(l.scores) s
    where l.run_id = ${run.id}::uuid and s ->> 'scorer' = ${scorer}
      and (s #>> '{details,expected}', coalesce(s #>> '{details,actual}', '')) in (
        select * from unnest(${matches.map((pair) => pair.expected)}::text[],
          ${matches.map((pair) => pair.answered ?? "")}::text[])))`;
}

/** The spellings that occur: the matrix counts “Refund” and “refund” as one label. */
function loadPairs(actor: Actor, run: RunRow, scorer: string): Promise<Pair[]> {
  return db.$queryRaw<Pair[]>`
    select distinct s #>> '{details,expected}' as expected, s #>> '{details,actual}' as answered
    from run_result r join eval_case c on c.id = r.case_row_id
      cross join jsonb_array_elements(r.scores) s
    where r.run_id = ${run.id}::uuid and ${visibleCases(actor).where} and s ->> 'scorer' = ${scorer}
      and s #>> '{details,expected}' is not null`;
}
