import type { Tx } from "@/lib/db/client";
import type { JobPayloads, TaskName } from "./job-payloads";

export interface JobOptions {
  /** Jobs of one queue run one after the other. */
  queueName?: string;
  /** A job that still waits under the same key is replaced. */
  jobKey?: string;
  /** Attempts are counted when a job is taken, so a killed one has used one. */
  maxAttempts?: number;
  runAt?: Date;
  /** Smaller runs first; 0 unless told. */
  priority?: number;
}

const DEFAULT_ATTEMPTS = 10;

/** Adds a job in the caller's transaction: rolled back, there is no job. Answers the job's id. */
export async function addJob<T extends TaskName>(
  tx: Pick<Tx, "$queryRaw">,
  task: T,
  payload: JobPayloads[T],
  { queueName, jobKey, maxAttempts = DEFAULT_ATTEMPTS, runAt, priority }: JobOptions = {},
): Promise<string> {
  const [job] = await tx.$queryRaw<{ id: string }[]>`
    select id::text as id from graphile_worker.add_job(
      ${task}::text,
      ${JSON.stringify(payload)}::json,
      queue_name => ${queueName ?? null}::text,
      run_at => ${runAt?.toISOString() ?? null}::timestamptz,
      max_attempts => ${maxAttempts}::int,
      job_key => ${jobKey ?? null}::text,
      priority => ${priority ?? null}::int
    )`;
  if (!job) throw new Error(`The job ${task} was not added.`);
  return job.id;
}
