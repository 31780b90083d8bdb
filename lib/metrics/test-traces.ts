import { randomUUID } from "node:crypto";
import { db, pool } from "@/lib/db/client";
import { countAllHours } from "@/lib/traces/store/count-hour";

export interface TestTrace {
  at: Date;
  prompt?: string;
  version?: number;
  environment?: string;
  arm?: string;
  unit?: string;
  outcome?: "succeeded" | "failed" | "escalated" | "fell_back";
  latencyMs?: number;
  costUsd?: number;
  inputTokens?: number;
  retries?: number;
  error?: string;
  segments?: string[];
}

const HOUR_MS = 3_600_000;

/** For database tests: rows of traces as they are stored, counted as the worker counts them. */
export async function putTraces(projectId: string, traces: readonly TestTrace[]): Promise<void> {
  const rows = traces.map(({ at, latencyMs = 500, ...trace }) => ({
    ...trace,
    id: randomUUID(),
    at,
    endedAt: new Date(at.getTime() + latencyMs),
    latencyMs,
    outputTokens: trace.inputTokens === undefined ? null : 10,
    retries: trace.retries ?? 0,
    segments: trace.segments ?? [],
  }));
  // One statement for all: a thousand rows one by one would be most of a test's time.
  await pool.query(
    `insert into trace (project_id, bucket, id, started_at, ended_at, latency_ms, prompt, version,
       environment, arm, unit, outcome, cost_usd, input_tokens, output_tokens, retries, error, segments)
     select $1, at::date, id, at, "endedAt", "latencyMs", prompt, version, environment, arm, unit, outcome,
       "costUsd", "inputTokens", "outputTokens", retries, error, segments
     from jsonb_to_recordset($2) as t (id text, at timestamptz, "endedAt" timestamptz,
       "latencyMs" int, prompt text, version int, environment text, arm text, unit text, outcome text,
       "costUsd" numeric, "inputTokens" int, "outputTokens" int, retries int, error text,
       segments uuid[])`,
    [projectId, JSON.stringify(rows)],
  );
  const hours = new Set(traces.map(({ at }) => Math.floor(at.getTime() / HOUR_MS) * HOUR_MS));
  await db.traceChange.createMany({
    data: [...hours].map((hour) => ({ projectId, hour: new Date(hour) })),
  });
  await countAllHours(projectId);
}
