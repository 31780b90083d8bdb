import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { db, Prisma, type Tx } from "@/lib/db/client";
import { likePattern } from "@/lib/db/like-pattern";
import { notFound } from "@/lib/http/app-error";
import { cursorOf, parseCursor, wrongCursor } from "@/lib/http/cursor";
import type { ScorerSpec } from "@/lib/scorers/contract";
import type { JsonValue } from "@/lib/scorers/json-value";
import { listConditions } from "@/lib/segments/list-conditions";
import { matchSegment } from "@/lib/segments/match-segment";
import {
  type CaseAttributes,
  type CaseInput,
  type CaseKind,
  type CaseSteps,
  Split,
} from "./case-content";
import type { CaseFilters } from "./eval-case";
import type { KeptTest } from "./promptfoo/kept-test";
import { isHeldOut, type VisibleCases, visibleCases } from "./visible-cases";

/** One stored state of a case; `withheld` says that nobody below admin may see its content. */
export interface CaseRow {
  id: string;
  caseId: string;
  position: number;
  since: number;
  input: CaseInput;
  expected: JsonValue | null;
  kind: CaseKind;
  split: Split;
  attributes: CaseAttributes;
  assertions: ScorerSpec[] | null;
  steps: CaseSteps | null;
  promptfoo: KeptTest | null;
  language: string;
  inputLength: number;
  withheld: boolean;
}

const columns = Prisma.sql`c.id, c.case_id as "caseId", c.position, c.since_revision as since, c.input,
  c.expected, c.kind::text as kind, c.split::text as split, c.attributes, c.assertions, c.steps,
  c.promptfoo, c.language,
  c.input_length as "inputLength", ${isHeldOut} as withheld`;

/** The cases of a revision; without one, of the newest. */
export function atRevision(evalSetId: string, revision?: number): Prisma.Sql {
  return revision === undefined
    ? Prisma.sql`c.eval_set_id = ${evalSetId}::uuid and c.until_revision is null`
    : Prisma.sql`c.eval_set_id = ${evalSetId}::uuid and c.since_revision <= ${revision}
        and (c.until_revision is null or c.until_revision > ${revision})`;
}

/** Filters on what a case says leave withheld cases out: finding or counting one is a way to read it. */
export function whereCases(
  evalSetId: string,
  filters: CaseFilters,
  visible: VisibleCases,
): Prisma.Sql {
  const { split, kind, segment, q, revision } = filters;
  const parts = [atRevision(evalSetId, revision)];
  if (split) parts.push(Prisma.sql`c.split = ${split}::"Split"`);
  if (kind) parts.push(Prisma.sql`c.kind = ${kind}::"CaseKind"`);
  if (q) parts.push(searchSql(q));
  if (q || segment || kind) parts.push(visible.where);
  return Prisma.join(parts, " and ");
}

function searchSql(q: string): Prisma.Sql {
  const inJson = likePattern(JSON.stringify(q).slice(1, -1));
  return Prisma.sql`(c.case_id ilike ${likePattern(q)} or c.input::text ilike ${inJson} or c.expected::text ilike ${inJson})`;
}

const BATCH = 1_000;

/** All matching rows, development first, in batches; never the whole set in memory. */
export async function* scanCases(
  actor: Actor,
  evalSetId: string,
  filters: CaseFilters,
  { cursor, batch = BATCH }: { cursor?: string | undefined; batch?: number } = {},
): AsyncGenerator<CaseRow> {
  const where = whereCases(evalSetId, filters, visibleCases(actor));
  const matches = await segmentFilter(actor, filters.segment);
  const [split, position] = parseCursor(cursor, 2);
  if (cursor && !(Split.safeParse(split).success && /^\d{1,9}$/.test(position ?? ""))) {
    throw wrongCursor();
  }
  const first = split ? Split.parse(split) : "development";
  // One split after the other: over both at once every page would sort all cases.
  for (const each of Split.options.slice(Split.options.indexOf(first))) {
    let after = each === split ? Number(position) : -1;
    while (true) {
      const rows = await db.$queryRaw<CaseRow[]>`
        select ${columns} from eval_case c
        where ${where} and c.split = ${each}::"Split" and c.position > ${after}
        order by c.position limit ${batch}`;
      for (const row of rows) if (matches(row)) yield row;
      const last = rows.at(-1);
      if (!last || rows.length < batch) break;
      after = last.position;
    }
  }
}

export function caseCursor({ split, position }: CaseRow): string {
  return cursorOf(split, String(position));
}

export async function findCaseRow(
  evalSetId: string,
  caseId: string,
  { revision, tx = db }: { revision?: number | undefined; tx?: Tx | typeof db } = {},
): Promise<CaseRow | null> {
  const [row] = await tx.$queryRaw<CaseRow[]>`
    select ${columns} from eval_case c
    where ${atRevision(evalSetId, revision)} and c.case_id = ${caseId}`;
  return row ?? null;
}

export async function findCaseRows(tx: Tx, evalSetId: string, caseIds: string[]) {
  return tx.$queryRaw<CaseRow[]>`
    select ${columns} from eval_case c
    where ${atRevision(evalSetId)} and c.case_id = any(${caseIds}) order by c.position`;
}

/** The whole holdout as it is now. */
export async function findHoldoutRows(tx: Tx, evalSetId: string) {
  return tx.$queryRaw<CaseRow[]>`
    select ${columns} from eval_case c
    where ${atRevision(evalSetId)} and c.split = 'holdout' order by c.position`;
}

async function segmentFilter(actor: Actor, name: string | undefined) {
  if (!name) return () => true;
  const segment = (await listConditions(actor)).find((one) => one.name === name);
  if (!segment) throw notFound(`The segment “${name}”`);
  return (row: CaseRow) => matchSegment(segment.condition, row);
}
