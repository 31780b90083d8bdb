import pLimit from "p-limit";
import type { PoolClient } from "pg";
import type { JsonValue } from "@/lib/scorers/json-value";
import type { SegmentCondition } from "@/lib/segments/contract";
import { describeContent } from "../describe-content";
import { priceSpan } from "../price-span";
import { segmentsOf } from "../segments-of";
import type { Span, TraceBatch } from "../span";
import {
  type ContentSource,
  outlineOf,
  type SpanOutline,
  summariseTrace,
  THE_TRACE_ITSELF,
  type TraceSummary,
} from "../summarise-trace";
import { inTransaction } from "./in-transaction";
import { joinParts } from "./join-parts";
import { dayOf, ensurePartitions } from "./partitions";
import { lockOfSegments } from "./segment-lock";
import {
  readContent,
  readOutlines,
  readRows,
  type StoredTrace,
  type TraceKey,
} from "./stored-spans";
import { type TraceRow, writeChanges, writeSteps, writeTraces } from "./write-rows";

const shared = globalThis as { galleyTraceWriters?: ReturnType<typeof pLimit> };
/** Connections that writers take at most; the rest of the pool stays for those who read. */
const WRITERS = 4;

interface Arrived {
  id: string;
  source: TraceBatch["source"];
  spans: Map<string, Span>;
}

/**
 * Stores what came of some traces, in one transaction: when it answers, it is on disk. Spans may come late,
 * again, in any order and in any parts; every trace they touch is summed up again out of all its spans.
 */
export async function storeSpans(projectId: string, batches: readonly TraceBatch[]): Promise<void> {
  const arrived = gather(batches);
  if (arrived.length === 0) return;
  const buckets = arrived.map(({ spans }) => dayOf(firstStart(spans)));
  await ensurePartitions(buckets);
  shared.galleyTraceWriters ??= pLimit(WRITERS);
  await shared.galleyTraceWriters(() =>
    inTransaction((client) => write(client, projectId, arrived, buckets)),
  );
}

/** One entry for each trace, in the order of ids, in which all writers lock them. */
function gather(batches: readonly TraceBatch[]): Arrived[] {
  const traces = new Map<string, Arrived>();
  for (const batch of batches) {
    const { traceId: id, source } = batch;
    const trace = traces.get(id) ?? { id, source, spans: new Map<string, Span>() };
    const itself = traceItself(batch, trace.spans.get(THE_TRACE_ITSELF));
    if (itself) trace.spans.set(itself.id, itself);
    for (const span of batch.spans) {
      if (span.id !== THE_TRACE_ITSELF) trace.spans.set(span.id, priceSpan(span));
    }
    if (trace.spans.size > 0) traces.set(id, trace);
  }
  return [...traces.values()].sort((one, two) => (one.id < two.id ? -1 : 1));
}

/** What a client said of the trace, as a span of its own; said twice, the later words fill and replace. */
function traceItself(
  { traceId, facts, times, spans }: TraceBatch,
  before: Span | undefined,
): Span | null {
  if (!times) {
    // Facts of a batch without times are heard through its first span.
    const [first] = spans;
    if (facts && first) first.facts = { ...facts, ...first.facts };
    return null;
  }
  return {
    traceId,
    id: THE_TRACE_ITSELF,
    parentId: null,
    kind: "other",
    name: facts?.name ?? "",
    ...times,
    provider: null,
    model: null,
    inputTokens: null,
    cachedInputTokens: null,
    outputTokens: null,
    costUsd: null,
    firstTokenMs: null,
    finishReason: null,
    retries: 0,
    input: null,
    output: null,
    error: null,
    attributes: {},
    facts: mergeFacts(before?.facts ?? null, facts),
  };
}

function mergeFacts<F extends { attributes?: object } | null>(before: F, after: F): F {
  if (!before || !after) return after ?? before;
  const attributes = { ...before.attributes, ...after.attributes };
  return { ...before, ...after, attributes };
}

function firstStart(spans: Map<string, Span>): Date {
  const itself = spans.get(THE_TRACE_ITSELF);
  if (itself) return itself.startedAt;
  let first = Number.POSITIVE_INFINITY;
  for (const { startedAt } of spans.values()) first = Math.min(first, startedAt.getTime());
  return new Date(first);
}

interface Surroundings {
  segments: { id: string; condition: SegmentCondition }[];
  promptIds: Map<string, string>;
}

async function write(
  client: PoolClient,
  projectId: string,
  arrived: readonly Arrived[],
  buckets: readonly Date[],
): Promise<void> {
  const segments = await lockSegments(client, projectId);
  const { keys, old } = await lockKeys(client, projectId, arrived, buckets);
  if (old.length > 0) await joinParts(client, projectId, arrived, old);
  const outlines = old.length > 0 ? await readOutlines(client, projectId, old) : new Map();
  const stored = old.length > 0 ? await readRows(client, projectId, old) : new Map();
  const summaries = arrived.map(({ id, spans }) =>
    summariseTrace(mergedOutlines(spans, outlines.get(id))),
  );
  const promptIds = await readPromptIds(client, projectId, summaries);
  const rows: TraceRow[] = [];
  for (const [index, trace] of arrived.entries()) {
    const key = keys.get(trace.id);
    const summary = summaries[index];
    if (!key || !summary) continue;
    const content = await contentOf(client, projectId, key, trace, summary);
    rows.push(rowOf(key, trace, summary, content, stored.get(trace.id), { segments, promptIds }));
  }
  await writeTraces(client, projectId, rows);
  await writeSteps(client, projectId, keys, arrived);
  const starts = rows.map(({ summary }) => summary.startedAt);
  const earlier = [...stored.values()].map(({ startedAt }) => startedAt);
  await writeChanges(client, projectId, [...starts, ...earlier]);
}

/**
 * The project's segments, as they stay until this transaction ends: who recomputes segments waits for the
 * writers that read the definitions before, and writers that come after see the new ones.
 */
async function lockSegments(
  client: PoolClient,
  projectId: string,
): Promise<Surroundings["segments"]> {
  await client.query("select pg_advisory_xact_lock_shared($1)", [lockOfSegments(projectId)]);
  const { rows } = await client.query<Surroundings["segments"][number]>(
    "select id, condition from segment where project_id = $1 order by position, id",
    [projectId],
  );
  return rows;
}

/** The partition of each trace, set when its id is first heard of; those that were known are locked. */
async function lockKeys(
  client: PoolClient,
  projectId: string,
  arrived: readonly Arrived[],
  buckets: readonly Date[],
): Promise<{ keys: Map<string, TraceKey>; old: TraceKey[] }> {
  const ids = arrived.map(({ id }) => id);
  const days = buckets.map((day) => day.toISOString().slice(0, 10));
  const inserted = await client.query<TraceKey>(
    `insert into trace_key (project_id, id, bucket)
     select $1, id, bucket from unnest($2::text[], $3::date[]) with ordinality as k(id, bucket, place)
     order by place on conflict do nothing returning id, bucket::text as bucket`,
    [projectId, ids, days],
  );
  const keys = new Map(inserted.rows.map((key) => [key.id, key]));
  if (keys.size === ids.length) return { keys, old: [] };
  const known = await client.query<TraceKey>(
    `select id, bucket::text as bucket from trace_key
     where project_id = $1 and id = any($2) order by id collate "C" for update`,
    [projectId, ids.filter((id) => !keys.has(id))],
  );
  for (const key of known.rows) keys.set(key.id, key);
  return { keys, old: known.rows };
}

function mergedOutlines(
  spans: Map<string, Span>,
  before: Map<string, SpanOutline> | undefined,
): SpanOutline[] {
  const merged = new Map(before);
  for (const span of spans.values()) {
    const outline = outlineOf(span);
    const earlier = before?.get(span.id)?.facts ?? null;
    merged.set(
      span.id,
      span.id === THE_TRACE_ITSELF
        ? {
            ...outline,
            facts: withContent(mergeFacts(earlier, outline.facts), earlier, outline.facts),
          }
        : outline,
    );
  }
  return [...merged.values()];
}

function withContent(
  merged: SpanOutline["facts"],
  before: SpanOutline["facts"],
  after: SpanOutline["facts"],
): SpanOutline["facts"] {
  return (
    merged && {
      ...merged,
      hasInput: before?.hasInput === true || after?.hasInput === true,
      hasOutput: before?.hasOutput === true || after?.hasOutput === true,
    }
  );
}

const knownPrompts = { ids: new Map<string, { id: string; until: number }>() };
const PROMPT_IS_KNOWN_MS = 30_000;

async function readPromptIds(
  client: PoolClient,
  projectId: string,
  summaries: readonly TraceSummary[],
): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const asked = new Set<string>();
  for (const { prompt } of summaries) {
    if (!prompt || found.has(prompt) || asked.has(prompt)) continue;
    const known = knownPrompts.ids.get(`${projectId}/${prompt}`);
    if (known && known.until > Date.now()) found.set(prompt, known.id);
    else asked.add(prompt);
  }
  if (asked.size === 0) return found;
  const { rows } = await client.query<{ id: string; name: string }>(
    "select id, name from prompt where project_id = $1 and name = any($2)",
    [projectId, [...asked]],
  );
  if (knownPrompts.ids.size > 10_000) knownPrompts.ids.clear();
  for (const { id, name } of rows) {
    found.set(name, id);
    knownPrompts.ids.set(`${projectId}/${name}`, { id, until: Date.now() + PROMPT_IS_KNOWN_MS });
  }
  return found;
}

async function contentOf(
  client: PoolClient,
  projectId: string,
  key: TraceKey,
  { spans }: Arrived,
  { inputFrom, outputFrom }: TraceSummary,
): Promise<{ input: JsonValue; output: JsonValue }> {
  const find = async (source: ContentSource | null, which: "input" | "output") => {
    if (!source) return null;
    const span = spans.get(source.spanId);
    const here = source.part === "facts" ? span?.facts?.[which] : span?.[which];
    return here ?? (await readContent(client, projectId, key, source, which));
  };
  return { input: await find(inputFrom, "input"), output: await find(outputFrom, "output") };
}

function rowOf(
  { bucket }: TraceKey,
  { id, source }: Arrived,
  summary: TraceSummary,
  content: { input: JsonValue; output: JsonValue },
  stored: StoredTrace | undefined,
  { segments, promptIds }: Surroundings,
): TraceRow {
  const { input, output } = content;
  const described = describeContent(input, output, summary.attributes);
  // A person or a support desk knows better than a span that comes late.
  const isDecided = stored?.outcomeFrom === "feedback" || stored?.outcomeFrom === "review";
  const { language, inputLength } = described;
  const { attributes, environment, model, toolCalls } = summary;
  const { inputTokens, cachedInputTokens, outputTokens } = summary;
  const tokens = { inputTokens, cachedInputTokens, outputTokens };
  return {
    id,
    bucket,
    source,
    summary,
    described,
    content,
    outcome: isDecided ? stored.outcome : summary.outcome,
    isDecided,
    promptId: (summary.prompt && promptIds.get(summary.prompt)) || null,
    segments: segmentsOf(segments, {
      attributes,
      language,
      inputLength,
      environment,
      model,
      toolCalls,
      ...tokens,
    }),
  };
}
