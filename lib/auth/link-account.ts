import "server-only";
import { db } from "@/lib/db/client";
import { Email } from "./contract";

interface Outside {
  provider: string;
  providerAccountId: string;
  email: string;
  isEmailVerified: boolean;
}

/**
 * Whether an account of a sign-on provider belongs to a person here: nobody becomes a member by signing on.
 * The first account with the person's e-mail address, verified by the provider, is linked. From then on only that
 * account counts: an address may change hands, and its new owner is somebody else.
 */
export async function linkAccount(outside: Outside): Promise<boolean> {
  const { provider, providerAccountId } = outside;
  const linked = await db.account.findUnique({
    where: { provider_providerAccountId: { provider, providerAccountId } },
  });
  if (linked) return true;
  const email = Email.safeParse(outside.email).data;
  if (!email || !outside.isEmailVerified) return false;
  return db.$transaction(async (tx) => {
    // Of two accounts with one address at the same moment, one is first.
    await tx.$executeRaw`select 1 from "user" where email = ${email} for update`;
    const user = await tx.user.findUnique({
      where: { email },
      include: { accounts: { where: { provider } } },
    });
    if (!user || user.isDemo || user.accounts.length > 0) return false;
    await tx.account.create({ data: { provider, providerAccountId, userId: user.id } });
    return true;
  });
}
