import { UNIT_GROUPS } from "@/lib/stats/intervals/design-effect";
import { SEGMENTS_OF } from "./rollup-sql";

const KNOWN = "outcome is not null";
const ANSWERED = "error is null";
/** An answer within a millisecond took one. */
const LOG_LATENCY = "ln(greatest(latency_ms, 1)::float8)";
const COST = "cost_usd::float8";

const counted = (condition: string) => `count(*) filter (where ${condition})`;
const summed = (amount: string, condition = "true") =>
  `coalesce(sum(${amount}) filter (where ${condition}), 0)`;
const squared = (amount: string, condition = "true") =>
  summed(`(${amount})::float8 * (${amount})`, condition);

/** What a group of units sums up, by column. */
export const UNIT_SUMS = {
  traces: "count(*)",
  succeeded: counted("outcome = 'succeeded'"),
  escalated: counted("outcome = 'escalated'"),
  fell_back: counted("outcome = 'fell_back'"),
  known: counted(KNOWN),
  errored: "count(error)",
  retried: counted("retries > 0"),
  tool_calls: summed("tool_calls"),
  tool_calls_squares: squared("tool_calls"),
  log_latency: summed(LOG_LATENCY, ANSWERED),
  log_latency_squares: squared(LOG_LATENCY, ANSWERED),
  tokens_n: "count(coalesce(input_tokens, output_tokens))",
  input_tokens: summed("input_tokens"),
  input_tokens_squares: squared("input_tokens"),
  output_tokens: summed("output_tokens"),
  output_tokens_squares: squared("output_tokens"),
  cost_n: "count(cost_usd)",
  cost_usd: summed(COST),
  cost_squares: squared(COST),
  known_cost_n: `count(cost_usd) filter (where ${KNOWN})`,
  known_cost_usd: summed(COST, KNOWN),
  known_cost_squares: squared(COST, KNOWN),
  success_cost_n: "count(cost_usd) filter (where outcome = 'succeeded')",
  success_cost_usd: summed(COST, "outcome = 'succeeded'"),
} as const;

export const UNIT_DAY_KEY = [
  "segment_id",
  "day",
  "prompt",
  "version",
  "environment",
  "arm",
  "model",
  "unit_group",
] as const;

export const UNIT_DAY_COLUMNS = [...UNIT_DAY_KEY, ...Object.keys(UNIT_SUMS)];

/**
 * Rows of trace_unit_day as the traces say them, for one project ($1) and the days of [$2, $3). md5, since what
 * PostgreSQL hashes with otherwise may change between its versions, and a unit stays in its group.
 */
export const UNIT_DAYS_FROM_ROWS = `
  select s.segment_id, (started_at at time zone 'UTC')::date as day,
    coalesce(prompt, '') as prompt, coalesce(version, 0) as version,
    coalesce(environment, '') as environment, coalesce(arm, '') as arm, coalesce(model, '') as model,
    (('x' || left(md5(unit), 4))::bit(16)::int % ${UNIT_GROUPS})::int2 as unit_group,
    ${Object.entries(UNIT_SUMS)
      .map(([name, sum]) => `(${sum})::float8 as ${name}`)
      .join(", ")}
  from trace cross join lateral (${SEGMENTS_OF}) s
  where project_id = $1 and started_at >= $2 and started_at < $3 and unit is not null
  group by 1, 2, 3, 4, 5, 6, 7, 8`;
