import "server-only";
import { idleSince } from "@/lib/auth/sessions/is-open-session";
import { db } from "@/lib/db/client";

const DAY_MS = 86_400_000;
const IDEMPOTENCY_DAYS = 2;
const DELIVERY_DAYS = 30;
const NOTIFICATION_DAYS = 180;
/** What a rollout was decided on is kept with each decision; its observations are for looking into. */
const OBSERVATION_DAYS = 30;

/**
 * Deletes what nobody can use any more: sessions, one-time links, throttle counters, old deliveries and news,
 * and what rollouts counted one by one.
 */
export async function deleteExpired(): Promise<void> {
  const now = new Date();
  const before = (days: number) => new Date(now.getTime() - days * DAY_MS);
  await db.session.deleteMany({
    where: { OR: [{ expiresAt: { lt: now } }, { lastSeenAt: { lt: idleSince(now) } }] },
  });
  await db.oneTimeToken.deleteMany({ where: { expiresAt: { lt: now } } });
  await db.idempotencyKey.deleteMany({
    where: { createdAt: { lt: before(IDEMPOTENCY_DAYS) } },
  });
  await db.webhookDelivery.deleteMany({ where: { createdAt: { lt: before(DELIVERY_DAYS) } } });
  await db.notification.deleteMany({ where: { at: { lt: before(NOTIFICATION_DAYS) } } });
  const ofEnded = { rollout: { endedAt: { lt: before(OBSERVATION_DAYS) } } };
  await db.rolloutObservation.deleteMany({ where: ofEnded });
  await db.rolloutUnit.deleteMany({ where: ofEnded });
  await db.rolloutDueUnit.deleteMany({ where: ofEnded });
  await db.rateLimit.deleteMany({ where: { expire: { lt: BigInt(now.getTime()) } } });
}
