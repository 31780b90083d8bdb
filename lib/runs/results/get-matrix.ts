import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db, Prisma } from "@/lib/db/client";
import type { CaseKind } from "@/lib/eval-sets/case-content";
import { visibleCases } from "@/lib/eval-sets/visible-cases";
import { hasCaseInput } from "@/lib/executions/has-case-input";
import { AppError, invalid } from "@/lib/http/app-error";
import { cursorOf, parseNumberCursor } from "@/lib/http/cursor";
import { listSegmentsOf, segmentsOf } from "@/lib/runs/execute/run-segments";
import { findRun, type RunRow } from "@/lib/runs/find-run";
import type { SegmentFacts } from "@/lib/segments/match-segment";
import { caseOutcomeSql, comparedOutcomeSql } from "./case-outcome-sql";
import { type CellResult, expectedPreview, inputPreview, toCell } from "./matrix-cell";
import type { Matrix, MatrixQuery, MatrixSort } from "./matrix-contract";
import type { CaseChange } from "./result-contract";
import { countWithheld, whereResults } from "./result-filters";

const MOST_RUNS = 8;

/** Cases as rows, this run and others of its prompt as columns; `change` is against the first other. */
export async function getMatrix(
  actor: Actor,
  idOrNumber: string,
  { against, change, outcome, sort, limit, cursor, ...filters }: MatrixQuery,
): Promise<Matrix> {
  authorize(actor, { scope: "evals:read" });
  const run = await findRun(actor, idOrNumber);
  const others = await findOthers(actor, run, against);
  const [baseline] = others;
  // Another run's verdicts on held out cases stay out, also as a change.
  const isShown = baseline !== undefined && visibleCases(actor).shows(baseline);
  const where = await whereResults(actor, run, filters);
  const cases = casesSql(where, isShown ? baseline.id : null);
  const [counts, rows, withheld, segments] = await Promise.all([
    readCounts(cases),
    loadRows(cases, { change, outcome, sort, limit, cursor }),
    countWithheld(actor, run),
    listSegmentsOf(run.projectId),
  ]);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const runs = [run, ...others];
  const cells = await readCells(
    actor,
    runs,
    page.map(({ caseId }) => caseId),
  );
  return {
    runs: runs.map(({ id, number, version, evalSetRevision }) => ({
      id,
      number,
      version,
      evalSetRevision,
    })),
    counts,
    data: page.map((row) => ({
      caseId: row.caseId,
      position: row.position,
      kind: row.kind,
      segments: segmentsOf(row, segments),
      input: inputPreview(row.input),
      expected: expectedPreview(row.expected, cells.get(`${run.id}|${row.caseId}`) ?? []),
      change: row.change,
      cells: runs.map(({ id }) => toCell(cells.get(`${id}|${row.caseId}`) ?? [])),
    })),
    nextCursor: rows.length > limit && last ? cursorOf(String(last.place)) : null,
    withheld,
  };
}

async function findOthers(actor: Actor, run: RunRow, against: string | undefined) {
  const refs = (against ?? "").split(",").filter(Boolean);
  if (refs.length > MOST_RUNS) {
    throw invalid("against", `A matrix shows at most ${MOST_RUNS} other runs.`);
  }
  const others: RunRow[] = [];
  for (const one of refs) others.push(await findRun(actor, one));
  const stranger = others.find(({ promptId }) => promptId !== run.promptId);
  if (stranger) {
    throw new AppError(
      "conflict",
      `Run ${stranger.number} is of another prompt: ${stranger.prompt}.`,
    );
  }
  return others;
}

/** One row per case with its outcome and its change against the baseline. */
function casesSql(where: Prisma.Sql, baselineId: string | null): Prisma.Sql {
  return Prisma.sql`
    mine as (
      select r.case_id, min(r.position) as position, min(r.case_row_id::text)::uuid as case_row_id,
        ${caseOutcomeSql} as verdict, ${comparedOutcomeSql} as compared, avg(r.latency_ms) as latency_ms,
        min(r.failure_category_id::text)::uuid as category_id
      from run_result r join eval_case c on c.id = r.case_row_id
      where ${where} group by r.case_id
    ), theirs as (
      select r.case_id, ${comparedOutcomeSql} as compared from run_result r
      where r.run_id = ${baselineId}::uuid group by r.case_id
    ), cases as (
      select mine.*, theirs.case_id is not null as "isShared", case
        when mine.compared is null or theirs.compared is null then null
        when mine.compared = 'errored' or theirs.compared = 'errored' then 'errored'
        when mine.compared = 'failed' and theirs.compared = 'passed' then 'newly-failing'
        when mine.compared = 'passed' and theirs.compared = 'failed' then 'newly-passing'
        when mine.compared = 'failed' then 'still-failing' else 'still-passing' end as change
      from mine left join theirs using (case_id)
    )`;
}

/** The ids of the cases that changed so against another run. */
export async function listChangedCases(
  where: Prisma.Sql,
  baselineId: string,
  change: CaseChange,
): Promise<string[]> {
  const rows = await db.$queryRaw<{ caseId: string }[]>`
    with ${casesSql(where, baselineId)}
    select case_id as "caseId" from cases where change = ${change}`;
  return rows.map(({ caseId }) => caseId);
}

async function readCounts(cases: Prisma.Sql): Promise<Matrix["counts"]> {
  const [counts] = await db.$queryRaw<Matrix["counts"][]>`
    with ${cases} select count(*)::int as "all",
      (count(*) filter (where verdict = 'passed'))::int as passed,
      (count(*) filter (where verdict = 'failed'))::int as failed,
      (count(*) filter (where verdict = 'errored'))::int as errored,
      (count(*) filter (where change = 'newly-failing'))::int as "newlyFailing",
      (count(*) filter (where change = 'newly-passing'))::int as "newlyPassing",
      (count(*) filter (where change = 'still-failing'))::int as "stillFailing",
      (count(*) filter (where change = 'still-passing'))::int as "stillPassing",
      (count(*) filter (where change = 'errored'))::int as "changedByError",
      (count(*) filter (where change is null and "isShared"))::int as "otherInput",
      (count(*) filter (where not "isShared"))::int as "onlyHere"
    from cases`;
  if (!counts) throw new Error("A count has one row.");
  return counts;
}

interface CaseLine extends SegmentFacts {
  caseId: string;
  position: number;
  place: number;
  change: CaseChange | null;
  kind: CaseKind;
  input: Record<string, unknown>;
  expected: unknown;
}

type RowQuery = Pick<MatrixQuery, "change" | "outcome" | "sort" | "limit" | "cursor">;

const SORT_VALUE = {
  case: Prisma.sql`cases.case_id`,
  expected: Prisma.sql`nullif(c.expected #>> '{}', '')`,
  category: Prisma.sql`f.name`,
  latency: Prisma.sql`cases.latency_ms`,
};

/** A row's place in the wanted order. That of the cases stays while the results of a run come in. */
function placeSql(sort: MatrixSort | undefined): Prisma.Sql {
  if (!sort) return Prisma.sql`cases.position`;
  const value = SORT_VALUE[sort.replace("-", "") as keyof typeof SORT_VALUE];
  const direction = sort.startsWith("-") ? Prisma.sql`desc` : Prisma.sql`asc`;
  return Prisma.sql`(row_number() over (order by ${value} ${direction} nulls last, cases.position))::int`;
}

function loadRows(cases: Prisma.Sql, { change, outcome, sort, limit, cursor }: RowQuery) {
  const after = parseNumberCursor(cursor) ?? -1;
  return db.$queryRaw<CaseLine[]>`
    with ${cases}, placed as (
      select cases.*, ${placeSql(sort)} as place from cases
        join eval_case c on c.id = cases.case_row_id
        left join failure_category f on f.id = cases.category_id
      where true ${change ? Prisma.sql`and cases.change = ${change}` : Prisma.empty}
        ${outcome ? Prisma.sql`and cases.verdict = ${outcome}` : Prisma.empty}
    ) select p.case_id as "caseId", p.position, p.place, p.change, c.kind::text as kind,
      c.input, c.expected, c.attributes, c.language, c.input_length as "inputLength"
    from placed p join eval_case c on c.id = p.case_row_id
    where p.place > ${after} order by p.place limit ${limit + 1}`;
}

/** Outputs of steps can be large: rows take the beginning of each. */
const STEPS = Prisma.sql`(select jsonb_agg(jsonb_build_object('key', step ->> 'key', 'status', step ->> 'status',
    'note', left(case when step ->> 'status' = 'errored' then step ->> 'reason'
      else step ->> 'output' end, 80)) order by at)
  from jsonb_array_elements(r.steps) with ordinality as list (step, at))`;

/** Results of these cases by `run|case`. Another run's holdout cases stay out like this one's. */
async function readCells(
  actor: Actor,
  runs: readonly RunRow[],
  caseIds: readonly string[],
): Promise<Map<string, CellResult[]>> {
  const visible = runs.filter(visibleCases(actor).shows);
  const rows = await db.$queryRaw<(CellResult & { runId: string; caseId: string })[]>`
    select r.run_id as "runId", r.case_id as "caseId", r.outcome::text as outcome,
      left(r.output, 200) as output, r.scores, r.error ->> 'message' as error,
      r.latency_ms as "latencyMs", r.human_label as "humanLabel", not (${hasCaseInput}) as "isOtherInput", f.id as "categoryId", f.name as category,
      ${STEPS} as steps
    from run_result r left join failure_category f on f.id = r.failure_category_id
    where r.run_id = any(${visible.map(({ id }) => id)}::uuid[])
      and r.case_id = any(${[...caseIds]}::text[])
    order by r.repeat`;
  const cells = new Map<string, CellResult[]>();
  for (const row of rows) {
    const key = `${row.runId}|${row.caseId}`;
    const cell = cells.get(key);
    if (cell) cell.push(row);
    else cells.set(key, [row]);
  }
  return cells;
}
