import "server-only";
import { db, Prisma } from "@/lib/db/client";
import type { JsonValue } from "@/lib/scorers/json-value";
import type { RequestOutcome } from "../span";
import type { OutcomeFrom } from "./set-outcome";

/** What is known of a trace without its content. */
export interface TraceMark {
  id: string;
  startedAt: Date;
  endedAt: Date;
  prompt: string | null;
  promptId: string | null;
  version: number | null;
  outcome: RequestOutcome | null;
  outcomeFrom: OutcomeFrom | null;
  outcomeAt: Date | null;
}

export const readTraceMarks = (projectId: string, ids: readonly string[]): Promise<TraceMark[]> =>
  db.$queryRaw<TraceMark[]>`
    select id, started_at as "startedAt", ended_at as "endedAt", prompt, prompt_id as "promptId", version,
      outcome, outcome_from as "outcomeFrom", outcome_at as "outcomeAt"
    from trace where project_id = ${projectId}::uuid and id = any(${[...ids]}::text[])`;

/** A trace that a rule of the review queue would pick, with the figures that it goes by. */
export interface SampledTrace {
  id: string;
  rule: "failed" | "low_score" | "escalated" | "slow" | "costly" | "unusual" | "random";
  startedAt: Date;
  endedAt: Date;
  outcome: RequestOutcome | null;
  outcomeFrom: string | null;
  outcomeAt: Date | null;
  error: string | null;
  latencyMs: number;
  costUsd: number | null;
  inputLength: number;
  steps: number;
  language: string;
  /** Of similar traces, those of the same prompt: 19 of 20 (99 of 100 for the last two) are at most so. */
  slowMs: number | null;
  costlyUsd: number | null;
  longInput: number | null;
  manySteps: number | null;
  languageShare: number;
  failedScorer: string | null;
}

/** A queue samples the newest so many traces; a project with more has enough of every kind among them. */
const POOL = 20_000;

/**
 * Traces without a verdict and in nobody's queue yet, by rule, in an order that depends on the seed and the
 * trace alone. Judges have no say in `low_score`: an uncalibrated judge does not count.
 */
export function sampleByRule(
  projectId: string,
  { from, to, seed, perRule }: { from: Date; to: Date; seed: string; perRule: number },
): Promise<SampledTrace[]> {
  return db.$queryRaw<SampledTrace[]>`
    with pool as materialized (
      select id, started_at, ended_at, coalesce(prompt, '') as prompt, outcome, outcome_from, outcome_at, error,
        latency_ms, cost_usd, language, input_length, steps
      from trace
      where project_id = ${projectId}::uuid and started_at >= ${from} and started_at < ${to}
      order by started_at desc limit ${POOL}
    ), alike as (
      select prompt, count(*) as n,
        percentile_cont(0.95) within group (order by latency_ms) as slow,
        percentile_cont(0.95) within group (order by cost_usd) as costly,
        percentile_cont(0.99) within group (order by input_length) as long,
        percentile_cont(0.99) within group (order by steps) as many
      from pool group by prompt
    ), languages as (
      select language, count(*)::float8 / sum(count(*)) over () as share from pool group by language
    ), low as (
      select distinct on (s.trace_id) s.trace_id, o.name as scorer
      from trace_score s join online_scorer o on o.id = s.scorer_id
      where s.project_id = ${projectId}::uuid and not s.passed and s.started_at >= ${from}
        and o.archived_at is null and o.scorer::text not like '%"judge-%'
      order by s.trace_id, o.name
    ), hits as (
      select p.*, v.rule, a.slow, a.costly, a.long, a.many, l.share, low.scorer
      from pool p
      join alike a on a.prompt = p.prompt
      join languages l on l.language = p.language
      left join low on low.trace_id = p.id
      cross join lateral (values
        ('failed', p.outcome in ('failed', 'fell_back')
          or (p.error is not null and p.outcome is distinct from 'escalated')),
        ('low_score', low.scorer is not null),
        ('escalated', p.outcome = 'escalated'),
        ('slow', a.n >= 20 and p.latency_ms > a.slow),
        ('costly', a.n >= 20 and p.cost_usd > a.costly),
        ('unusual', a.n >= 50 and (p.input_length > a.long or p.steps > a.many
          or (p.language <> 'und' and l.share < 0.02))),
        ('random', true)
      ) as v (rule, hit)
      where v.hit
        and not exists (select 1 from trace_queue q where q.project_id = ${projectId}::uuid and q.trace_id = p.id)
        and not exists (select 1 from trace_review r where r.project_id = ${projectId}::uuid and r.trace_id = p.id)
    ), ranked as (
      select *, row_number() over (partition by rule order by md5(${seed} || id), id) as place from hits
    )
    select id, rule, started_at as "startedAt", ended_at as "endedAt", outcome, outcome_from as "outcomeFrom",
      outcome_at as "outcomeAt", error, latency_ms as "latencyMs", cost_usd::float8 as "costUsd",
      input_length as "inputLength", steps, language, slow::float8 as "slowMs", costly::float8 as "costlyUsd",
      long::float8 as "longInput", many::float8 as "manySteps", share as "languageShare",
      scorer as "failedScorer"
    from ranked where place <= ${perRule} order by rule, place`;
}

/** What was answered, for reading many at once; long ones are cut. */
export const readOutputs = (projectId: string, ids: readonly string[]) =>
  db.$queryRaw<{ id: string; output: string }[]>`
    select id, left(case jsonb_typeof(output) when 'string' then output #>> '{}' else output::text end, 4000) as output
    from trace
    where project_id = ${projectId}::uuid and id = any(${[...ids]}::text[]) and output is not null`;

/** Requests that went wrong and have no verdict, newest first, for finding those that are alike. */
export const readFailingRequests = (
  projectId: string,
  { since, alsoIds, limit }: { since: Date; alsoIds: readonly string[]; limit: number },
) =>
  db.$queryRaw<{ id: string; input: JsonValue; preview: string }[]>`
    select t.id, case when length(t.input::text) <= 8000 then t.input end as input, t.input_preview as preview
    from trace t
    where t.project_id = ${projectId}::uuid and t.started_at >= ${since}
      and (t.outcome in ('failed', 'escalated', 'fell_back') or t.error is not null
        or t.id = any(${[...alsoIds]}::text[]))
      and not exists (select 1 from trace_review r where r.project_id = t.project_id and r.trace_id = t.id)
    order by t.started_at desc limit ${limit}`;

export interface UnscoredQuery {
  scorerId: string;
  /** null: any. */
  promptId: string | null;
  environment: string | null;
  share: number;
  /** Traces that were first heard of since, however long ago they happened. */
  receivedSince: Date;
  /** Traces that last changed in this span: later, they are complete enough to be judged. */
  after: Date;
  until: Date;
  limit: number;
}

/** New traces in the scorer's share that it has no score for; the index by their last change finds them. */
export function loadUnscored(
  projectId: string,
  { scorerId, promptId, environment, share, receivedSince, after, until, limit }: UnscoredQuery,
) {
  return db.$queryRaw<{ id: string; startedAt: Date }[]>`
    select t.id, t.started_at as "startedAt" from trace t
    where t.project_id = ${projectId}::uuid and t.received_at >= ${receivedSince}
      and t.updated_at > ${after} and t.updated_at <= ${until}
      ${promptId ? Prisma.sql`and t.prompt_id = ${promptId}::uuid` : Prisma.empty}
      ${environment ? Prisma.sql`and t.environment = ${environment}` : Prisma.empty}
      and ('x' || left(md5(${scorerId} || t.id), 8))::bit(32)::bigint < ${share}::float8 * 4294967296
      and not exists (select 1 from trace_score s
        where s.project_id = t.project_id and s.trace_id = t.id and s.scorer_id = ${scorerId}::uuid)
    order by t.updated_at limit ${limit}`;
}

/** The newest traces that a scorer would look at, whatever its share. */
export const readRecent = (
  projectId: string,
  {
    promptId,
    environment,
    limit,
  }: { promptId: string | null; environment: string | null; limit: number },
) =>
  db.$queryRaw<{ id: string; startedAt: Date }[]>`
    select id, started_at as "startedAt" from trace
    where project_id = ${projectId}::uuid
      ${promptId ? Prisma.sql`and prompt_id = ${promptId}::uuid` : Prisma.empty}
      ${environment ? Prisma.sql`and environment = ${environment}` : Prisma.empty}
    order by started_at desc, id limit ${limit}`;
