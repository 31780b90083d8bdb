import "server-only";
import { Email } from "@/lib/auth/contract";
import { encodeRefusal } from "@/lib/auth/sessions/sign-in-answer";
import { beginTry, type TryFrom } from "@/lib/auth/sessions/sign-in-tries";
import { db } from "@/lib/db/client";
import { isAppError } from "@/lib/http/app-error";
import { isRightPassword } from "./password";

/** The person with this e-mail and password; throws an error whose message is an encoded refusal. */
export async function checkPassword(
  credentials: { email: string; password: string },
  from: TryFrom,
) {
  const email = Email.safeParse(credentials.email).data ?? "not an address";
  const attempt = await beginTry(email, from);
  if ("waitSeconds" in attempt) throw new Error(encodeRefusal(attempt));
  const user = await db.user.findUnique({ where: { email } });
  const isRight = await isRightPassword(credentials.password, user?.passwordHash ?? null).catch(
    async (error: unknown) => {
      await attempt.cancel();
      throw isAppError(error) ? new Error("busy") : error;
    },
  );
  if (isRight && user) {
    await attempt.right();
    return user;
  }
  throw new Error(encodeRefusal(await attempt.wrong()));
}
