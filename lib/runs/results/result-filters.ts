import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { cached } from "@/lib/db/cached";
import { db, Prisma } from "@/lib/db/client";
import { likePattern } from "@/lib/db/like-pattern";
import { isHeldOut, visibleCases } from "@/lib/eval-sets/visible-cases";
import { hasCaseInput } from "@/lib/executions/has-case-input";
import { notFound } from "@/lib/http/app-error";
import { isUuid } from "@/lib/http/id-or-number";
import { listSegmentsOf, type SegmentRule } from "@/lib/runs/execute/run-segments";
import type { RunRow } from "@/lib/runs/find-run";
import { matchSegment, type SegmentFacts } from "@/lib/segments/match-segment";
import { labelSql } from "./label-filter";
import type { ResultFilters } from "./result-contract";

/**
 * A condition over `r` (run_result) and `c` (eval_case). Whoever may not see holdout cases gets none of
 * them, nor one that became a holdout case after the run.
 */
export async function whereResults(
  actor: Actor,
  run: RunRow,
  filters: ResultFilters,
): Promise<Prisma.Sql> {
  const { outcome, segment, kind, category, q, caseId, scorer, step, otherInput } = filters;
  const parts = [Prisma.sql`r.run_id = ${run.id}::uuid`, visibleCases(actor).where];
  if (outcome) parts.push(Prisma.sql`r.outcome = ${outcome}::"Outcome"`);
  if (kind) parts.push(Prisma.sql`c.kind = ${kind}::"CaseKind"`);
  if (caseId) parts.push(Prisma.sql`r.case_id = ${caseId}`);
  if (category) parts.push(categorySql(category));
  if (step) parts.push(Prisma.sql`r.first_wrong_step = ${step}`);
  if (otherInput)
    parts.push(otherInput === "false" ? hasCaseInput : Prisma.sql`not (${hasCaseInput})`);
  if (q) parts.push(searchSql(q));
  if (scorer) parts.push(await labelSql(actor, run, { ...filters, scorer }));
  if (segment) parts.push(Prisma.sql`c.id = any(${await caseRowsIn(run, segment)}::uuid[])`);
  return Prisma.join(parts, " and ");
}

/** Results that the actor may not see; of a holdout run all that it will have, done or not. */
export async function countWithheld(actor: Actor, run: RunRow): Promise<number> {
  const visible = visibleCases(actor);
  if (visible.hasHoldout) return 0;
  if (!visible.shows(run)) return run.total;
  const [row] = await db.$queryRaw<{ n: number }[]>`
    select count(*)::int as n from run_result r join eval_case c on c.id = r.case_row_id
    where r.run_id = ${run.id}::uuid and c.until_revision is not null and ${isHeldOut}`;
  return row?.n ?? 0;
}

function categorySql(category: string): Prisma.Sql {
  if (category === "none") {
    return Prisma.sql`r.outcome = 'failed' and r.failure_category_id is null`;
  }
  if (!isUuid(category)) throw notFound("This failure category");
  return Prisma.sql`r.failure_category_id = ${category}::uuid`;
}

function searchSql(q: string): Prisma.Sql {
  const inJson = likePattern(JSON.stringify(q).slice(1, -1));
  return Prisma.sql`(r.case_id ilike ${likePattern(q)} or r.output ilike ${likePattern(q)}
    or c.input::text ilike ${inJson})`;
}

/** Rows of the run's cases that are in a segment. A revision never changes, so the answer is kept. */
async function caseRowsIn(run: RunRow, name: string): Promise<string[]> {
  const segment = (await listSegmentsOf(run.projectId)).find((each) => each.name === name);
  if (!segment) throw notFound(`The segment “${name}”`);
  const { evalSetId, evalSetRevision, split } = run;
  return cached(["cases in a segment", evalSetId, evalSetRevision, split, segment.condition], () =>
    findCaseRows(run, segment),
  );
}

async function findCaseRows(run: RunRow, { condition }: SegmentRule): Promise<string[]> {
  const rows = await db.$queryRaw<(SegmentFacts & { id: string })[]>`
    select id, attributes, language, input_length as "inputLength", kind::text as kind
    from eval_case
    where eval_set_id = ${run.evalSetId}::uuid and split = ${run.split}::"Split"
      and since_revision <= ${run.evalSetRevision}
      and (until_revision is null or until_revision > ${run.evalSetRevision})`;
  return rows.filter((row) => matchSegment(condition, row)).map(({ id }) => id);
}
