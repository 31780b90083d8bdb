import "server-only";
import type { AccountActor } from "@/lib/auth/actor";
import { recordAccountEvent } from "@/lib/auth/record-account-event";
import { db, type Tx } from "@/lib/db/client";

/** Ends all sessions of the person, the asking one too. API keys are not sessions and go on. */
export async function signOutEverywhere(account: AccountActor): Promise<void> {
  await db.$transaction(async (tx) => {
    await endSessions(tx, account.userId);
    await recordAccountEvent(tx, account, "account.signed_out_everywhere");
  });
}

/** The version in every cookie of the person no longer fits, also where a session row was lost. */
export async function endSessions(tx: Tx, userId: string): Promise<void> {
  await tx.user.update({ where: { id: userId }, data: { sessionVersion: { increment: 1 } } });
  await tx.session.updateMany({
    where: { userId, revokedAt: null },
    data: { revokedAt: new Date() },
  });
}
