import "server-only";
import { db } from "@/lib/db/client";
import type { Account } from "./account-contract";
import type { AccountActor } from "./actor";
import { getAccount } from "./reads";
import { recordAccountEvent } from "./record-account-event";

export async function renameAccount(
  account: AccountActor,
  { name }: { name: string },
): Promise<Account> {
  await db.$transaction(async (tx) => {
    await tx.user.update({ where: { id: account.userId }, data: { name } });
    await recordAccountEvent(tx, account, "account.renamed", { from: account.name, to: name });
  });
  return getAccount(account);
}
