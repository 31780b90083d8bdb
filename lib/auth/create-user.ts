import "server-only";
import { z } from "zod";
import { hashPassword } from "@/lib/auth/passwords/password";
import { db, uniqueClash } from "@/lib/db/client";
import { AppError } from "@/lib/http/app-error";
import { Email, Password, PersonName } from "./contract";

export const CreateUser = z.strictObject({
  email: Email,
  name: PersonName,
  /** Without one the person sets it through an invitation or signs on by another provider. */
  password: Password.optional(),
});
export type CreateUser = z.input<typeof CreateUser>;

/** Creates a person, for set-up, invitations and the operator's command line. A known e-mail is a conflict. */
export async function createUser(input: CreateUser & { isDemo?: boolean }) {
  const { isDemo = false, ...fields } = input;
  const { email, name, password } = CreateUser.parse(fields);
  const passwordHash = password ? await hashPassword("password", password, { email, name }) : null;
  return db.user.create({ data: { email, name, passwordHash, isDemo } }).catch((error: unknown) => {
    if (!uniqueClash(error)) throw error;
    throw new AppError("conflict", `${email} already has an account.`);
  });
}
