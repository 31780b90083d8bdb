import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize, requireOwnDecision } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import { DoubtPolicy } from "@/lib/judges/doubt-contract";
import type { LabelItem } from "@/lib/judges/label-contract";
import { findItem, labellerOf, toLabelItem } from "./label-items";

const need = { scope: "evals:write", role: "editor" } as const;

/** Says that the policy as it is does not decide an output. Who has not labelled it puts its label off. */
export async function doubtPolicy(
  actor: Actor,
  name: string,
  itemId: string,
  input: DoubtPolicy,
): Promise<LabelItem> {
  authorize(actor, need);
  requireOwnDecision(actor);
  const { labeller, labellerId } = labellerOf(actor);
  const { note } = DoubtPolicy.parse(input);
  const { judge, item } = await findItem(actor, name, itemId);
  const { policyVersion } = judge;
  await db.$transaction(async (tx) => {
    const place = { itemId: item.id, byName: labeller, policyVersion };
    await tx.policyDoubt.upsert({
      where: { itemId_byName_policyVersion: place },
      create: { ...place, byId: labellerId, note },
      update: { note, at: new Date() },
    });
    await tx.judgeLabel.createMany({
      data: [{ itemId: item.id, labeller, labellerId, label: null, note }],
      skipDuplicates: true,
    });
    await recordEvent(tx, actor, {
      type: "judge.policy_doubted",
      subject: { type: "judge", id: judge.id },
      data: { name, output: item.number, policyVersion },
    });
  });
  const after = await findItem(actor, name, itemId);
  return toLabelItem(after.item, labeller);
}

/** Takes one's own doubts about an output back; without one nothing happens. */
export async function dropDoubt(actor: Actor, name: string, itemId: string): Promise<void> {
  authorize(actor, need);
  requireOwnDecision(actor);
  const { labeller } = labellerOf(actor);
  const { judge, item } = await findItem(actor, name, itemId);
  await db.$transaction(async (tx) => {
    const { count } = await tx.policyDoubt.deleteMany({
      where: { itemId: item.id, byName: labeller, policyVersion: judge.policyVersion },
    });
    if (count === 0) return;
    await recordEvent(tx, actor, {
      type: "judge.policy_doubt_dropped",
      subject: { type: "judge", id: judge.id },
      data: { name, output: item.number },
    });
  });
}
