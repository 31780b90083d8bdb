import "server-only";
import { hashPassword } from "@/lib/auth/passwords/password";
import { db, uniqueClash } from "@/lib/db/client";
import { AppError } from "@/lib/http/app-error";
import type { Accepted, Register } from "./contract";
import { joinProject, requireOpenInvitation } from "./join-project";

/** A new person accepts an invitation. Somebody with an account signs in and accepts as that person. */
export async function registerPerson({
  token,
  name,
  email,
  password,
}: Register): Promise<Accepted> {
  // Before the costly hash, so that made-up links cost little.
  await requireOpenInvitation(db, token, email);
  const passwordHash = await hashPassword("password", password, { email, name });
  return db
    .$transaction(async (tx) => {
      const invitation = await requireOpenInvitation(tx, token, email);
      const user = await tx.user.create({ data: { email, name, passwordHash } });
      await joinProject(tx, invitation, user);
      return { project: invitation.project.slug };
    })
    .catch((error: unknown) => {
      if (!uniqueClash(error)) throw error;
      throw new AppError(
        "conflict",
        `${email} already has an account. Sign in, then open the link again.`,
      );
    });
}
