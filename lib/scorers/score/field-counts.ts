/** Fields with a value, over one answer or many. */
export interface FieldTally {
  truePositives: number;
  falsePositives: number;
  falseNegatives: number;
}

/** `precision`: of the values that were given, the share that is right; `recall`: of those to find. Null for 0 of 0. */
export interface FieldCounts {
  precision: number | null;
  recall: number | null;
  f1: number | null;
}

/** Precision, recall and their harmonic mean F1 = 2TP / (2TP + FP + FN); of many answers by their sums (micro). */
export function countFields<T extends FieldTally>(tally: T): T & FieldCounts {
  const { truePositives: right, falsePositives, falseNegatives } = tally;
  const share = (of: number) => (of === 0 ? null : right / of);
  return {
    ...tally,
    precision: share(right + falsePositives),
    recall: share(right + falseNegatives),
    f1: share(right + (falsePositives + falseNegatives) / 2),
  };
}
