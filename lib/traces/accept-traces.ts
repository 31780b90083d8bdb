import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { type ByteLimits, readBytes } from "@/lib/http/read-body";
import { admit } from "./admission";
import { readTraceSettings } from "./read-settings";
import { redactBatch } from "./redact";
import type { TraceBatch } from "./span";
import { storeSpans } from "./store/store-spans";

/** What both doors take in one request. */
export const BODY_LIMITS: ByteLimits = { maxBytes: 5_000_000, maxInflatedBytes: 20_000_000 };

/** Stores batches as the project wants them: redacted first. When it answers they are on disk. */
export async function acceptBatches(actor: Actor, batches: readonly TraceBatch[]): Promise<void> {
  authorize(actor, { scope: "traces:write", role: "editor" });
  const settings = await readTraceSettings(actor.projectId);
  await storeSpans(
    actor.projectId,
    batches.map((batch) => redactBatch(batch, settings)),
  );
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
