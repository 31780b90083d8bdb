import { db } from "@/lib/db/client";
import { AppError, invalid } from "@/lib/http/app-error";
import type { AccountActor } from "./actor";
import type { ChangePassword } from "./contract";
import { hashPassword, isRightPassword } from "./password";
import { recordAccountEvent } from "./record-account-event";
import { countWrongTry, forgetTries, readTries } from "./throttle";

/** Sets a new password and ends every other session; the one that asks goes on. */
export async function changePassword(
  account: AccountActor,
  { currentPassword, newPassword }: ChangePassword,
): Promise<void> {
  const user = await db.user.findUniqueOrThrow({ where: { id: account.userId } });
  if (user.isDemo) {
    throw new AppError("conflict", "The people of the demo sign in without a password.");
  }
  if (user.passwordHash !== null) {
    await checkCurrent(account.userId, currentPassword ?? "", user.passwordHash);
  }
  const passwordHash = await hashPassword(newPassword);
  await db.$transaction(async (tx) => {
    await tx.user.update({ where: { id: account.userId }, data: { passwordHash } });
    await tx.session.updateMany({
      where: { userId: account.userId, id: { not: account.sessionId }, revokedAt: null },
      data: { revokedAt: new Date() },
    });
    await recordAccountEvent(tx, account, "account.password_changed");
  });
}

async function checkCurrent(userId: string, given: string, passwordHash: string): Promise<void> {
  const counter = `password of ${userId}`;
  const { waitSeconds } = await readTries(counter);
  if (waitSeconds > 0) {
    throw new AppError("too_many_requests", `Too many wrong tries. Wait ${waitSeconds} s.`, {
      retryAfterSeconds: waitSeconds,
    });
  }
  if (await isRightPassword(given, passwordHash)) return forgetTries(counter);
  await countWrongTry(counter);
  throw invalid("currentPassword", "This is not your current password.");
}
