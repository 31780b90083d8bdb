import { randomUUID } from "node:crypto";
import { db } from "@/lib/db/client";
import { countAllHours } from "@/lib/traces/store/count-hour";

export interface TestTrace {
  at: Date;
  prompt?: string;
  version?: number;
  environment?: string;
  arm?: string;
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
  await db.trace.createMany({
    data: traces.map(({ at, latencyMs = 500, costUsd, inputTokens, ...rest }) => ({
      ...rest,
      bucket: new Date(at.toISOString().slice(0, 10)),
      projectId,
      id: randomUUID(),
      startedAt: at,
      endedAt: new Date(at.getTime() + latencyMs),
      latencyMs,
      costUsd: costUsd ?? null,
      inputTokens: inputTokens ?? null,
      outputTokens: inputTokens === undefined ? null : 10,
    })),
  });
  const hours = new Set(traces.map(({ at }) => Math.floor(at.getTime() / HOUR_MS) * HOUR_MS));
  await db.traceChange.createMany({
    data: [...hours].map((hour) => ({ projectId, hour: new Date(hour) })),
  });
  await countAllHours(projectId);
}
