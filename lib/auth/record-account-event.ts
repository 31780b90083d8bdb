import type { Tx } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import { memberActor } from "./actor";

/**
 * Records what a person did to their own account in every project they are a member of: the admins there
 * are the ones who want to know. Call it last in the transaction.
 */
export async function recordAccountEvent(
  tx: Tx,
  person: { userId: string; name: string; email: string },
  type: string,
  data: object = {},
): Promise<void> {
  // In one order everywhere, so that two of these never wait for each other's chain.
  const members = await tx.member.findMany({
    where: { userId: person.userId },
    include: { project: true },
    orderBy: { projectId: "asc" },
  });
  for (const { project, role } of members) {
    const actor = memberActor(project, person, role);
    await recordEvent(tx, actor, { type, subject: { type: "account", id: person.userId }, data });
  }
}
