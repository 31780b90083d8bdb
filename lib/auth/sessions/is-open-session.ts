import "server-only";
import { env } from "@/lib/env";

interface Dates {
  expiresAt: Date;
  revokedAt: Date | null;
  lastSeenAt: Date;
}

/** Whether a session still works: not ended, not too old, and used lately. */
export function isOpenSession({ expiresAt, revokedAt, lastSeenAt }: Dates, now: Date): boolean {
  return revokedAt === null && expiresAt > now && lastSeenAt > idleSince(now);
}

/** Sessions that were last used before this have ended. */
export function idleSince(now: Date): Date {
  return new Date(now.getTime() - env().GALLEY_SESSION_IDLE_HOURS * 3600 * 1000);
}
