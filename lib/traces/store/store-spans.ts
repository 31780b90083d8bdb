import pLimit from "p-limit";
import type { PoolClient } from "pg";
import { type ObservedRequest, writeObservations } from "@/lib/observations/write-observations";
import type { TraceBatch } from "../span";
import { summariseTrace } from "../summarise-trace";
import { takeEarlyOutcomes } from "./early-feedback";
import { type Arrived, firstStart, gatherSpans, mergedOutlines } from "./gather-spans";
import { inTransaction } from "./in-transaction";
import { joinParts } from "./join-parts";
import { loadPrompts } from "./named-prompts";
import { dayOf, ensurePartitions } from "./partitions";
import { lockOfSegments } from "./segment-lock";
import { loadOutlines, loadRows, type TraceKey } from "./stored-spans";
import { loadContents } from "./trace-content";
import { rowOf, type Surroundings } from "./trace-row";
import { type TraceRow, writeChanges, writeSteps, writeTraces } from "./write-rows";

const shared = globalThis as { galleyTraceWriters?: ReturnType<typeof pLimit> };
/** Connections that writers take at most; the rest of the pool stays for those who read. */
const WRITERS = 4;

/**
 * Stores what came of some traces, in one transaction: when it answers, it is on disk. Spans may come late,
 * again, in any order and in any parts; every trace they touch is summed up again out of all its spans.
 */
export async function storeSpans(projectId: string, batches: readonly TraceBatch[]): Promise<void> {
  const arrived = gatherSpans(batches);
  if (arrived.length === 0) return;
  const buckets = arrived.map(({ spans }) => dayOf(firstStart(spans)));
  await ensurePartitions(buckets);
  shared.galleyTraceWriters ??= pLimit(WRITERS);
  await shared.galleyTraceWriters(() =>
    inTransaction((client) => write(client, projectId, arrived, buckets)),
  );
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
  const outlines = old.length > 0 ? await loadOutlines(client, projectId, old) : new Map();
  const stored = old.length > 0 ? await loadRows(client, projectId, old) : new Map();
  const summaries = arrived.map(({ id, spans }) =>
    summariseTrace(mergedOutlines(spans, outlines.get(id))),
  );
  const prompts = await loadPrompts(client, projectId, summaries);
  const traces = arrived.flatMap((trace, index) => {
    const key = keys.get(trace.id);
    const summary = summaries[index];
    return key && summary ? [{ key, arrived: trace, summary }] : [];
  });
  const contents = await loadContents(client, projectId, traces);
  const rows = traces.map((trace, index) =>
    rowOf(trace, contents[index] ?? { input: null, output: null }, stored.get(trace.arrived.id), {
      segments,
      prompts,
    }),
  );
  await writeTraces(client, projectId, rows);
  const isOld = new Set(old.map(({ id }) => id));
  const early = await takeEarlyOutcomes(
    client,
    projectId,
    [...keys.values()].filter(({ id }) => !isOld.has(id)),
  );
  const observed = rows.map((row) => observedOf(row, early));
  await writeObservations(client, projectId, observed);
  await writeSteps(client, projectId, keys, arrived);
  const starts = rows.map(({ summary }) => summary.startedAt);
  const earlier = [...stored.values()].map(({ startedAt }) => startedAt);
  await writeChanges(client, projectId, [...starts, ...earlier]);
}

const observedOf = (
  { id, summary, outcome, promptId, segments }: TraceRow,
  early: ReadonlyMap<string, string>,
): ObservedRequest => ({ ...summary, id, promptId, segments, outcome: early.get(id) ?? outcome });

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
  const existing = await client.query<TraceKey>(
    `select id, bucket::text as bucket from trace_key
     where project_id = $1 and id = any($2) order by id collate "C" for update`,
    [projectId, ids.filter((id) => !keys.has(id))],
  );
  for (const key of existing.rows) keys.set(key.id, key);
  return { keys, old: existing.rows };
}
