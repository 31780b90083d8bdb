import type { Actor } from "@/lib/auth/actor";
import type { Tx } from "@/lib/db/client";
import { addJob } from "@/lib/jobs/add-job";

/** Has the segments of stored traces computed again after the change that this transaction makes. */
export async function recomputeTraces(tx: Tx, { projectId }: Actor): Promise<void> {
  const name = `recompute-segments:${projectId}`;
  await addJob(tx, "recompute-segments", { projectId }, { jobKey: name, queueName: name });
}
