import "server-only";
import type { ChangePassword } from "@/lib/auth/account-contract";
import type { AccountActor } from "@/lib/auth/actor";
import { recordAccountEvent } from "@/lib/auth/record-account-event";
import { type OpenedSession, openSession } from "@/lib/auth/sessions/open-session";
import { endSessions } from "@/lib/auth/sessions/sign-out-everywhere";
import { forgetTries, type Limit, startWait, takeTry } from "@/lib/auth/sessions/throttle";
import { db } from "@/lib/db/client";
import { AppError, invalid } from "@/lib/http/app-error";
import { hashPassword, isRightPassword } from "./password";
import { endPasswordLinks } from "./password-link";

/** Sets a new password and ends every session; whoever asks goes on with a new one, which nobody else can hold. */
export async function changePassword(
  account: AccountActor,
  { currentPassword, newPassword }: ChangePassword,
): Promise<OpenedSession> {
  const user = await db.user.findUniqueOrThrow({ where: { id: account.userId } });
  if (user.isDemo) {
    throw new AppError("conflict", "The people of the demo sign in without a password.");
  }
  if (user.passwordHash !== null) {
    await checkCurrent(account, currentPassword ?? "", user.passwordHash);
  }
  const passwordHash = await hashPassword("newPassword", newPassword, account);
  return db.$transaction(async (tx) => {
    const before = await tx.session.findUnique({ where: { id: account.sessionId } });
    await tx.user.update({ where: { id: account.userId }, data: { passwordHash } });
    await endPasswordLinks(tx, account.userId);
    await endSessions(tx, account.userId);
    const session = await openSession({ userId: account.userId }, before?.userAgent ?? null, tx);
    await recordAccountEvent(tx, account, "account.password_changed");
    return session;
  });
}

/** By session: whoever has taken one over slows down nobody else. */
const GUESSES: Limit = {
  name: "current-password",
  tries: 5,
  withinSeconds: 15 * 60,
  firstWaitSeconds: 60,
  longestWaitSeconds: 3600,
};

async function checkCurrent(
  { sessionId }: AccountActor,
  password: string,
  passwordHash: string,
): Promise<void> {
  const { triesLeft, waitSeconds } = await takeTry(GUESSES, sessionId);
  if (waitSeconds > 0) {
    throw new AppError("too_many_requests", `Too many failed attempts. Wait ${waitSeconds} s.`, {
      retryAfterSeconds: waitSeconds,
    });
  }
  if (await isRightPassword(password, passwordHash)) return forgetTries(GUESSES, sessionId);
  if (triesLeft === 0) await startWait(GUESSES, sessionId);
  throw invalid("currentPassword", "This is not your current password.");
}
