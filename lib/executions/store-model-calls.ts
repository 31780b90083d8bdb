import "server-only";
import { pool } from "@/lib/db/client";
import { storableJson, storableText } from "@/lib/db/storable";
import { usageColumns, usageParameters, usageValues } from "@/lib/providers/usage/usage-columns";
import type { Usage } from "@/lib/providers/usage/usage-contract";
import type { ModelCall } from "./execution";

/** For whom calls were made. */
export interface CallOwner {
  projectId: string;
  purpose: "try" | "judge";
  runId?: string;
  userId?: string | null;
  promptName?: string;
}

const STORE = `
  insert into model_call (id, project_id, purpose, run_id, user_id, prompt_name, connection, model,
    latency_ms, first_token_ms, finish_reason, tool_calls, request_id, error, ${usageColumns()})
  select gen_random_uuid(), $1, $2, $3, $4, $5, u.connection, u.model, u.latency_ms, u.first_token_ms,
    u.finish_reason, u.tool_calls::jsonb, u.request_id, u.error, ${usageColumns("u")}
  from unnest($6::text[], $7::text[], $8::int[], $9::int[], $10::text[], $11::text[], $12::text[],
    $13::text[], ${usageParameters(14)}) as u (connection, model, latency_ms, first_token_ms,
    finish_reason, tool_calls, request_id, error, ${usageColumns()})`;

/** Keeps what calls cost and took that are no results of a run, whether they were answered or not. */
export async function storeModelCalls(
  owner: CallOwner,
  calls: readonly ModelCall[],
): Promise<void> {
  if (calls.length === 0) return;
  const column = <T>(pick: (call: ModelCall) => T) => calls.map(pick);
  const { projectId, purpose, runId = null, userId = null, promptName = null } = owner;
  await pool.query({
    name: "store-model-calls",
    text: STORE,
    values: [
      projectId,
      purpose,
      runId,
      userId,
      promptName,
      column((call) => call.connection),
      column((call) => call.model),
      column((call) => Math.round(call.latencyMs)),
      column((call) => (call.firstTokenMs === null ? null : Math.round(call.firstTokenMs))),
      column((call) => call.finishReason),
      column((call) => JSON.stringify(storableJson(call.toolCalls))),
      column((call) => call.requestId),
      column((call) => (call.error ? storableText(call.error.message) : null)),
      ...usageValues(calls.map(paidUsage)),
    ],
  });
}

/** What was recorded costs nothing again. */
const paidUsage = ({ recorded, usage }: ModelCall): Usage =>
  recorded ? { ...usage, costUsd: 0, costUnknown: null } : usage;
