import "server-only";
import type { ResetPassword } from "@/lib/auth/account-contract";
import { recordAccountEvent } from "@/lib/auth/record-account-event";
import { forgetSignInTries } from "@/lib/auth/sessions/sign-in-tries";
import { endSessions } from "@/lib/auth/sessions/sign-out-everywhere";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/http/app-error";
import { triesAddress } from "@/lib/http/current-client";
import { redeemToken, requireOpenToken } from "./one-time-token";
import { hashPassword } from "./password";
import { canSetPasswordOf, endPasswordLinks } from "./password-link";

/** Sets a new password by a one-time link; whoever was signed in as this person is out. */
export async function resetPassword({
  token,
  newPassword,
}: ResetPassword): Promise<{ email: string }> {
  const link = await requireOpenToken(
    "password_reset",
    token,
    "This link was already used or has expired. Ask an admin for a new one.",
  );
  const { email, name } = await db.user.findUniqueOrThrow({ where: { id: link.userId ?? "" } });
  // Before the transaction: it takes its time, and must not hold a connection.
  const passwordHash = await hashPassword("newPassword", newPassword, { email, name });
  await db.$transaction(async (tx) => {
    const { userId, ...issuer } = await redeemToken(tx, "password_reset", token);
    if (userId === null || !(await canSetPasswordOf(tx, issuer, userId))) {
      throw new AppError(
        "conflict",
        "This link no longer works: whoever made it may not set your password any more. Ask an admin of all your projects for a new one.",
      );
    }
    const person = await tx.user.update({ where: { id: userId }, data: { passwordHash } });
    await endPasswordLinks(tx, userId);
    await endSessions(tx, person.id);
    await recordAccountEvent(tx, { ...person, userId: person.id }, "account.password_reset");
  });
  await forgetSignInTries(email, { address: triesAddress(), device: null });
  return { email };
}
