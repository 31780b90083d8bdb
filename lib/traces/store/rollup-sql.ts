/**
 * Rollup rows as the raw rows say them, for one project ($1) and the hours of [$2, $3): the one definition that
 * counting and checking share, and the replay of alerts, which asks by minute. Every trace counts once under the nil UUID and once for each of its segments.
 * Bins of latency are those of lib/stats/summaries/log-sketch.ts; lib/traces/store/sketch-bytes.ts reads them.
 */
export const ROLLUP_COLUMNS = [
  "segment_id",
  "hour",
  "prompt",
  "version",
  "environment",
  "arm",
  "model",
  "traces",
  "succeeded",
  "failed",
  "escalated",
  "fell_back",
  "errored",
  "retried",
  "retries",
  "tool_calls",
  "tool_calls_squares",
  "latency_ms",
  "input_tokens",
  "input_tokens_squares",
  "cached_input_tokens",
  "output_tokens",
  "output_tokens_squares",
  "tokens_n",
  "cost_usd",
  "cost_squares",
  "cost_n",
  "success_cost_usd",
  "success_cost_n",
  "known_cost_usd",
  "known_cost_squares",
  "known_cost_n",
  "with_unit",
  "unit_squares",
  "latency_sketch",
] as const;

export const ROLLUP_KEY = ROLLUP_COLUMNS.slice(0, 7);
/** Sums of floating-point numbers, which depend on the order of the rows in their last digits. */
export const ROLLUP_FLOATS: readonly string[] = ROLLUP_COLUMNS.filter((name) =>
  name.endsWith("_squares"),
);

const SUMS = ROLLUP_COLUMNS.slice(7, -2);
const KEY = ROLLUP_KEY.join(", ");

/** The segments that a trace counts in: all traces, and its own. */
export const SEGMENTS_OF = `
  select '00000000-0000-0000-0000-000000000000'::uuid as segment_id
  union all select unnest(segments)`;

export const ROLLUPS_FROM_ROWS = rollupsFromRows("hour");

export function rollupsFromRows(unit: "hour" | "minute"): string {
  return `
  with trace_of_hour as (
    select date_trunc('${unit}', started_at, 'UTC') as hour, segments,
      coalesce(prompt, '') as prompt, coalesce(version, 0) as version,
      coalesce(environment, '') as environment, coalesce(arm, '') as arm, coalesce(model, '') as model,
      coalesce(outcome, '') as outcome, unit, error, retries, tool_calls, latency_ms,
      input_tokens, cached_input_tokens, output_tokens, cost_usd,
      -- Only what was answered took its time: an error has no latency, as in runs.
      case when error is not null then null when latency_ms < 1 then -1
        else ceil(ln(latency_ms::float8) / ln(1.01::float8 / 0.99::float8))::int end as bin
    from trace where project_id = $1 and started_at >= $2 and started_at < $3
  ), by_unit as (
    select s.segment_id, hour, prompt, version, environment, arm, model, count(*)::float8 as traces
    from trace_of_hour cross join lateral (${SEGMENTS_OF}) s
    where unit is not null
    group by 1, 2, 3, 4, 5, 6, 7, unit
  ), of_units as (
    select ${KEY}, sum(traces * traces) as unit_squares from by_unit group by ${KEY}
  ), by_bin as (
    select s.segment_id, hour, prompt, version, environment, arm, model, bin,
      count(*) as traces,
      count(*) filter (where outcome = 'succeeded') as succeeded,
      count(*) filter (where outcome = 'failed') as failed,
      count(*) filter (where outcome = 'escalated') as escalated,
      count(*) filter (where outcome = 'fell_back') as fell_back,
      count(error) as errored,
      count(*) filter (where retries > 0) as retried,
      sum(retries) as retries,
      sum(tool_calls) as tool_calls,
      sum(tool_calls::float8 * tool_calls) as tool_calls_squares,
      coalesce(sum(latency_ms) filter (where error is null), 0) as latency_ms,
      coalesce(sum(input_tokens), 0) as input_tokens,
      coalesce(sum(input_tokens::float8 * input_tokens), 0) as input_tokens_squares,
      coalesce(sum(cached_input_tokens), 0) as cached_input_tokens,
      coalesce(sum(output_tokens), 0) as output_tokens,
      coalesce(sum(output_tokens::float8 * output_tokens), 0) as output_tokens_squares,
      count(coalesce(input_tokens, output_tokens)) as tokens_n,
      coalesce(sum(cost_usd), 0) as cost_usd,
      coalesce(sum(cost_usd::float8 * cost_usd::float8), 0) as cost_squares,
      count(cost_usd) as cost_n,
      coalesce(sum(cost_usd) filter (where outcome = 'succeeded'), 0) as success_cost_usd,
      count(cost_usd) filter (where outcome = 'succeeded') as success_cost_n,
      coalesce(sum(cost_usd) filter (where outcome <> ''), 0) as known_cost_usd,
      coalesce(sum(cost_usd::float8 * cost_usd::float8) filter (where outcome <> ''), 0) as known_cost_squares,
      count(cost_usd) filter (where outcome <> '') as known_cost_n,
      count(unit) as with_unit
    from trace_of_hour cross join lateral (${SEGMENTS_OF}) s
    group by 1, 2, 3, 4, 5, 6, 7, 8
  )
  select ${KEY},
    ${SUMS.map((name) => `sum(${name}) as ${name}`).join(", ")},
    coalesce(max(unit_squares), 0) as unit_squares,
    coalesce(string_agg(case
      when bin is null then null
      when traces < 32 then int2send(((bin + 1) * 32 + traces - 32768)::int2)
      else int2send(((bin + 1) * 32 - 32768)::int2) || int4send(traces::int4)
    end, '' order by bin), ''::bytea) as latency_sketch
  from by_bin left join of_units using (${KEY}) group by ${KEY}`;
}
