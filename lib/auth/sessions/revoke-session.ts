import "server-only";
import type { AccountActor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/http/app-error";

/** Ends one of the person's own sessions. */
export async function revokeSession(
  account: AccountActor,
  { session }: { session: string },
): Promise<void> {
  const { count } = await db.session.updateMany({
    where: { id: session, userId: account.userId, revokedAt: null },
    data: { revokedAt: new Date() },
  });
  if (count === 0) throw new AppError("not_found", "This session has already ended.");
}
