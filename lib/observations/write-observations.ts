import "server-only";
import { createHash } from "node:crypto";
import type { PoolClient } from "pg";
import { Prisma } from "@/lib/db/client";
import { loadSplits, type Split } from "@/lib/deployments/load-splits";
import { type PlacedRequest, placeRequest } from "./place-request";

/** What a stored request says that a rollout may count. */
export interface ObservedRequest {
  id: string;
  promptId: string | null;
  environment: string | null;
  version: number | null;
  arm: string | null;
  unit: string | null;
  startedAt: Date;
  outcome: string | null;
  error: string | null;
  latencyMs: number;
  costUsd: number | null;
  inputTokens: number | null;
  outputTokens: number | null;
  toolCalls: number;
  retries: number;
  segments: string[];
}

const FACTS =
  "outcome, is_error, latency_ms, cost_usd, input_tokens, output_tokens, tool_calls, retries, segments";
const COLUMNS = `rollout_id, request, unit, arm, entry, percent, happened_at, ${FACTS}`;

/** Writers of a project's observations share it; who reads how far they have come takes it alone. */
export const observationLock = (projectId: string): bigint =>
  createHash("sha256").update(`observations:${projectId}`).digest().readBigInt64BE();

/** Observes these requests for the rollouts that go on, in the transaction that stores them. */
export async function writeObservations(
  client: PoolClient,
  projectId: string,
  requests: readonly ObservedRequest[],
): Promise<void> {
  // This is on the way of every trace: one that names no prompt of the project asks nothing.
  if (requests.every(({ promptId }) => promptId === null)) return;
  const splits = await loadSplits(client, projectId);
  const rows = requests.flatMap((request) => observe(splits, request));
  if (rows.length === 0) return;
  await client.query("select pg_advisory_xact_lock_shared($1)", [observationLock(projectId)]);
  await client.query(
    `insert into rollout_observation (${COLUMNS}, is_first)
     select ${COLUMNS}, not exists (select 1 from rollout_observation o
       where o.rollout_id = r.rollout_id and o.request = r.request)
     from json_to_recordset($1::json) as r(rollout_id uuid, request text, unit text, arm text, entry text,
       percent float8, happened_at timestamptz, outcome text, is_error boolean, latency_ms int, cost_usd float8,
       input_tokens int, output_tokens int, tool_calls int, retries int, segments uuid[])`,
    [JSON.stringify(rows)],
  );
}

function observe(splits: readonly Split[], request: ObservedRequest) {
  const ofPrompt = splits.filter(({ promptId }) => promptId === request.promptId);
  const { environment } = request;
  const split =
    environment === null && ofPrompt.length === 1
      ? ofPrompt[0]
      : ofPrompt.find((one) => one.environment === environment);
  const placed =
    split && placeRequest(split, { ...request, startedAt: request.startedAt.getTime() });
  return split && placed ? [rowOf(split, placed, request)] : [];
}

function rowOf({ rolloutId }: Split, placed: PlacedRequest, request: ObservedRequest) {
  return {
    rollout_id: rolloutId,
    request: request.id,
    unit: request.unit && hashUnit(rolloutId, request.unit),
    arm: placed.arm,
    entry: placed.entry,
    percent: placed.percent,
    happened_at: new Date(placed.happenedAt),
    outcome: request.outcome,
    is_error: request.error !== null,
    latency_ms: request.latencyMs,
    cost_usd: request.costUsd,
    input_tokens: request.inputTokens,
    output_tokens: request.outputTokens,
    tool_calls: request.toolCalls,
    retries: request.retries,
    segments: request.segments,
  };
}

/** A unit may be a person's address, and a rollout only has to tell units apart. */
const hashUnit = (rolloutId: string, unit: string): string =>
  createHash("sha256").update(`${rolloutId}:${unit}`).digest("base64url").slice(0, 22);

/**
 * Observes that a request's outcome was said, after the trace has it, in the same transaction and under the lock of
 * the trace's key. Nothing happens for a request that no running rollout has seen.
 */
export function outcomeObservationSql(
  projectId: string,
  request: string,
  outcome: string | null,
): Prisma.Sql {
  const columns = Prisma.raw(COLUMNS);
  const [, ...others] = FACTS.split(", ");
  const facts = Prisma.raw(others.join(", "));
  return Prisma.sql`
    insert into rollout_observation (${columns}, is_first)
    select rollout_id, request, unit, arm, entry, percent, happened_at, ${outcome}::text, ${facts}, false
    from (
      select distinct on (o.rollout_id) o.*
      from rollout_observation o join rollout r on r.id = o.rollout_id
      where r.project_id = ${projectId}::uuid and r.ended_at is null and o.request = ${request}
      order by o.rollout_id, o.seq desc
    ) last
    where pg_advisory_xact_lock_shared(${observationLock(projectId)}) is not null
      and last.outcome is distinct from ${outcome}::text`;
}
