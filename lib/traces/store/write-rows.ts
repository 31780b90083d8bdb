import type { PoolClient } from "pg";
import type { JsonValue } from "@/lib/scorers/json-value";
import type { ContentDescription } from "../describe-content";
import type { Span, TraceBatch } from "../span";
import type { TraceSummary } from "../summarise-trace";
import type { TraceKey } from "./stored-spans";

export interface TraceRow {
  id: string;
  bucket: string;
  source: TraceBatch["source"];
  summary: TraceSummary;
  described: ContentDescription;
  content: { input: JsonValue; output: JsonValue };
  outcome: TraceSummary["outcome"];
  promptId: string | null;
  segments: string[];
  /** The outcome was said later, by feedback or a review, and stays as it is. */
  isDecided: boolean;
}

/**
 * Rows go as one JSON text: the driver writes it once, and the database reads it as a table. What is null is
 * left out of it, which is most of a row.
 */
const TRACE_COLUMNS = `bucket date, id text, started_at timestamptz, ended_at timestamptz, source text,
  name text, environment text, prompt text, prompt_id uuid, version int, arm text, unit text,
  user_id text, session_id text, outcome text, error text, attributes jsonb, language text,
  input_length int, input jsonb, output jsonb, input_preview text, output_preview text, model text,
  input_tokens int, cached_input_tokens int, output_tokens int, cost_usd numeric, latency_ms int,
  first_token_ms int, retries int, tool_calls int, steps int, errors int, segments uuid[]`;
const TRACE_NAMES = namesOf(TRACE_COLUMNS);

const STEP_COLUMNS = `bucket date, trace_id text, id text, parent_id text, kind text, name text,
  started_at timestamptz, ended_at timestamptz, provider text, model text, input_tokens int,
  cached_input_tokens int, cache_write_tokens int, output_tokens int, cost_usd numeric, first_token_ms int,
  finish_reason text, retries int, input jsonb, output jsonb, error text, attributes jsonb, facts jsonb`;
const STEP_NAMES = namesOf(STEP_COLUMNS);

function namesOf(columns: string): string[] {
  return columns.split(",").flatMap((column) => column.trim().split(" ", 1));
}

const WRITE_TRACES = `
  insert into trace as t (project_id, outcome_from, outcome_at, ${TRACE_NAMES.join(", ")})
  select $1::uuid, case when outcome is not null then 'trace' end,
    case when outcome is not null then now() end, ${TRACE_NAMES.join(", ")}
  from json_to_recordset($2::json) as r(${TRACE_COLUMNS})
  on conflict (project_id, id, bucket) do update set
    ${TRACE_NAMES.filter((name) => !["bucket", "id", "outcome", "source"].includes(name))
      .map((name) => `${name} = excluded.${name}`)
      .join(", ")},
    outcome = case when t.outcome_from in ('feedback', 'review') then t.outcome else excluded.outcome end,
    outcome_from = case when t.outcome_from in ('feedback', 'review') then t.outcome_from
      else excluded.outcome_from end,
    outcome_at = case when t.outcome_from in ('feedback', 'review') or t.outcome = excluded.outcome
      then t.outcome_at else excluded.outcome_at end,
    updated_at = now()`;

export async function writeTraces(
  client: PoolClient,
  projectId: string,
  rows: readonly TraceRow[],
): Promise<void> {
  const records = rows.map(({ summary, described, content, ...row }) => ({
    bucket: row.bucket,
    id: row.id,
    started_at: summary.startedAt,
    ended_at: summary.endedAt,
    source: row.source,
    name: summary.name,
    environment: summary.environment ?? undefined,
    prompt: summary.prompt ?? undefined,
    prompt_id: row.promptId ?? undefined,
    version: summary.version ?? undefined,
    arm: summary.arm ?? undefined,
    unit: summary.unit ?? undefined,
    user_id: summary.userId ?? undefined,
    session_id: summary.sessionId ?? undefined,
    outcome: row.isDecided ? null : row.outcome,
    error: summary.error ?? undefined,
    attributes: summary.attributes,
    language: described.language,
    input_length: described.inputLength,
    input: content.input ?? undefined,
    output: content.output ?? undefined,
    input_preview: described.inputPreview,
    output_preview: described.outputPreview,
    model: summary.model ?? undefined,
    input_tokens: summary.inputTokens ?? undefined,
    cached_input_tokens: summary.cachedInputTokens ?? undefined,
    output_tokens: summary.outputTokens ?? undefined,
    cost_usd: summary.costUsd ?? undefined,
    latency_ms: summary.latencyMs,
    first_token_ms: summary.firstTokenMs ?? undefined,
    retries: summary.retries,
    tool_calls: summary.toolCalls,
    steps: summary.stepCount,
    errors: summary.errors,
    segments: row.segments,
  }));
  await client.query(WRITE_TRACES, [projectId, JSON.stringify(records)]);
}

/** What a client says of the trace itself adds up; a step that comes again replaces what was stored of it. */
const WRITE_STEPS = `
  insert into trace_step as s (project_id, ${STEP_NAMES.join(", ")})
  select $1::uuid, ${STEP_NAMES.join(", ")} from json_to_recordset($2::json) as r(${STEP_COLUMNS})
  on conflict (project_id, trace_id, id, bucket) do update set
    ${STEP_NAMES.filter((name) => !["bucket", "trace_id", "id", "facts"].includes(name))
      .map((name) => `${name} = excluded.${name}`)
      .join(", ")},
    facts = case when s.id <> '' then excluded.facts else
      coalesce(s.facts, '{}') || coalesce(excluded.facts, '{}') || jsonb_build_object('attributes',
        coalesce(s.facts -> 'attributes', '{}') || coalesce(excluded.facts -> 'attributes', '{}')) end`;

export async function writeSteps(
  client: PoolClient,
  projectId: string,
  keys: ReadonlyMap<string, TraceKey>,
  arrived: readonly { id: string; spans: ReadonlyMap<string, Span> }[],
): Promise<void> {
  const records = arrived.flatMap(({ id, spans }) => {
    const bucket = keys.get(id)?.bucket;
    return [...spans.values()].map((span) => ({
      bucket,
      trace_id: id,
      id: span.id,
      parent_id: span.parentId ?? undefined,
      kind: span.kind,
      name: span.name,
      started_at: span.startedAt,
      ended_at: span.endedAt,
      provider: span.provider ?? undefined,
      model: span.model ?? undefined,
      input_tokens: span.inputTokens ?? undefined,
      cached_input_tokens: span.cachedInputTokens ?? undefined,
      cache_write_tokens: span.cacheWriteTokens ?? undefined,
      output_tokens: span.outputTokens ?? undefined,
      cost_usd: span.costUsd ?? undefined,
      first_token_ms: span.firstTokenMs ?? undefined,
      finish_reason: span.finishReason ?? undefined,
      retries: span.retries,
      input: span.input ?? undefined,
      output: span.output ?? undefined,
      error: span.error ?? undefined,
      attributes: span.attributes,
      facts: span.facts ?? undefined,
    }));
  });
  await client.query(WRITE_STEPS, [projectId, JSON.stringify(records)]);
}

const HOUR_MS = 3_600_000;

/** Says that the rollups of these times' hours are no longer what the rows say. */
export async function writeChanges(
  client: PoolClient,
  projectId: string,
  times: readonly Date[],
): Promise<void> {
  const hours = new Set(times.map((time) => Math.floor(time.getTime() / HOUR_MS) * HOUR_MS));
  await client.query(
    "insert into trace_change (project_id, hour) select $1, * from unnest($2::timestamptz[])",
    [projectId, [...hours].map((hour) => new Date(hour))],
  );
}
