import "server-only";
import type { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db, Prisma } from "@/lib/db/client";
import { loadInIndexOrder } from "@/lib/db/load-in-index-order";
import type { CaseKind, Split } from "@/lib/eval-sets/case-content";
import type { VisibleCases } from "@/lib/eval-sets/visible-cases";
import { renderPrompt } from "@/lib/executions/render-target";
import { notFound } from "@/lib/http/app-error";
import type { Page } from "@/lib/http/contract";
import { cursorOf, parseCursor, wrongCursor } from "@/lib/http/cursor";
import { parseStoredContent, type VersionedContent } from "@/lib/prompts/versioned-content";
import { selectUsage } from "@/lib/providers/usage/usage-columns";
import type { Usage } from "@/lib/providers/usage/usage-contract";
import type { Outcome } from "@/lib/runs/contract";
import { listSegmentsOf, type SegmentRule, segmentsOf } from "@/lib/runs/execute/run-segments";
import { findRun, type RunRow } from "@/lib/runs/find-run";
import type { Score } from "@/lib/scorers/contract";
import type { SegmentFacts } from "@/lib/segments/match-segment";
import { listChangedCases } from "./get-matrix";
import type {
  CaseChange,
  CaseResults,
  Result,
  ResultCase,
  ResultError,
  ResultFilters,
  ResultList,
} from "./result-contract";
import { countWithheld, whereResults } from "./result-filters";

interface Row extends Usage {
  caseId: string;
  repeat: number;
  position: number;
  outcome: Outcome;
  output: string | null;
  scores: Score[];
  error: ResultError | null;
  latencyMs: number | null;
  firstTokenMs: number | null;
  retries: number;
  finishReason: string | null;
  toolCalls: Result["toolCalls"];
  requestId: string | null;
  recorded: boolean;
  steps: Result["steps"] | null;
  firstWrongStep: string | null;
  humanLabel: Result["humanLabel"];
  otherInput: Result["otherInput"];
  createdAt: Date;
  categoryId: string | null;
  category: string | null;
  input: ResultCase["input"];
  expected: unknown;
  kind: CaseKind;
  split: Split;
  attributes: SegmentFacts["attributes"];
  language: string;
  inputLength: number;
}

/** Where a page of results begins: after this one. */
interface Place {
  position: number;
  repeat: number;
}

const usageOfResult = Prisma.raw(selectUsage("r"));

// A page looks up its own cases only: before a large import has been analysed, the planner reads all of them.
const selectRows = (where: Prisma.Sql, after: Place, limit: number) =>
  loadInIndexOrder<Row>(Prisma.sql`
  select r.case_id as "caseId", r.repeat, r.position, r.outcome::text as outcome, r.output, r.scores,
    r.error, r.latency_ms as "latencyMs", r.first_token_ms as "firstTokenMs", ${usageOfResult}, r.retries,
    r.finish_reason as "finishReason", r.tool_calls as "toolCalls", r.request_id as "requestId",
    r.recorded, r.steps, r.first_wrong_step as "firstWrongStep", r.human_label as "humanLabel", r.other_input as "otherInput",
    r.created_at as "createdAt", f.id as "categoryId", f.name as category,
    c.input, c.expected, c.kind::text as kind, c.split::text as split, c.attributes, c.language,
    c.input_length as "inputLength"
  from run_result r
    cross join lateral (select * from eval_case where id = r.case_row_id offset 0) c
    left join failure_category f on f.id = r.failure_category_id
  where ${where} and (r.position, r.repeat) > (${after.position}, ${after.repeat})
  order by r.position, r.repeat limit ${limit}`);

const START: Place = { position: -1, repeat: 0 };

/** Results in the order of the cases, with the cases. */
export async function listResults(
  actor: Actor,
  idOrNumber: string,
  { limit, cursor, ...filters }: ResultFilters & z.infer<typeof Page>,
): Promise<ResultList> {
  authorize(actor, { scope: "evals:read" });
  const run = await findRun(actor, idOrNumber);
  const where = await whereResults(actor, run, filters);
  const [rows, total, withheld, segments] = await Promise.all([
    selectRows(where, placeOf(cursor), limit + 1),
    countResults(where),
    countWithheld(actor, run),
    listSegmentsOf(run.projectId),
  ]);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    data: page.map((row) => toResult(row, segments)),
    nextCursor:
      rows.length > limit && last ? cursorOf(String(last.position), String(last.repeat)) : null,
    total,
    withheld,
  };
}

/** All repeats of one case, with the prompt that it filled. */
export async function getResult(
  actor: Actor,
  idOrNumber: string,
  caseId: string,
): Promise<CaseResults> {
  authorize(actor, { scope: "evals:read" });
  const run = await findRun(actor, idOrNumber);
  const where = await whereResults(actor, run, { caseId });
  const [rows, segments, { content }] = await Promise.all([
    selectRows(where, START, 100),
    listSegmentsOf(run.projectId),
    db.run.findUniqueOrThrow({ where: { id: run.id }, select: { content: true } }),
  ]);
  const [first] = rows;
  if (!first) throw notFound(`A result for the case ${caseId} in run ${run.number}`);
  return {
    data: rows.map((row) => toResult(row, segments)),
    prompt: renderFor(parseStoredContent(content), first.input),
  };
}

function renderFor(target: VersionedContent, input: ResultCase["input"]): CaseResults["prompt"] {
  if (target.kind === "chain") return null;
  const rendered = renderPrompt(target.content, { values: input });
  return rendered.ok ? rendered.messages : null;
}

const BATCH = 500;

interface ScanOptions {
  visible: VisibleCases;
  /** Only of cases that changed so against another run. */
  changed: { against: string; change: CaseChange } | null;
}

/**
 * All filtered results, a batch at a time: for exports of any size. What is decided about all cases together
 * (a segment, a change) is decided once, so that the last batch costs what the first does.
 */
export async function* scanResults(
  actor: Actor,
  run: RunRow,
  { segment, ...filters }: ResultFilters,
  { visible, changed }: ScanOptions,
): AsyncGenerator<Result[]> {
  const where = Prisma.sql`${await whereResults(actor, run, filters)} and ${visible.where}`;
  const segments = await listSegmentsOf(run.projectId);
  if (segment && !segments.some(({ name }) => name === segment)) {
    throw notFound(`The segment “${segment}”`);
  }
  const ids = changed
    ? new Set(await listChangedCases(where, changed.against, changed.change))
    : null;
  let after = START;
  while (true) {
    const rows = await selectRows(where, after, BATCH);
    const last = rows.at(-1);
    if (!last) return;
    const results = rows.map((row) => toResult(row, segments));
    yield results.filter(
      (result) =>
        (ids?.has(result.caseId) ?? true) &&
        (segment === undefined || result.case.segments.includes(segment)),
    );
    if (rows.length < BATCH) return;
    after = { position: last.position, repeat: last.repeat };
  }
}

async function countResults(where: Prisma.Sql): Promise<number> {
  const [row] = await db.$queryRaw<{ n: number }[]>`
    select count(*)::int as n from run_result r join eval_case c on c.id = r.case_row_id
    where ${where}`;
  return row?.n ?? 0;
}

function placeOf(cursor: string | undefined): Place {
  if (!cursor) return START;
  const [position = "", repeat = ""] = parseCursor(cursor, 2);
  if (!/^\d{1,9}$/.test(position) || !/^\d{1,9}$/.test(repeat)) throw wrongCursor();
  return { position: Number(position), repeat: Number(repeat) };
}

function toResult(row: Row, segments: readonly SegmentRule[]): Result {
  return {
    caseId: row.caseId,
    repeat: row.repeat,
    position: row.position,
    outcome: row.outcome,
    output: row.output,
    scores: row.scores,
    latencyMs: row.latencyMs,
    firstTokenMs: row.firstTokenMs,
    tokens: {
      input: row.inputTokens,
      cachedInput: row.cachedInputTokens,
      cacheWrite: row.cacheWriteTokens,
      output: row.outputTokens,
      reasoning: row.reasoningTokens,
    },
    costUsd: row.costUsd,
    costUnknown: row.costUnknown,
    retries: row.retries,
    ...(row.error ? { error: row.error } : {}),
    finishReason: row.finishReason,
    toolCalls: row.toolCalls,
    requestId: row.requestId,
    recorded: row.recorded,
    ...(row.steps ? { steps: row.steps, firstWrongStep: row.firstWrongStep } : {}),
    humanLabel: row.humanLabel,
    otherInput: row.otherInput,
    category: row.categoryId && row.category ? { id: row.categoryId, name: row.category } : null,
    case: {
      input: row.input,
      expected: row.expected,
      kind: row.kind,
      split: row.split,
      attributes: row.attributes,
      language: row.language,
      segments: segmentsOf(row, segments),
    },
    createdAt: row.createdAt.toISOString(),
  };
}
