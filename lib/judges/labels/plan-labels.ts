import type { LabelSplit } from "@/lib/judges/label-contract";
import type { PassingLabel } from "@/lib/scorers/judge-definition";
import { isConfirmed, type LabelOrigin } from "./confirmed-label";
import { itemHashOf, splitOf } from "./label-split";
import { isModelLabeller } from "./model-labeller";
import type { NumberedRow } from "./parse-label-rows";

interface ExistingLabel extends LabelOrigin {
  labeller: string;
  label: string | null;
  note: string;
}

/** An output that is there already, with what is said of it. */
export interface ExistingItem {
  itemHash: string;
  split: LabelSplit;
  labels: readonly ExistingLabel[];
  /** What the judge as it is now said; null: nothing. */
  judgeLabel: string | null;
  /** Galley asked the judge: what a file says that it said is no longer needed. */
  isAsked: boolean;
}

export interface PlannedItem {
  itemHash: string;
  isNew: boolean;
  row: NumberedRow["label"];
  split: LabelSplit;
  /** The last word of each labeller. */
  labels: Map<string, { label: string; note: string }>;
  judgeLabel: string | null;
}

export interface LabelPlan {
  items: PlannedItem[];
  imported: number;
  skipped: number;
  errors: { row: number; message: string }[];
}

interface JudgeFacts {
  labels: readonly PassingLabel[];
  model: string;
  prompt: string;
  /** The members whose labels this import may bring, by their names. */
  members: ReadonlyMap<string, string>;
  /** Who wrote the judge, and who imports. */
  authors: ReadonlySet<string>;
  importedById: string | null;
}

/** What an import changes: rows that are known already are skipped, wrong ones are errors that stop no other. */
export function planLabels(
  rows: readonly NumberedRow[],
  existing: readonly ExistingItem[],
  judge: JudgeFacts,
): LabelPlan {
  const plan: LabelPlan = { items: [], imported: 0, skipped: 0, errors: [] };
  const stored = new Map(existing.map((item) => [item.itemHash, item]));
  const planned = new Map<string, PlannedItem>();
  for (const { row, label: entry } of rows) {
    const itemHash = itemHashOf(entry);
    const before = stored.get(itemHash);
    const item = planned.get(itemHash) ?? beginItem(itemHash, entry, before);
    const label = wordOf(judge.labels, entry.label);
    const judgeLabel = entry.judgeLabel ? wordOf(judge.labels, entry.judgeLabel) : null;
    const { labeller, note = "" } = entry;
    const earlier = before?.labels.find((one) => one.labeller === labeller);
    const latest = item.labels.get(labeller) ?? earlier;
    const isSame = latest?.label === label && latest.note === note;
    const isKnown = isSame && !(latest === earlier && confirms(earlier, labeller, judge));
    const problem =
      problemOf(entry, { item, label, judgeLabel }, judge) ??
      overridden(judgeLabel, before) ??
      (isKnown ? null : keeperOf(earlier, judge));
    if (problem !== null) {
      plan.errors.push({ row, message: problem });
      continue;
    }
    const isVerdictKnown = judgeLabel === null || before?.isAsked || item.judgeLabel === judgeLabel;
    if (isKnown && isVerdictKnown) {
      plan.skipped++;
      continue;
    }
    if (label !== null && !isKnown) item.labels.set(labeller, { label, note });
    if (judgeLabel !== null && !before?.isAsked) item.judgeLabel = judgeLabel;
    planned.set(itemHash, item);
    plan.imported++;
  }
  plan.items = [...planned.values()];
  return plan;
}

const beginItem = (
  itemHash: string,
  row: NumberedRow["label"],
  before: ExistingItem | undefined,
): PlannedItem => ({
  itemHash,
  isNew: before === undefined,
  row,
  split: before?.split ?? row.split ?? splitOf(row),
  labels: new Map(),
  judgeLabel: before?.isAsked ? null : (before?.judgeLabel ?? null),
});

const wordOf = (labels: readonly PassingLabel[], word: string): string | null =>
  labels.find(({ label }) => label.toLowerCase() === word.toLowerCase())?.label ?? null;

/** The file says of a label what an author of the judge said of it before, and counts where that did not. */
function confirms(
  earlier: ExistingLabel | undefined,
  labeller: string,
  { authors, members, importedById }: JudgeFacts,
): boolean {
  if (!earlier || isConfirmed(earlier, authors)) return false;
  const labellerId = members.get(labeller) ?? null;
  return isConfirmed({ labellerId, importedBy: labeller, importedById }, authors);
}

/** An import speaks of people: it changes nothing that they said here, or that an admin brought as theirs. */
function keeperOf(earlier: ExistingLabel | undefined, { members }: JudgeFacts): string | null {
  if (!earlier) return null;
  const { labeller, labellerId, importedBy } = earlier;
  if (importedBy === null) {
    return `${labeller} labelled this output here, which an import does not change.`;
  }
  if (labellerId === null || members.get(labeller) === labellerId) return null;
  return `${importedBy} imported this label as ${labeller}’s. Only an admin or ${labeller} can change it.`;
}

/** The judge's own word stays: whoever could write over it could calibrate any judge. */
function overridden(judgeLabel: string | null, before: ExistingItem | undefined): string | null {
  if (judgeLabel === null || !before?.isAsked || before.judgeLabel === judgeLabel) return null;
  return `The judge itself said ${before.judgeLabel} of this output when it was asked, which stays.`;
}

function problemOf(
  row: NumberedRow["label"],
  {
    item,
    label,
    judgeLabel,
  }: { item: PlannedItem; label: string | null; judgeLabel: string | null },
  { labels, model, prompt }: JudgeFacts,
): string | null {
  const words = labels.map((each) => each.label).join(", ");
  if (label === null) return `The label “${row.label}” is unknown. Use ${words}.`;
  if (row.judgeLabel !== undefined && judgeLabel === null) {
    return `The judge's label “${row.judgeLabel}” is unknown. Use ${words}.`;
  }
  if (isModelLabeller(row.labeller, { model, prompt })) {
    return `“${row.labeller}” looks like a model. Labels made by a model never calibrate; send what it says as judgeLabel.`;
  }
  if (row.split !== undefined && row.split !== item.split) {
    return `This output is in the ${item.split} split and cannot move to ${row.split}.`;
  }
  return null;
}
