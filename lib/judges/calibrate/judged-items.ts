import "server-only";
import { db, type Tx } from "@/lib/db/client";
import { isConfirmed } from "@/lib/judges/labels/confirmed-label";
import { countingLabel } from "@/lib/judges/labels/counting-label";
import { listJudgeAuthors } from "@/lib/judges/list-judge-authors";
import type { JudgeDefinition } from "@/lib/scorers/judge-definition";
import type { JudgedItem } from "./calibration-figures";

/** Shorter ones stand in many prompts by chance. */
const LEAST_LEAK = 40;

export type Labelled = Awaited<ReturnType<typeof loadLabelled>>;
export type LabelledRow = Labelled["rows"][number];

/**
 * The outputs of a split whose label counts, with what this definition of the judge said of them, and how many are
 * labelled by nothing but what an author of the judge imported.
 */
export async function loadLabelled(
  { judgeId, split, hash }: { judgeId: string; split: string; hash: string },
  from: Tx | typeof db = db,
) {
  const items = await from.judgeItem.findMany({
    where: { judgeId, split },
    orderBy: { number: "asc" },
    include: { labels: true, verdicts: { where: { definitionHash: hash } } },
  });
  const authors = await listJudgeAuthors(judgeId, from);
  let unconfirmed = 0;
  const rows = items.flatMap(({ labels: all, verdicts, ...item }) => {
    const labels = all.filter((one) => isConfirmed(one, authors));
    const { label } = countingLabel(labels);
    if (label === null) {
      if (labels.length === 0 && countingLabel(all).label !== null) unconfirmed += 1;
      return [];
    }
    const verdict = verdicts.find(({ attempt }) => attempt === 1) ?? null;
    const again = verdicts.find(({ attempt }) => attempt === 2) ?? null;
    return [{ ...item, labels, label, verdict, again }];
  });
  return { rows, unconfirmed };
}

/** For the figures; an output that the judge was not asked about counts as one that it did not answer. */
export function toJudgedItems(
  rows: readonly LabelledRow[],
  { messages }: Pick<JudgeDefinition, "messages">,
): JudgedItem[] {
  const prompt = messages
    .map((message) => ("content" in message ? message.content : ""))
    .join("\n");
  return rows.map(({ label, labels, verdict, again, output }) => ({
    human: label,
    judge: verdict?.label ?? null,
    ...(again ? { again: again.label } : {}),
    isRecorded: verdict?.isRecorded ?? false,
    labellers: labels.flatMap((one) => (one.label === null ? [] : [one.labeller])),
    isLeaked: output.trim().length >= LEAST_LEAK && prompt.includes(output.trim()),
  }));
}
