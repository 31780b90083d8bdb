import type { PoolClient } from "pg";
import { selectStepUsage } from "@/lib/providers/usage/usage-columns";
import { priceSpan } from "../price-span";
import type { Span } from "../span";
import type { TraceKey } from "./stored-spans";

/**
 * Spans that are parts of what a client told before (`Span.merge`) become whole: put onto what is stored of
 * them. Their traces are locked, so that two parts at the same time come one after the other.
 */
export async function joinParts(
  client: PoolClient,
  projectId: string,
  arrived: readonly { id: string; spans: Map<string, Span> }[],
  keys: readonly TraceKey[],
): Promise<void> {
  const buckets = new Map(keys.map(({ id, bucket }) => [id, bucket]));
  const parts = arrived
    .filter(({ id }) => buckets.has(id))
    .flatMap(({ spans }) => [...spans.values()].filter(({ merge }) => merge));
  if (parts.length === 0) return;
  const stored = await readWhole(client, projectId, parts, new Set(buckets.values()));
  for (const { id, spans } of arrived) {
    for (const span of spans.values()) {
      const before = stored.get(`${id} ${span.id}`);
      if (before && span.merge) spans.set(span.id, priceSpan(span.merge(before, span)));
    }
  }
}

async function readWhole(
  client: PoolClient,
  projectId: string,
  parts: readonly Span[],
  buckets: ReadonlySet<string>,
): Promise<Map<string, Span>> {
  const { rows } = await client.query<Span>(
    `select trace_id as "traceId", id, parent_id as "parentId", kind, name,
       started_at as "startedAt", ended_at as "endedAt", provider, model,
       ${selectStepUsage("trace_step")},
       first_token_ms as "firstTokenMs", finish_reason as "finishReason", retries,
       input, output, error, attributes, facts
     from trace_step
     where project_id = $1 and bucket = any($2::date[])
       and (trace_id, id) in (select * from unnest($3::text[], $4::text[]))`,
    [projectId, [...buckets], parts.map(({ traceId }) => traceId), parts.map(({ id }) => id)],
  );
  return new Map(rows.map((row) => [`${row.traceId} ${row.id}`, row]));
}
