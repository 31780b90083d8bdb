import type { Actor } from "@/lib/auth/actor";
import { hasRole } from "@/lib/auth/authorize";
import type { db, Tx } from "@/lib/db/client";

/** What a holdout run needs approved: where its inputs are sent, and what is asked about the answers. */
export type ApprovalKind = "connection" | "scorer";

export interface Definition {
  kind: ApprovalKind;
  /** What people call it. */
  subject: string;
  hash: string;
}

/**
 * Approves what an admin has just written, in the transaction that writes it, so that the ordinary way needs
 * no second step. What others write waits for an admin.
 */
export async function approveOwn(tx: Tx, actor: Actor, definitions: Definition[]): Promise<void> {
  if (hasRole(actor, "admin")) await approveDefinitions(tx, actor, definitions);
}

/** Approves definitions that are not approved yet; answers how many. The caller has checked the role. */
export async function approveDefinitions(
  tx: Tx | typeof db,
  actor: Actor,
  definitions: Definition[],
): Promise<number> {
  const approved = await findApproved(tx, actor.projectId, definitions);
  const missing = definitions.filter(
    ({ hash }, at) =>
      !approved.has(hash) && definitions.findIndex((other) => other.hash === hash) === at,
  );
  await tx.holdoutApproval.createMany({
    data: missing.map(({ kind, subject, hash }) => ({
      projectId: actor.projectId,
      kind,
      subject,
      definitionHash: hash,
      approvedById: actor.userId,
      approvedByName: actor.name,
    })),
  });
  return missing.length;
}

/** Which of these hashes are approved now. */
export async function findApproved(
  tx: Tx | typeof db,
  projectId: string,
  definitions: readonly Definition[],
): Promise<Set<string>> {
  if (definitions.length === 0) return new Set();
  const rows = await tx.holdoutApproval.findMany({
    where: {
      projectId,
      revokedAt: null,
      OR: definitions.map(({ kind, hash }) => ({ kind, definitionHash: hash })),
    },
    select: { definitionHash: true },
  });
  return new Set(rows.map(({ definitionHash }) => definitionHash));
}
