import "server-only";
import { type AccountActor, makeActor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/http/app-error";
import { redeemToken, requireOpenToken } from "./one-time-token";
import { hashPassword } from "./password";

/** Makes the first person with the link of the first start. Once there is anybody, no link works. */
export async function redeemSetUpToken(
  token: string,
  { name, email, password }: { name: string; email: string; password: string },
): Promise<AccountActor> {
  await requireOpenToken(
    "set_up",
    token,
    "This link was already used or has expired. While nobody has an account, each start prints a new one.",
  );
  const passwordHash = await hashPassword("password", password, { email, name });
  const user = await db.$transaction(async (tx) => {
    await redeemToken(tx, "set_up", token);
    if ((await tx.user.count({ where: { isDemo: false } })) > 0) {
      throw new AppError(
        "conflict",
        "Galley is already set up. Sign in, or ask an admin to invite you.",
      );
    }
    return tx.user.create({ data: { email, name, passwordHash } });
  });
  return makeActor({ kind: "account", userId: user.id, name, email, sessionId: "set-up" });
}
