import { type Rate, wilsonInterval } from "@/lib/stats/intervals/wilson-interval";

/** `actual` is null when no label could be read from the output. */
export type LabelPair = { expected: string; actual: string | null };

export type LabelStatistics = {
  label: string;
  /** Cases whose expected label this is. */
  support: number;
  predicted: number;
  precision: number | null;
  recall: number | null;
  f1: number | null;
};

export type ConfusionMatrix = {
  /** Labels of rows and columns, in order. */
  labels: string[];
  /** counts[expected][actual] by the index of the label. */
  counts: number[][];
  /** Per row: answers outside the labels, or no label at all. */
  other: number[];
  perLabel: LabelStatistics[];
  accuracy: Rate | null;
  /** Mean F1 of the labels that occur as expected; null without pairs. */
  macroF1: number | null;
};

/**
 * Confusion matrix with precision, recall, F1 per label and macro-F1 (the unweighted mean, as
 * scikit-learn's `f1_score(average="macro")` when every answer is an expected label). Labels are the
 * given ones plus every expected one; an answer outside them is a miss in `other`, so that free text
 * does not invent classes. A label without expected cases has no F1 and does not count in the mean.
 */
export function confusionMatrix(
  pairs: readonly LabelPair[],
  knownLabels: readonly string[] = [],
): ConfusionMatrix {
  const labels = [
    ...new Set([...knownLabels, ...[...new Set(pairs.map((pair) => pair.expected))].sort()]),
  ];
  const indexOf = new Map(labels.map((label, index) => [label, index]));
  const counts = labels.map(() => labels.map(() => 0));
  const other = labels.map(() => 0);
  for (const { expected, actual } of pairs) {
    const row = indexOf.get(expected) ?? -1;
    const column = actual === null ? undefined : indexOf.get(actual);
    const cells = counts[row];
    if (column === undefined || !cells) other[row] = (other[row] ?? 0) + 1;
    else cells[column] = (cells[column] ?? 0) + 1;
  }
  const perLabel = labels.map((label, index) => labelStatistics(label, index, counts, other));
  const scored = perLabel.flatMap(({ support, f1 }) => (support > 0 && f1 !== null ? [f1] : []));
  const right = counts.reduce((sum, row, index) => sum + (row[index] ?? 0), 0);
  return {
    labels,
    counts,
    other,
    perLabel,
    accuracy: wilsonInterval(right, pairs.length),
    macroF1: scored.length ? scored.reduce((sum, f1) => sum + f1, 0) / scored.length : null,
  };
}

function labelStatistics(
  label: string,
  index: number,
  counts: readonly (readonly number[])[],
  other: readonly number[],
): LabelStatistics {
  const row = counts[index] ?? [];
  const right = row[index] ?? 0;
  const support = row.reduce((sum, count) => sum + count, other[index] ?? 0);
  const predicted = counts.reduce((sum, cells) => sum + (cells[index] ?? 0), 0);
  return {
    label,
    support,
    predicted,
    precision: predicted > 0 ? right / predicted : null,
    recall: support > 0 ? right / support : null,
    f1: support > 0 ? (2 * right) / (support + predicted) : null,
  };
}
