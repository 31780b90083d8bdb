import { db } from "@/lib/db/client";
import { Email } from "./contract";

interface Outside {
  provider: string;
  providerAccountId: string;
  email: string;
  isEmailVerified: boolean;
}

/**
 * Whether an account of a sign-on provider belongs to a person here. It is linked at the first sign-in, and
 * only by an e-mail address that the provider has verified: nobody becomes a member by signing on.
 */
export async function linkAccount(outside: Outside): Promise<boolean> {
  const { provider, providerAccountId } = outside;
  const known = await db.account.findUnique({
    where: { provider_providerAccountId: { provider, providerAccountId } },
  });
  if (known) return true;
  const email = Email.safeParse(outside.email).data;
  if (!email || !outside.isEmailVerified) return false;
  const user = await db.user.findUnique({ where: { email } });
  if (!user || user.isDemo) return false;
  await db.account.create({ data: { provider, providerAccountId, userId: user.id } });
  return true;
}
