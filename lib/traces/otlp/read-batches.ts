import type { TraceBatch } from "../span";
import type { RawSpan } from "./raw-span";
import { readSpan } from "./read-span";

/** The spans of a request, by trace. */
export function readBatches(spans: readonly RawSpan[]): TraceBatch[] {
  const batches = new Map<string, TraceBatch>();
  for (const raw of spans) {
    const batch = batches.get(raw.traceId) ?? {
      traceId: raw.traceId,
      source: "otlp",
      spans: [],
      facts: null,
    };
    batch.spans.push(readSpan(raw));
    batches.set(raw.traceId, batch);
  }
  return [...batches.values()];
}
