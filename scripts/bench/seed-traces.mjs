const DAY_MS = 86_400_000;

/**
 * So many traces over some days until now, written by the database itself: two prompts whose versions change
 * half-way, a candidate in the last days, three segments, latencies that are log-normal around a second. Then
 * waits until the worker has counted their hours.
 */
export async function seedTraces({ client, call, project, count, days }) {
  const segments = [];
  for (const [name, attribute] of [
    ["Enterprise", "enterprise"],
    ["New users", "new"],
    ["Pro", "pro"],
  ]) {
    const condition = { subject: "attribute", attribute: "tier", operator: "=", value: attribute };
    segments.push((await call("POST", "segments", { name, condition })).id);
  }
  // Partitions of all these weeks, made by the product as it always does.
  const now = Date.now();
  const traces = Array.from({ length: days + 1 }, (_, day) => {
    const at = new Date(now - day * DAY_MS - 1_000).toISOString();
    return { id: `week-${day}`, startedAt: at, endedAt: at, steps: [] };
  });
  await call("POST", "traces", { traces });
  const startedAt = performance.now();
  await client.query("select setseed(0.42)");
  await client.query(
    `with drawn as (
       select i, now() - make_interval(secs => ($3::float8 * 86400 * (1 - i::float8 / $2))) as started_at,
         random() as r1, random() as r2, random() as r3,
         exp(7.0 + 0.6 * sqrt(-2 * ln(1 - random())) * cos(2 * pi() * random())) as ms
       from generate_series(1, $2::int) i
     ), made as (
       insert into trace (bucket, project_id, id, started_at, ended_at, environment, prompt, version, arm, unit,
         model, outcome, error, attributes, language, input_length, input, output, input_preview,
         output_preview, input_tokens, cached_input_tokens, output_tokens, cost_usd, latency_ms, retries,
         tool_calls, steps, errors, segments)
       select (started_at at time zone 'UTC')::date, $1::uuid, 'seed-' || i, started_at,
         started_at + make_interval(secs => ms / 1000),
         case when r1 < 0.95 then 'production' else 'staging' end,
         case when i % 3 = 0 then 'support/reply' else 'support/triage' end,
         case when i > $2 / 2 then 6 else 5 end,
         case when i > $2 * 0.9 and r2 < 0.1 then 'candidate' else 'stable' end, 'cus_' || (r3 * 5000)::int,
         case when i % 3 = 0 then 'gpt-4.1' else 'gpt-4.1-mini' end,
         case when r3 < 0.86 then 'succeeded' when r3 < 0.92 then 'failed' when r3 < 0.97 then 'escalated'
           else 'fell_back' end,
         case when r3 > 0.99 then 'timeout' end,
         '{"tier":"basic"}', 'en', 140, jsonb_build_object('ticket', 'Where is the parcel of order ' || i),
         '{"category":"order_status"}', 'Where is the parcel of order ' || i, 'order_status',
         900 + (r1 * 800)::int, 512, 30 + (r2 * 80)::int, 0.0004 + r1 * 0.0004, ms::int,
         (r3 > 0.96)::int, (r1 * 3)::int, 4, 0,
         case when r2 < 0.1 then array[$4::uuid] when r2 < 0.25 then array[$5::uuid]
           when r2 < 0.3 then array[$5::uuid, $6::uuid] else '{}' end
       from drawn returning bucket, id
     )
     insert into trace_key (project_id, id, bucket) select $1::uuid, id, bucket from made`,
    [project.id, count, days, ...segments],
  );
  await client.query("analyze trace");
  const seededAt = performance.now();
  await client.query(
    `insert into trace_change (project_id, hour)
     select distinct $1::uuid, date_trunc('hour', started_at, 'UTC') from trace where project_id = $1`,
    [project.id],
  );
  for (;;) {
    const { rows } = await client.query(
      `select (select count(*) from trace_change)::int + (select count(*) from trace_unit_change)::int as n`,
    );
    if (rows[0].n === 0) break;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return { seedMs: seededAt - startedAt, countMs: performance.now() - seededAt };
}
