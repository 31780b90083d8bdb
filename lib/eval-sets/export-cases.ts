import "server-only";
import { stringify } from "csv-stringify/sync";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db, Prisma } from "@/lib/db/client";
import { fileResponse } from "@/lib/http/file-response";
import { ScorerList } from "@/lib/scorers/contract";
import type { HoldoutChoice } from "./case-content";
import type { CaseFilters } from "./eval-case";
import { type ExportColumn, exportColumns, type NameUse } from "./export-columns";
import { findEvalSet } from "./find-eval-set";
import { FORMULA } from "./formula-text";
import { recordHoldoutExport } from "./holdout/record-holdout-export";
import { toPromptfoo } from "./promptfoo/to-promptfoo";
import { type CaseRow, scanCases, whereCases } from "./scan-cases";
import { exportableCases, type VisibleCases } from "./visible-cases";

type Expected = Parameters<typeof exportColumns>[2];

type ExportFilters = CaseFilters & {
  format: "csv" | "jsonl" | "promptfoo";
  holdout?: HoldoutChoice;
};

/** A file of the filtered cases, streamed; cases that are not for it are left out and counted in a header. */
export async function exportCases(
  actor: Actor,
  name: string,
  { format, holdout = "exclude", ...filters }: ExportFilters,
): Promise<Response> {
  authorize(actor, { scope: "evals:read" });
  const set = await findEvalSet(actor, name);
  const visible = exportableCases(actor, holdout);
  if (holdout === "include") {
    await recordHoldoutExport(actor, { type: "eval_set", id: set.id }, { name: set.name, format });
  }
  const rows = exportedCases(actor, visible, set.id, filters);
  if (format === "promptfoo") {
    const withheld = await countWithheld(visible, set.id, filters);
    const scorers = ScorerList.safeParse(set.scorers).data ?? [];
    return fileOf(
      { ...set, ...filters },
      "promptfoo.yaml",
      withheld,
      toPromptfoo(set.name, scorers, rows),
    );
  }
  const { withheld, ...shape } = await describeCases(visible, set.id, filters);
  const columns = exportColumns(shape.uses, shape.total, shape.expected, shape);
  const lines = format === "csv" ? toCsv : toJsonl;
  return fileOf({ ...set, ...filters }, format, withheld, lines(rows, columns));
}

const TYPES = {
  csv: "text/csv",
  jsonl: "application/jsonl",
  "promptfoo.yaml": "application/yaml",
} as const;

function fileOf(
  { name, revision }: { name: string; revision: number },
  ending: keyof typeof TYPES,
  withheld: number,
  content: AsyncGenerator<string>,
): Promise<Response> {
  return fileResponse(content, {
    name: `${name.replace(/[^A-Za-z0-9._-]+/g, "-")}-r${revision}.${ending}`,
    type: TYPES[ending],
    headers: { "galley-withheld-cases": String(withheld) },
  });
}

async function countWithheld(
  visible: VisibleCases,
  evalSetId: string,
  filters: CaseFilters,
): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from eval_case c
    where ${whereCases(evalSetId, filters, visible)} and not (${visible.where})`;
  return row?.count ?? 0;
}

async function* exportedCases(
  actor: Actor,
  visible: VisibleCases,
  evalSetId: string,
  filters: CaseFilters,
): AsyncGenerator<CaseRow> {
  for await (const row of scanCases(actor, evalSetId, filters)) {
    if (visible.shows(row)) yield row;
  }
}

const ROWS_PER_CHUNK = 500;

async function* toCsv(rows: AsyncGenerator<CaseRow>, columns: ExportColumn[]) {
  const csv = (records: string[][]) =>
    stringify(records, { quoted_string: true, record_delimiter: "\r\n" });
  let head = `\uFEFF${csv([columns.map(({ header }) => header)])}`;
  let records: string[][] = [];
  for await (const row of rows) {
    records.push(columns.map(({ cell }) => cell(row)));
    if (records.length < ROWS_PER_CHUNK) continue;
    yield head + csv(records);
    head = "";
    records = [];
  }
  yield head + csv(records);
}

async function* toJsonl(rows: AsyncGenerator<CaseRow>) {
  let chunk = "";
  for await (const {
    caseId,
    kind,
    split,
    input,
    expected,
    attributes,
    assertions,
    steps,
    promptfoo,
  } of rows) {
    const line = {
      id: caseId,
      kind,
      split,
      input,
      ...(expected === null ? {} : { expected }),
      attributes,
      ...(assertions === null ? {} : { assertions }),
      ...(steps ? { steps } : {}),
      ...(promptfoo === null ? {} : { promptfoo }),
    };
    chunk += `${JSON.stringify(line)}\n`;
    if (chunk.length < 200_000) continue;
    yield chunk;
    chunk = "";
  }
  if (chunk) yield chunk;
}

interface Shape {
  uses: NameUse[];
  total: number;
  expected: Expected;
  withheld: number;
  hasFormulaId: boolean;
  hasAssertions: boolean;
  hasPromptfoo: boolean;
}

/** Which names the cases use and how, so that a CSV can be streamed with the right columns. */
async function describeCases(
  visible: VisibleCases,
  evalSetId: string,
  filters: CaseFilters,
): Promise<Shape> {
  const all = whereCases(evalSetId, filters, visible);
  const where = Prisma.sql`${all} and ${visible.where}`;
  const uses = await db.$queryRaw<NameUse[]>`
    select part, name, bool_and(jsonb_typeof(value) = 'string') as "isText",
      bool_or(value = '""'::jsonb) as "hasEmpty",
      bool_or(jsonb_typeof(value) = 'string' and value #>> '{}' ~ ${FORMULA}) as "hasFormula",
      count(*)::int as count
    from (
      select 'input' as part, pair.key as name, pair.value from eval_case c, jsonb_each(c.input) pair where ${where}
      union all
      select 'expected', pair.key, pair.value from eval_case c,
        jsonb_each(case when jsonb_typeof(c.expected) = 'object' then c.expected else '{}'::jsonb end) pair where ${where}
      union all
      select 'attribute', pair.key, pair.value from eval_case c, jsonb_each(c.attributes) pair where ${where}
      union all
      select 'step', pair.key, pair.value from eval_case c, jsonb_each(coalesce(c.steps, '{}'::jsonb)) pair where ${where}
    ) named group by part, name order by part, name`;
  const [sums] = await db.$queryRaw<(Expected & Omit<Shape, "uses" | "expected">)[]>`
    select count(*) filter (where seen)::int as total, count(*) filter (where not seen)::int as withheld,
      count(*) filter (where seen and kind = 'object')::int as objects,
      count(*) filter (where seen and kind = 'string')::int as texts,
      count(*) filter (where seen and expected = '""'::jsonb)::int as "emptyTexts",
      count(*) filter (where seen and expected = '{}'::jsonb)::int as "emptyObjects",
      count(*) filter (where seen and kind in ('number', 'boolean', 'array'))::int as others,
      count(*) filter (where seen and kind = 'string' and expected #>> '{}' ~ ${FORMULA})::int as formulas,
      coalesce(bool_or(seen and case_id ~ ${FORMULA}), false) as "hasFormulaId",
      coalesce(bool_or(seen and assertions is not null), false) as "hasAssertions",
      coalesce(bool_or(seen and promptfoo is not null), false) as "hasPromptfoo"
    from (select c.case_id, c.expected, c.assertions, c.promptfoo, jsonb_typeof(c.expected) as kind, (${visible.where}) as seen
      from eval_case c where ${all}) told`;
  const {
    total = 0,
    withheld = 0,
    hasFormulaId = false,
    hasAssertions = false,
    hasPromptfoo = false,
    ...expected
  } = sums ?? {
    objects: 0,
    texts: 0,
    emptyTexts: 0,
    emptyObjects: 0,
    others: 0,
    formulas: 0,
  };
  return { uses, total, withheld, hasFormulaId, hasAssertions, hasPromptfoo, expected };
}
