import { randomUUID } from "node:crypto";
import { afterEach, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { addJob } from "./add-job";
import { beatLease, freeUnknown, handBackJobs, takeLease } from "./worker-lease";

// A lease that is left says to others that there is a worker.
afterEach(() => db.workerLease.deleteMany());

/** A job that a pool has taken, as it looks to others when its worker is killed. */
async function takenJob(poolId: string, secondsAgo = 0): Promise<string> {
  const id = await db.$transaction((tx) => addJob(tx, "delete-expired", {}));
  await db.$executeRaw`
    update graphile_worker._private_jobs
    set locked_by = ${poolId}, locked_at = now() - make_interval(secs => ${secondsAgo})
    where id = ${id}::bigint`;
  return id;
}

async function holderOf(id: string): Promise<string | null> {
  const [job] = await db.$queryRaw<{ holder: string | null }[]>`
    select locked_by as holder from graphile_worker.jobs where id = ${id}::bigint`;
  if (!job) throw new Error(`There is no job ${id}.`);
  return job.holder;
}

const unique = (name: string) => `${name}-${randomUUID()}`;

test("a worker that starts in the place of a killed one frees its jobs at once", async () => {
  const [slot, pool] = [unique("slot"), unique("pool")];
  await beatLease(slot, [pool]);
  const job = await takenJob(pool);
  await takeLease(slot);
  expect(await holderOf(job)).toBeNull();
});

test("another worker frees the jobs of one that has been silent for longer than its lease", async () => {
  const [dead, pool] = [unique("dead"), unique("pool")];
  await beatLease(dead, [pool]);
  const job = await takenJob(pool);
  await db.$executeRaw`
    update worker_lease set seen_at = now() - interval '11 seconds' where slot = ${dead}`;
  await beatLease(unique("live"), []);
  expect(await holderOf(job)).toBeNull();
});

test("a live worker keeps its jobs", async () => {
  const pool = unique("pool");
  await beatLease(unique("slot"), [pool]);
  const job = await takenJob(pool, 3600);
  await beatLease(unique("other"), []);
  await freeUnknown();
  expect(await holderOf(job)).toBe(pool);
});

test("a job taken by a pool that no lease names is freed after a while, not at once", async () => {
  const [old, fresh] = [await takenJob(unique("gone"), 30), await takenJob(unique("new"), 1)];
  await freeUnknown();
  expect(await holderOf(old)).toBeNull();
  expect(await holderOf(fresh)).not.toBeNull();
});

test("a queue that is held for a job that is gone is freed, and one whose job is under way is not", async () => {
  const [orphan, busy] = [unique("orphan"), unique("busy")];
  const pool = unique("pool");
  await beatLease(unique("slot"), [pool]);
  const add = (queueName: string) =>
    db.$transaction((tx) => addJob(tx, "delete-expired", {}, { queueName }));
  await add(orphan);
  const jobId = await add(busy);
  await db.$executeRaw`
    update graphile_worker._private_jobs set locked_by = ${pool}, locked_at = now() - interval '1 minute'
    where id = ${jobId}::bigint`;
  await db.$executeRaw`
    update graphile_worker._private_job_queues
    set locked_by = ${pool}, locked_at = now() - interval '1 minute'
    where queue_name in (${orphan}, ${busy})`;
  await freeUnknown();
  const rows = await db.$queryRaw<{ name: string; holder: string | null }[]>`
    select queue_name as name, locked_by as holder from graphile_worker._private_job_queues
    where queue_name in (${orphan}, ${busy})`;
  expect(Object.fromEntries(rows.map(({ name, holder }) => [name, holder]))).toEqual({
    [orphan]: null,
    [busy]: pool,
  });
});

test("a worker that stops cleanly leaves no lease", async () => {
  const slot = unique("slot");
  await beatLease(slot, []);
  await handBackJobs(slot, []);
  expect(await db.workerLease.findUnique({ where: { slot } })).toBeNull();
});

test("a worker that stops hands its job back at once, and the interrupted attempt does not count", async () => {
  const [slot, pool] = [unique("slot"), unique("pool")];
  await beatLease(slot, [pool]);
  const [locked, failed] = [await takenJob(pool), await takenJob(pool)];
  await db.$executeRaw`
    update graphile_worker._private_jobs set attempts = 3 where id = any(${[locked, failed]}::bigint[])`;
  // One still runs; the other has ended by the abort, and the queue lets it wait for its next attempt.
  await db.$executeRaw`
    update graphile_worker._private_jobs
    set locked_by = null, locked_at = null, run_at = now() + interval '20 seconds'
    where id = ${failed}::bigint`;
  await handBackJobs(slot, [
    { id: locked, attempts: 3 },
    { id: failed, attempts: 3 },
  ]);
  const jobs = await db.$queryRaw`
    select attempts, locked_by as holder, run_at <= now() as "isDue" from graphile_worker.jobs
    where id = any(${[locked, failed]}::bigint[])`;
  expect(jobs).toEqual(Array(2).fill({ attempts: 2, holder: null, isDue: true }));
});
