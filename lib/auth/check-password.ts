import { db } from "@/lib/db/client";
import { Email } from "./contract";
import { isRightPassword } from "./password";
import { encodeRefusal } from "./sign-in-answer";
import { countWrongTry, forgetTries, readTries } from "./throttle";

/** The person with this e-mail and password; throws an error whose message is an encoded refusal. */
export async function checkPassword(given: { email: string; password: string }) {
  const email = Email.safeParse(given.email).data ?? "not an address";
  const before = await readTries(email);
  if (before.waitSeconds > 0) throw new Error(encodeRefusal(before));
  const user = await db.user.findUnique({ where: { email } });
  if (await isRightPassword(given.password, user?.passwordHash ?? null)) {
    await forgetTries(email);
    if (user) return user;
  }
  throw new Error(encodeRefusal(await countWrongTry(email)));
}
