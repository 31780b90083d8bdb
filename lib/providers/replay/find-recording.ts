import "server-only";
import { db } from "@/lib/db/client";
import type { ModelResponse } from "@/lib/providers/provider";
import { replayRecorded } from "./recorded-response";

/** What a request of this hash was answered; null when nothing is recorded. */
export async function findRecording(
  projectId: string,
  requestHash: string,
): Promise<ModelResponse | null> {
  const row = await db.recording.findUnique({
    where: { projectId_requestHash: { projectId, requestHash } },
  });
  return row ? replayRecorded(row.response) : null;
}
