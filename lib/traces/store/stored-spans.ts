import type { PoolClient } from "pg";
import { selectStepUsage } from "@/lib/providers/usage/usage-columns";
import type { RequestOutcome, Scalar } from "../span";
import type { SpanOutline } from "../summarise-trace";

export interface TraceKey {
  id: string;
  bucket: string;
}

interface OutlineRow extends Omit<SpanOutline, "facts"> {
  traceId: string;
  facts: (Record<string, unknown> & { attributes?: Record<string, Scalar> }) | null;
  factsHaveInput: boolean | null;
  factsHaveOutput: boolean | null;
}

/** What was stored before of these traces, without inputs and outputs: by trace, then by step. */
export async function loadOutlines(
  client: PoolClient,
  projectId: string,
  keys: readonly TraceKey[],
): Promise<Map<string, Map<string, SpanOutline>>> {
  const { rows } = await client.query<OutlineRow>(
    `select trace_id as "traceId", id, parent_id as "parentId", kind, name,
       started_at as "startedAt", ended_at as "endedAt", provider, model,
       ${selectStepUsage("trace_step")},
       first_token_ms as "firstTokenMs", retries, error,
       input is not null as "hasInput", output is not null as "hasOutput",
       facts - 'input' - 'output' as facts,
       jsonb_typeof(facts -> 'input') <> 'null' as "factsHaveInput",
       jsonb_typeof(facts -> 'output') <> 'null' as "factsHaveOutput"
     from trace_step
     where project_id = $1 and trace_id = any($2) and bucket = any($3::date[])`,
    [projectId, keys.map(({ id }) => id), [...new Set(keys.map(({ bucket }) => bucket))]],
  );
  const traces = new Map<string, Map<string, SpanOutline>>();
  for (const { traceId, facts, factsHaveInput, factsHaveOutput, ...span } of rows) {
    const steps = traces.get(traceId) ?? new Map<string, SpanOutline>();
    traces.set(traceId, steps);
    steps.set(span.id, {
      ...span,
      facts: facts && {
        ...facts,
        hasInput: factsHaveInput === true,
        hasOutput: factsHaveOutput === true,
      },
    });
  }
  return traces;
}

export interface StoredTrace {
  id: string;
  startedAt: Date;
  outcome: RequestOutcome | null;
  outcomeFrom: "trace" | "feedback" | "review" | null;
}

/** What a trace's row says that its spans do not. */
export async function loadRows(
  client: PoolClient,
  projectId: string,
  keys: readonly TraceKey[],
): Promise<Map<string, StoredTrace>> {
  const { rows } = await client.query<StoredTrace>(
    `select id, started_at as "startedAt", outcome, outcome_from as "outcomeFrom"
     from trace where project_id = $1 and id = any($2) and bucket = any($3::date[])`,
    [projectId, keys.map(({ id }) => id), [...new Set(keys.map(({ bucket }) => bucket))]],
  );
  return new Map(rows.map((row) => [row.id, row]));
}
