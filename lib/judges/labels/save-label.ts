import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize, requireOwnDecision } from "@/lib/auth/authorize";
import { alone, type Surroundings } from "@/lib/db/around";
import { db } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import { AppError, invalid } from "@/lib/http/app-error";
import type { LabelItem, ResolveItem, SaveLabel } from "@/lib/judges/label-contract";
import { JudgeKind, labelsOf, PassingLabel } from "@/lib/scorers/judge-definition";
import { countingLabel } from "./counting-label";
import { findItem, labellerOf, requireLabel, toLabelItem } from "./label-items";

const need = { scope: "evals:write", role: "editor" } as const;

/** Labels an output, or puts it off. The label before is replaced; `undoLabel` takes it back. */
export async function saveLabel(
  actor: Actor,
  name: string,
  itemId: string,
  { label, note }: SaveLabel,
  { around = alone }: Surroundings = {},
): Promise<LabelItem> {
  authorize(actor, need);
  requireOwnDecision(actor);
  const { labeller, labellerId } = labellerOf(actor);
  const { judge, item } = await findItem(actor, name, itemId);
  const word = label === null ? null : requireLabel(judge, label);
  if (word !== null && !passes(judge, word) && note === "") {
    throw invalid("note", "Say what went wrong first.");
  }
  await db.$transaction(async (tx) => {
    const place = { itemId: item.id, labeller, isResolution: false };
    await around(tx, () =>
      tx.judgeLabel.upsert({
        where: { itemId_labeller_isResolution: place },
        create: { ...place, labellerId, label: word, note },
        update: { labellerId, importedBy: null, label: word, note, createdAt: new Date() },
      }),
    );
    await recordEvent(tx, actor, {
      type: "judge.labelled",
      subject: { type: "judge", id: judge.id },
      data: { name, output: item.number },
    });
  });
  const after = await findItem(actor, name, itemId);
  return toLabelItem(after.item, labellerId);
}

/** Takes one's own label back; without one nothing happens. */
export async function undoLabel(
  actor: Actor,
  name: string,
  itemId: string,
  { around = alone }: Surroundings = {},
): Promise<void> {
  authorize(actor, need);
  requireOwnDecision(actor);
  const { labellerId } = labellerOf(actor);
  const { judge, item } = await findItem(actor, name, itemId);
  await db.$transaction(async (tx) => {
    const { count } = await around(tx, () =>
      tx.judgeLabel.deleteMany({ where: { itemId: item.id, labellerId, isResolution: false } }),
    );
    if (count === 0) return;
    await recordEvent(tx, actor, {
      type: "judge.label_undone",
      subject: { type: "judge", id: judge.id },
      data: { name, output: item.number },
    });
  });
}

/** Decides what counts where people differ. What each of them said stays, to measure how they agree. */
export async function resolveItem(
  actor: Actor,
  name: string,
  itemId: string,
  { label, note }: ResolveItem,
  { around = alone }: Surroundings = {},
): Promise<LabelItem> {
  authorize(actor, need);
  requireOwnDecision(actor);
  const { labeller, labellerId } = labellerOf(actor);
  const { judge, item } = await findItem(actor, name, itemId);
  const word = requireLabel(judge, label);
  const { isDisputed, isResolved } = countingLabel(item.labels);
  if (!isDisputed && !isResolved) {
    throw new AppError("conflict", "People do not differ about this output.");
  }
  await db.$transaction(async (tx) => {
    const place = { itemId: item.id, labeller, isResolution: true };
    await around(tx, () =>
      tx.judgeLabel.upsert({
        where: { itemId_labeller_isResolution: place },
        create: { ...place, labellerId, label: word, note },
        update: { labellerId, label: word, note, createdAt: new Date() },
      }),
    );
    await recordEvent(tx, actor, {
      type: "judge.disagreement_resolved",
      subject: { type: "judge", id: judge.id },
      data: { name, output: item.number },
    });
  });
  const after = await findItem(actor, name, itemId);
  return toLabelItem(after.item, labellerId);
}

function passes(judge: { kind: string; labels: unknown }, word: string): boolean {
  const kind = JudgeKind.parse(judge.kind);
  const labels = labelsOf({ kind, labels: PassingLabel.array().parse(judge.labels) });
  return labels.find(({ label }) => label === word)?.passes ?? false;
}
