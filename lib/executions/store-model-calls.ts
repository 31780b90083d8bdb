import "server-only";
import { pool } from "@/lib/db/client";
import { storableJson, storableText } from "@/lib/db/storable";
import { type ModelCall, spentUsd } from "./execution";

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
    input_tokens, cached_input_tokens, output_tokens, cost_usd, latency_ms, first_token_ms, finish_reason,
    tool_calls, request_id, error)
  select gen_random_uuid(), $1, $2, $3, $4, $5, u.connection, u.model, u.input_tokens,
    u.cached_input_tokens, u.output_tokens, u.cost_usd, u.latency_ms, u.first_token_ms, u.finish_reason,
    u.tool_calls::jsonb, u.request_id, u.error
  from unnest($6::text[], $7::text[], $8::int[], $9::int[], $10::int[], $11::numeric[], $12::int[],
    $13::int[], $14::text[], $15::text[], $16::text[], $17::text[]) as u (connection, model, input_tokens,
    cached_input_tokens, output_tokens, cost_usd, latency_ms, first_token_ms, finish_reason, tool_calls,
    request_id, error)`;

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
      column((call) => call.usage.inputTokens),
      column((call) => call.usage.cachedInputTokens),
      column((call) => call.usage.outputTokens),
      column(spentUsd),
      column((call) => Math.round(call.latencyMs)),
      column((call) => (call.firstTokenMs === null ? null : Math.round(call.firstTokenMs))),
      column((call) => call.finishReason),
      column((call) => JSON.stringify(storableJson(call.toolCalls))),
      column((call) => call.requestId),
      column((call) => (call.error ? storableText(call.error.message) : null)),
    ],
  });
}
