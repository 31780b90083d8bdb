import pg from "pg";
import { projectApi } from "../project-api.mjs";
import { admin } from "./galley-client.mjs";
import { makeTrace } from "./make-traces.mjs";
import { seedTraces } from "./seed-traces.mjs";

const BATCH = 100;
const BATCHES = 60;
const CLIENTS = 4;
const ROUNDS = 5;
const INGESTION_BAR = 0.6;
const READABLE_BAR_MS = 1_000;
const DASHBOARD_BAR = 1.3;

/** Ingestion against bare INSERTs of the same rows, and the dashboard at a hundred times the traces. */
export async function benchTraces({ galley, project, apiKey, call, report, traces }) {
  const client = new pg.Client({ connectionString: galley.ownerUrl });
  await client.connect();
  try {
    await benchIngestion({ galley, project, apiKey, client, report });
    await benchReadable({ call, report });
    await benchDashboard({ galley, client, report, traces });
  } finally {
    await client.end();
  }
}

export async function benchIngestion({ galley, project, apiKey, client, report }) {
  const url = `${galley.url}/api/v1/projects/${project}/traces`;
  const headers = { authorization: `Bearer ${apiKey}`, "content-type": "application/json" };
  const post = async (body) => {
    const response = await fetch(url, { method: "POST", headers, body });
    const answer = await response.json();
    if (response.status !== 202 || answer.accepted !== BATCH) {
      throw new Error(`${response.status} ${JSON.stringify(answer)}`);
    }
  };
  const makeBodies = (batches) =>
    Array.from({ length: batches }, (_, batch) =>
      JSON.stringify({
        traces: Array.from({ length: BATCH }, (_, i) => makeTrace(batch * BATCH + i)),
      }),
    );
  // A server that has been up for a minute; bare INSERTs have nothing to warm.
  await spread(makeBodies(BATCHES), post);
  const bare = await prepareBare(galley, client);
  const rounds = [];
  for (let round = 0; round < ROUNDS; round++) {
    const since = await now(client);
    const ours = await spread(makeBodies(BATCHES), post);
    const batches = await loadRows(client, since);
    const theirs = await spread(batches, bare.insert);
    rounds.push({ ratio: theirs / ours, ours, theirs });
  }
  await bare.end();
  rounds.sort((a, b) => a.ratio - b.ratio);
  const { ratio, ours } = rounds[Math.floor(ROUNDS / 2)];
  report({
    what: `traces taken in over HTTP, batches of ${BATCH}, ${CLIENTS} clients`,
    value: `${Math.round(ratio * 100)} % of bare INSERTs`,
    detail: `${Math.round((BATCH * BATCHES) / (ours / 1000))} traces of 5 rows a second; rounds: ${rounds.map((each) => `${Math.round(each.ratio * 100)} %`).join(", ")}`,
    bar: `≥ ${INGESTION_BAR * 100} %`,
    holds: ratio >= INGESTION_BAR,
  });
}

/** All of these through `work`, a few at once; milliseconds. */
async function spread(items, work) {
  let next = 0;
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      while (next < items.length) await work(items[next++]);
    }),
  );
  return performance.now() - startedAt;
}

async function now(client) {
  return (await client.query("select clock_timestamp() as now")).rows[0].now;
}

/** Tables of the same columns and indexes, and connections that insert batches of rows into them. */
async function prepareBare(galley, client) {
  for (const table of ["trace", "trace_step"]) {
    await client.query(`create table bare_${table} (like ${table} including all)`);
  }
  const pool = new pg.Pool({ connectionString: galley.ownerUrl, max: CLIENTS });
  const insert = async (tables) => {
    const connection = await pool.connect();
    try {
      await connection.query("begin");
      for (const { table, columns, rows } of tables)
        await insertRows(connection, table, columns, rows);
      await connection.query("commit");
    } finally {
      connection.release();
    }
  };
  return {
    insert,
    async end() {
      await pool.end();
      for (const table of ["trace", "trace_step"]) await client.query(`drop table bare_${table}`);
    },
  };
}

async function insertRows(connection, table, columns, rows) {
  const values = [];
  const places = rows.map((row) => {
    const marks = columns.map((column) => {
      values.push(row[column]);
      return `$${values.length}`;
    });
    return `(${marks.join(",")})`;
  });
  await connection.query(
    `insert into ${table} (${columns.join(",")}) values ${places.join(",")}`,
    values,
  );
}

/** What was stored since, in batches of whole traces, as text that the driver passes on as it is. */
async function loadRows(client, since) {
  const types = { getTypeParser: () => (text) => text };
  const traces = await client.query({
    text: "select * from trace where received_at >= $1 order by id",
    values: [since],
    types,
  });
  const steps = await client.query({
    text: `select s.* from trace_step s join trace t on t.project_id = s.project_id
      and t.id = s.trace_id and t.bucket = s.bucket where t.received_at >= $1 order by s.trace_id`,
    values: [since],
    types,
  });
  const stepsOf = Map.groupBy
    ? Map.groupBy(steps.rows, (row) => row.trace_id)
    : groupBy(steps.rows, (row) => row.trace_id);
  const [traceColumns, stepColumns] = [traces, steps].map(({ fields }) =>
    fields.map(({ name }) => name),
  );
  const batches = [];
  for (let from = 0; from < traces.rows.length; from += BATCH) {
    const rows = traces.rows.slice(from, from + BATCH);
    batches.push([
      { table: "bare_trace", columns: traceColumns, rows },
      {
        table: "bare_trace_step",
        columns: stepColumns,
        rows: rows.flatMap(({ id }) => stepsOf.get(id) ?? []),
      },
    ]);
  }
  return batches;
}

function groupBy(rows, keyOf) {
  const groups = new Map();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return groups;
}

async function benchReadable({ call, report }) {
  const times = [];
  for (let index = 0; index < 20; index++) {
    const trace = makeTrace(index, Date.now() - 100);
    const startedAt = performance.now();
    await call("POST", "traces", { traces: [trace] });
    const [{ data }, one] = await Promise.all([
      call("GET", "traces?range=1h&limit=20&content=preview"),
      call("GET", `traces/${trace.id}`),
    ]);
    if (one.id !== trace.id || !data.some(({ id }) => id === trace.id)) {
      throw new Error("A trace that was taken in is not there.");
    }
    times.push(performance.now() - startedAt);
  }
  const slowest = Math.max(...times);
  report({
    what: "a trace sent, then read and found in the list",
    value: `${Math.round(slowest)} ms at most of 20`,
    bar: `≤ ${READABLE_BAR_MS} ms`,
    holds: slowest <= READABLE_BAR_MS,
  });
}

const DAYS = 28;
const dashboard = [
  "metrics/summary?range=7d",
  "metrics/charts?range=7d&groupBy=version",
  "metrics?metric=latency_p95_ms&interval=hour&range=7d&groupBy=version",
  "metrics?metric=success_rate&interval=day&range=28d&groupBy=version",
  "metrics?metric=cost_per_success_usd&interval=day&range=28d&groupBy=segment",
];
const ASKED = 15;

export async function benchDashboard({ galley, client, report, traces }) {
  const [small, large] = [traces / 100, traces];
  const projects = [];
  for (const count of [small, large]) {
    const startedAt = performance.now();
    const slug = `bench-${count}`;
    await admin(galley.env, "create-project", "--slug", slug, "--name", slug);
    const { rows } = await client.query("select id from project where slug = $1", [slug]);
    const key = ["--project", slug, "--name", "bench", "--scopes", "all"];
    const { apiKey } = await admin(galley.env, "create-api-key", ...key);
    const call = projectApi({ url: galley.url, project: slug, apiKey });
    const { seedMs, countMs } = await seedTraces({
      client,
      call,
      project: rows[0],
      count,
      days: DAYS,
    });
    projects.push({ count, call, times: new Map(dashboard.map((query) => [query, []])) });
    report({
      what: `${count.toLocaleString("en-US")} traces over ${DAYS} days seeded and counted`,
      value: `${Math.round((performance.now() - startedAt) / 1000)} s`,
      detail: `${Math.round(seedMs / 1000)} s to insert, ${Math.round(countMs / 1000)} s until the worker had counted every hour`,
    });
  }
  for (const table of ["trace_rollup", "trace_unit_day"]) {
    await client.query(`vacuum analyze ${table}`);
  }
  for (let round = 0; round < ASKED + 2; round++) {
    for (const query of dashboard) {
      for (const { call, times } of projects) {
        const startedAt = performance.now();
        await call("GET", query);
        if (round >= 2) times.get(query).push(performance.now() - startedAt);
      }
    }
  }
  const medians = projects.map(({ times }) => dashboard.map((query) => median(times.get(query))));
  const [smallSum, largeSum] = medians.map((each) => each.reduce((sum, ms) => sum + ms, 0));
  const ratio = largeSum / smallSum;
  report({
    what: `dashboard at ${large.toLocaleString("en-US")} traces against ${small.toLocaleString("en-US")}`,
    value: `${ratio.toFixed(2)} ×`,
    detail: dashboard
      .map(
        (query, i) =>
          `${query}: ${medians[1][i].toFixed(1)} against ${medians[0][i].toFixed(1)} ms`,
      )
      .join("\n    "),
    bar: `≤ ${DASHBOARD_BAR} ×`,
    holds: ratio <= DASHBOARD_BAR,
  });
  const check = await admin(galley.env, "check-rollups");
  const wrong = check.projects.flatMap(({ wrongHours }) => wrongHours);
  report({
    what: "hours whose rollup is not what the rows say",
    value: String(wrong.length),
    bar: "0",
    holds: wrong.length === 0,
  });
}

function median(values) {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
}
