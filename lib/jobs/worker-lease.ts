import "server-only";
import { db, type Tx } from "@/lib/db/client";

/** A worker that has not been heard of for this long is dead, and its jobs go to others. */
const LEASE_SECONDS = 10;
/** No live worker holds a job this long without a lease: it took its jobs and died before the first beat. */
const UNKNOWN_SECONDS = 20;

/**
 * graphile-worker itself waits four hours before it takes a job from a worker that was killed. It locks jobs
 * by pool, so a lease names the pools of one worker's slot; all times are the database's.
 */
export async function beatLease(slot: string, poolIds: readonly string[]): Promise<void> {
  await db.$executeRaw`
    insert into worker_lease (slot, pool_ids, seen_at) values (${slot}, ${poolIds}::text[], now())
    on conflict (slot) do update set pool_ids = excluded.pool_ids, seen_at = excluded.seen_at`;
  const dead = await db.$queryRaw<{ id: string }[]>`
    with dead as (
      delete from worker_lease where seen_at < now() - make_interval(secs => ${LEASE_SECONDS})
      returning pool_ids
    ) select unnest(pool_ids) as id from dead`;
  await unlock(dead);
}

/** Workers that were heard of within their lease. */
export async function countWorkers(tx: Pick<Tx, "$queryRaw">): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from worker_lease
    where seen_at >= now() - make_interval(secs => ${LEASE_SECONDS})`;
  return row?.count ?? 0;
}

/** Frees what this slot held before it was killed. */
export async function takeLease(slot: string): Promise<void> {
  const jobs = await db.$queryRaw<{ id: string }[]>`
    with own as (delete from worker_lease where slot = ${slot} returning pool_ids)
    select unnest(pool_ids) as id from own`;
  await unlock(jobs);
}

/**
 * Frees jobs that are locked by a pool which no lease names, and queues that are held for no job: a worker that was
 * thought dead and is not may end the job that another one has by then, and the queue would wait for ever.
 */
export async function freeUnknown(): Promise<void> {
  const unknown = await db.$queryRaw<{ id: string }[]>`
    select distinct locked_by as id from graphile_worker.jobs
    where locked_at < now() - make_interval(secs => ${UNKNOWN_SECONDS})
      and not exists (select 1 from worker_lease where locked_by = any(pool_ids))`;
  await unlock(unknown);
  await db.$executeRaw`
    update graphile_worker._private_job_queues q set locked_by = null, locked_at = null
    where locked_at < now() - make_interval(secs => ${UNKNOWN_SECONDS})
      and not exists (select 1 from graphile_worker._private_jobs j
        where j.job_queue_id = q.id and j.locked_by is not null)`;
}

export interface InterruptedJob {
  id: string;
  /** With the one that was interrupted. */
  attempts: number;
}

/**
 * Gives up the slot of a worker that stops: others may take its jobs at once, and the attempt that was interrupted
 * does not count. Call it last, because a job that still runs here may then begin elsewhere.
 */
export async function handBackJobs(slot: string, jobs: readonly InterruptedJob[]): Promise<void> {
  await takeLease(slot);
  for (const { id, attempts } of jobs) {
    await db.$executeRaw`
      select graphile_worker.reschedule_jobs(array[${id}::bigint], run_at := now(), attempts := ${attempts - 1}::int)`;
  }
}

async function unlock(pools: { id: string }[]): Promise<void> {
  if (pools.length === 0) return;
  const ids = pools.map(({ id }) => id);
  await db.$executeRaw`select graphile_worker.force_unlock_workers(${ids}::text[])`;
}
