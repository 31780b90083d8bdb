import { db } from "@/lib/db/client";

const DAY_MS = 86_400_000;
const IDEMPOTENCY_DAYS = 2;

/** Deletes what nobody can use any more: sessions, one-time links, idempotency keys, throttle counters. */
export async function deleteExpired(): Promise<void> {
  const now = new Date();
  await db.session.deleteMany({ where: { expiresAt: { lt: now } } });
  await db.oneTimeToken.deleteMany({ where: { expiresAt: { lt: now } } });
  await db.idempotencyKey.deleteMany({
    where: { createdAt: { lt: new Date(now.getTime() - IDEMPOTENCY_DAYS * DAY_MS) } },
  });
  await db.rateLimit.deleteMany({ where: { expire: { lt: BigInt(now.getTime()) } } });
}
