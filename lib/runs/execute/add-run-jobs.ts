import "server-only";
import type { Tx } from "@/lib/db/client";
import { addJob } from "@/lib/jobs/add-job";
import { countWorkers } from "@/lib/jobs/worker-lease";
import { laneQueue, planLanes } from "./lane";

const MOST_ATTEMPTS = 25;

/** Hands a run to the workers that there are, in the caller's transaction. */
export async function addRunJobs(
  tx: Tx,
  { runId, concurrency, queueName }: { runId: string; concurrency: number; queueName: string },
): Promise<void> {
  const lanes = planLanes({ workers: await countWorkers(tx), concurrency });
  for (const lane of lanes) {
    await addJob(
      tx,
      "execute-run",
      { runId, lane },
      { queueName: laneQueue(queueName, lane), maxAttempts: MOST_ATTEMPTS },
    );
  }
}
