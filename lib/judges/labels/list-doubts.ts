import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import type { PolicyDoubt } from "@/lib/judges/doubt-contract";
import { findJudge } from "@/lib/judges/find-judge";
import { LabelSplit } from "@/lib/judges/label-contract";

const MOST_DOUBTS = 200;
const LONGEST_OUTPUT = 1_000;

/** What people say that a judge's policy leaves open, newest first; those of older policies after. */
export async function listDoubts(
  actor: Actor,
  name: string,
): Promise<{ data: PolicyDoubt[]; nextCursor: null }> {
  authorize(actor, { scope: "evals:read" });
  const judge = await findJudge(actor, name);
  const rows = await db.policyDoubt.findMany({
    where: { item: { judgeId: judge.id } },
    orderBy: [{ policyVersion: "desc" }, { at: "desc" }],
    take: MOST_DOUBTS,
    include: { item: { select: { id: true, number: true, split: true, output: true } } },
  });
  return {
    data: rows.map(({ id, item, note, byName, at, policyVersion }) => ({
      id,
      item: {
        id: item.id,
        number: item.number,
        split: LabelSplit.parse(item.split),
        output: item.split === "test" ? null : item.output.slice(0, LONGEST_OUTPUT),
      },
      note,
      by: byName,
      isYours: byName === actor.name,
      at: at.toISOString(),
      policyVersion,
      isOpen: policyVersion === judge.policyVersion,
    })),
    nextCursor: null,
  };
}
