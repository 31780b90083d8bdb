import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import type { JsonLimits } from "@/lib/http/json-limits";
import { type ByteLimits, readBytes } from "@/lib/http/read-body";
import { takeTurns } from "@/lib/http/turns";
import { admit } from "./admission";
import { readTraceSettings } from "./read-settings";
import { redactBatch } from "./redact";
import type { TraceBatch } from "./span";
import { storeSpans } from "./store/store-spans";

/** What both doors take in one request. */
export const BODY_LIMITS: ByteLimits = { maxBytes: 5_000_000, maxInflatedBytes: 20_000_000 };

/** Deep enough for the nested lists of an attribute; wide enough for 10,000 spans. */
export const JSON_LIMITS: JsonLimits = { maxDepth: 100, maxValues: 500_000 };

/** Stores batches as the project wants them: redacted first. When it answers they are on disk. */
export async function acceptBatches(actor: Actor, batches: readonly TraceBatch[]): Promise<void> {
  authorize(actor, { scope: "traces:write", role: "editor" });
  const settings = await readTraceSettings(actor.projectId);
  const turn = takeTurns();
  const redacted: TraceBatch[] = [];
  for (const batch of batches) {
    redacted.push(redactBatch(batch, settings));
    await turn();
  }
  await storeSpans(actor.projectId, redacted);
}

/** Reads a request's body while the process has room for it; `work` ends before the room is given back. */
export async function withBody<T>(
  actor: Actor,
  request: Request,
  work: (body: Buffer) => Promise<T>,
): Promise<T> {
  authorize(actor, { scope: "traces:write", role: "editor" });
  const admission = admit(actor.projectId);
  try {
    const body = await readBytes(request, BODY_LIMITS);
    admission.hold(body.byteLength);
    return await work(body);
  } finally {
    admission.release();
  }
}
