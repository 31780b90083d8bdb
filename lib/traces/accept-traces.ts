import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { compute } from "@/lib/compute/compute";
import type { JsonLimits } from "@/lib/http/body/json-limits";
import { type ByteLimits, readBytes } from "@/lib/http/body/read-body";
import { takeTurns } from "@/lib/http/body/turns";
import { instructionsOf } from "@/lib/traces/settings/check-rules";
import { loadTraceSettings } from "@/lib/traces/settings/load-settings";
import { type Redaction, redactBatch } from "@/lib/traces/settings/redact";
import { admit } from "./admission";
import { outsideRetention, retentionWarning } from "./outside-retention";
import type { TraceBatch } from "./span";
import { storeSpans } from "./store/store-spans";

/** What both doors take in one request. */
export const BODY_LIMITS: ByteLimits = { maxBytes: 5_000_000, maxInflatedBytes: 20_000_000 };

/** Deep enough for the nested lists of an attribute; wide enough for 10,000 spans. */
export const JSON_LIMITS: JsonLimits = { maxDepth: 100, maxValues: 500_000 };
const STEPS_PER_INSTRUCTION = 10;

/** What a sender is told of traces that are stored: by their places, why they do not stay. */
export interface StorageWarning {
  places: number[];
  message: string;
}

/** Stores batches as the project wants them: redacted first. When it answers they are on disk. */
export async function acceptBatches(
  actor: Actor,
  batches: readonly TraceBatch[],
): Promise<StorageWarning> {
  authorize(actor, { scope: "traces:write", role: "editor" });
  const settings = await loadTraceSettings(actor.projectId);
  await storeSpans(actor.projectId, await redactBatches(actor.projectId, batches, settings));
  const { retentionDays } = settings;
  return {
    places: outsideRetention(batches, retentionDays),
    message: retentionWarning(retentionDays),
  };
}

/** Patterns are a project's own, so where they may take long it is not this thread that waits. */
async function redactBatches(
  projectId: string,
  batches: readonly TraceBatch[],
  settings: Redaction,
): Promise<TraceBatch[]> {
  const instructions = instructionsOf(settings.redaction);
  const { captureContent, redaction } = settings;
  const rules = { captureContent, redaction };
  if (instructions === 0) return redactInTurns(batches, rules);
  const steps = JSON.stringify(batches).length * instructions * STEPS_PER_INSTRUCTION;
  return compute("redactBatches", { batches, rules }, { projectId, steps });
}

async function redactInTurns(
  batches: readonly TraceBatch[],
  rules: Redaction,
): Promise<TraceBatch[]> {
  const turn = takeTurns();
  const redacted: TraceBatch[] = [];
  for (const batch of batches) {
    redacted.push(redactBatch(batch, rules));
    await turn();
  }
  return redacted;
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
