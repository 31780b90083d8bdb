import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { createHash, randomUUID } from "node:crypto";
import { db, Prisma, type Tx } from "@/lib/db/client";
import { json } from "@/lib/db/json";
import { AppError } from "./app-error";

interface Answer {
  status: number;
  body: unknown;
}
interface Who {
  projectId: string;
  actorId: string;
  key: string;
}
interface Claim extends Who {
  claim: string;
}

/** A process that was killed says nothing for this long; then a repeat may take its key over. */
const LEASE_SECONDS = 60;
const BEAT_MS = 15_000;

const running = new AsyncLocalStorage<Claim>();

/**
 * Runs a creating POST once per (actor, Idempotency-Key): a repeat with the same request gets the stored
 * answer, another request under the same key is 422, one that is still running is 409. Failures are not kept.
 * After a kill the key is free again within a minute, unless the write was committed: then a repeat is told
 * what was written, and nothing is written twice.
 */
export async function onceOnly(
  who: Who,
  request: { path: string; content: string | Buffer },
  answer: () => Promise<Answer>,
): Promise<Answer> {
  if (who.key.length > 200) {
    throw new AppError("invalid", "An Idempotency-Key has at most 200 characters.");
  }
  const requestHash = createHash("sha256")
    .update(`${request.path}\n`)
    .update(request.content)
    .digest("hex");
  const mine = { ...who, claim: randomUUID() };
  if (!(await take(mine, requestHash))) return repeat(who, requestHash);
  const beat = setInterval(() => {
    // A beat that is lost is made good by the next, and a lease that ran out is seen by `markWritten`.
    extendLease(mine).catch(() => {});
  }, BEAT_MS);
  beat.unref();
  try {
    const first = await running.run(mine, answer);
    await db.idempotencyKey.updateMany({
      where: mine,
      data: { status: first.status, response: first.body ? json(first.body) : Prisma.JsonNull },
    });
    return first;
  } catch (error) {
    await db.idempotencyKey.deleteMany({ where: { ...mine, writtenAt: null } });
    await db.idempotencyKey.updateMany({ where: mine, data: { leaseUntil: new Date(0) } });
    throw error;
  } finally {
    clearInterval(beat);
  }
}

/**
 * Notes in a write's own transaction that the request with this key has written. A request whose key was
 * taken over meanwhile may not write any more: its transaction is undone.
 */
export async function markWritten(tx: Tx, subject: { type: string; id: string }): Promise<void> {
  const mine = running.getStore();
  if (!mine) return;
  const { count } = await tx.idempotencyKey.updateMany({
    where: mine,
    data: { writtenAt: new Date(), subject: `${subject.type} ${subject.id}` },
  });
  if (count === 0) {
    throw new AppError(
      "in_progress",
      "This request took so long that a repeat with its Idempotency-Key has taken over. Nothing was written here.",
    );
  }
}

/** Whether the key is new, or its last holder died before it wrote anything. All times are the database's. */
async function take(mine: Claim, requestHash: string): Promise<boolean> {
  const { projectId, actorId, key, claim } = mine;
  const rows = await db.$executeRaw`
    insert into idempotency_key as held (project_id, actor_id, key, request_hash, claim, lease_until)
    values (${projectId}::uuid, ${actorId}, ${key}, ${requestHash}, ${claim}::uuid,
      now() + make_interval(secs => ${LEASE_SECONDS}))
    on conflict (project_id, actor_id, key) do update
      set claim = excluded.claim, lease_until = excluded.lease_until
      where held.request_hash = excluded.request_hash and held.status is null
        and held.written_at is null and held.lease_until < now()`;
  return rows === 1;
}

async function extendLease({ projectId, actorId, key, claim }: Claim): Promise<void> {
  await db.$executeRaw`
    update idempotency_key set lease_until = now() + make_interval(secs => ${LEASE_SECONDS})
    where project_id = ${projectId}::uuid and actor_id = ${actorId} and key = ${key}
      and claim = ${claim}::uuid`;
}

async function repeat(who: Who, requestHash: string): Promise<Answer> {
  const stored = await db.idempotencyKey.findUnique({ where: { projectId_actorId_key: who } });
  if (stored && stored.requestHash !== requestHash) {
    throw new AppError("invalid", "This Idempotency-Key was used for a different request.", {
      errors: [{ path: "Idempotency-Key", message: "Use a new key for a new request." }],
    });
  }
  if (stored && stored.status !== null) return { status: stored.status, body: stored.response };
  if (stored?.writtenAt && !(await isHeld(who))) {
    throw new AppError(
      "already_written",
      `The first request with this Idempotency-Key was carried out (${stored.subject}), and its answer was lost. Read what it wrote instead of sending it again.`,
    );
  }
  throw new AppError(
    "in_progress",
    "The first request with this Idempotency-Key is still running.",
    { retryAfterSeconds: 1 },
  );
}

async function isHeld({ projectId, actorId, key }: Who): Promise<boolean> {
  const [row] = await db.$queryRaw<{ held: boolean }[]>`
    select lease_until >= now() as held from idempotency_key
    where project_id = ${projectId}::uuid and actor_id = ${actorId} and key = ${key}`;
  return row?.held ?? false;
}
