import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { formatCsvRows } from "@/lib/http/csv-rows";
import { fileResponse } from "@/lib/http/file-response";
import { MAX_EXPORTED } from "@/lib/traces/views/view-contract";
import type { Trace } from "./contract";
import type { TraceFilters } from "./filter-contract";
import { listTraces } from "./reads";

const PAGE = 100;

/** The filtered traces as a file, written while they are read: any number of them needs no more memory. */
export async function exportTraces(
  actor: Actor,
  { format, ...filters }: TraceFilters & { format: "csv" | "jsonl" },
): Promise<Response> {
  authorize(actor, { scope: "traces:read" });
  const batches = scanTraces(actor, filters);
  return fileResponse(format === "csv" ? csvLines(batches) : jsonLines(batches), {
    name: `traces.${format}`,
    type: format === "csv" ? "text/csv" : "application/jsonl",
  });
}

async function* scanTraces(actor: Actor, filters: TraceFilters): AsyncGenerator<Trace[]> {
  let cursor: string | undefined;
  for (let read = 0; read < MAX_EXPORTED; read += PAGE) {
    const page = await listTraces(actor, {
      ...filters,
      content: "whole",
      limit: PAGE,
      ...(cursor ? { cursor } : {}),
    });
    yield page.data;
    if (!page.nextCursor) return;
    cursor = page.nextCursor;
  }
}

async function* jsonLines(batches: AsyncGenerator<Trace[]>) {
  for await (const batch of batches) {
    yield batch.map((trace) => `${JSON.stringify(trace)}\n`).join("");
  }
}

const COLUMNS: [header: string, cell: (trace: Trace) => unknown][] = [
  ["started at", (trace) => trace.startedAt],
  ["id", (trace) => trace.id],
  ["environment", (trace) => trace.environment],
  ["prompt", (trace) => trace.prompt],
  ["version", (trace) => trace.version],
  ["arm", (trace) => trace.arm],
  ["outcome", (trace) => trace.outcome],
  ["error", (trace) => trace.error],
  ["input", (trace) => trace.input],
  ["output", (trace) => trace.output],
  ["model", (trace) => trace.model],
  ["latency ms", (trace) => trace.latencyMs],
  ["first token ms", (trace) => trace.firstTokenMs],
  ["input tokens", (trace) => trace.inputTokens],
  ["cached input tokens", (trace) => trace.cachedInputTokens],
  ["output tokens", (trace) => trace.outputTokens],
  ["cost USD", (trace) => trace.costUsd],
  ["retries", (trace) => trace.retries],
  ["tool calls", (trace) => trace.toolCalls],
  ["steps", (trace) => trace.stepCount],
  ["language", (trace) => trace.language],
  ["segments", (trace) => trace.segments.join(", ")],
  ["verdict", (trace) => trace.review?.verdict],
  ["failure category", (trace) => trace.review?.category],
  ["unit", (trace) => trace.unit],
  ["user id", (trace) => trace.userId],
  ["session id", (trace) => trace.sessionId],
  ["attributes", (trace) => trace.attributes],
];

async function* csvLines(batches: AsyncGenerator<Trace[]>) {
  yield formatCsvRows([COLUMNS.map(([header]) => header)]);
  for await (const batch of batches) {
    yield formatCsvRows(batch.map((trace) => COLUMNS.map(([, cell]) => cellOf(cell(trace)))));
  }
}

/** Numbers stay numbers, so that a negative one is not taken for a formula. */
function cellOf(value: unknown): string | number {
  if (value === undefined || value === null) return "";
  if (typeof value === "string" || typeof value === "number") return value;
  return JSON.stringify(value);
}
