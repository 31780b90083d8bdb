import { takeTurns } from "@/lib/http/body/turns";
import type { TraceBatch } from "../span";
import { parseSpan } from "./parse-span";
import type { RawSpan } from "./raw-span";

/** The spans of a request, by trace. */
export async function parseBatches(spans: readonly RawSpan[]): Promise<TraceBatch[]> {
  const turn = takeTurns();
  const batches = new Map<string, TraceBatch>();
  for (const raw of spans) {
    const batch = batches.get(raw.traceId) ?? {
      traceId: raw.traceId,
      source: "otlp",
      spans: [],
      facts: null,
    };
    batch.spans.push(parseSpan(raw));
    batches.set(raw.traceId, batch);
    await turn();
  }
  return [...batches.values()];
}
