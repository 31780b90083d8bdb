import { hasRole } from "@/lib/auth/authorize";
import type { Role } from "@/lib/auth/contract";
import type { Gate, GateWaiver } from "@/lib/specs/gates/gate-contract";

export interface Waiver {
  id: string;
  criterion: string;
  contentHash: string;
  userId: string;
  userName: string;
  reason: string;
  createdAt: Date;
  expiresAt: Date | null;
  withdrawnAt: Date | null;
}

export interface WaiverFacts {
  /** Of the version that is to go live. */
  contentHash: string;
  /** Whoever wrote this content; their waiver never counts. */
  authorIds: ReadonlySet<string>;
  people: readonly { id: string; role: Role }[];
  now: Date;
}

/** It counts for one content, from somebody who did not write it and may review now, until it ends. */
function counts(waiver: Waiver, { contentHash, authorIds, people, now }: WaiverFacts): boolean {
  const person = people.find(({ id }) => id === waiver.userId);
  return (
    !waiver.withdrawnAt &&
    waiver.contentHash === contentHash &&
    (waiver.expiresAt === null || waiver.expiresAt > now) &&
    person !== undefined &&
    hasRole(person, "reviewer") &&
    !authorIds.has(waiver.userId)
  );
}

/** The same gates; those that do not pass say whose waiver lets them be released all the same. */
export function applyWaivers(
  gates: readonly Gate[],
  waivers: readonly Waiver[],
  facts: WaiverFacts,
): Gate[] {
  const counting = waivers.filter((waiver) => counts(waiver, facts));
  return gates.map((gate) => {
    const waiver = counting.findLast(({ criterion }) => criterion === gate.criterion);
    return waiver && gate.verdict !== "pass" ? { ...gate, waived: toGateWaiver(waiver) } : gate;
  });
}

function toGateWaiver({ id, userId, userName, reason, createdAt, expiresAt }: Waiver): GateWaiver {
  return {
    id,
    by: { id: userId, name: userName },
    reason,
    at: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
  };
}
