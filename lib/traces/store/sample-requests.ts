import "server-only";
import { db } from "@/lib/db/client";

export interface SampledRequest {
  outcome: string | null;
  isError: boolean;
  latencyMs: number;
  costUsd: number | null;
  inputTokens: number | null;
  outputTokens: number | null;
  toolCalls: number;
  retries: number;
  /** Ids. */
  segments: string[];
}

interface Served {
  promptId: string;
  environment: string;
  version: number;
  from: Date;
}

const MOST = 20_000;

/** The newest request of each unit that this version answered since then; of the newest 20,000 requests. */
export const sampleRequests = (
  projectId: string,
  { promptId, environment, version, from }: Served,
): Promise<SampledRequest[]> =>
  db.$queryRaw<SampledRequest[]>`
    select distinct on (unit) outcome, error is not null as "isError", latency_ms as "latencyMs",
      cost_usd::float8 as "costUsd", input_tokens as "inputTokens", output_tokens as "outputTokens",
      tool_calls as "toolCalls", retries, segments::text[] as segments
    from (
      select t.* from trace t
      where t.project_id = ${projectId}::uuid and t.prompt_id = ${promptId}::uuid
        and t.environment = ${environment} and t.version = ${version} and t.unit is not null
        and t.started_at >= ${from}
      order by t.started_at desc limit ${MOST}
    ) recent
    order by unit, started_at desc`;
