import type { JsonValue } from "@/lib/scorers/json-value";

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

/** What one answer has in one field, against what was wanted there. */
export interface FieldResult {
  expected: JsonValue;
  actual: JsonValue | undefined;
  matches: boolean;
}

/**
 * A right value is a true positive, a wrong one a false positive and a false negative, an invented one a false
 * positive, a missing one a false negative. Nothing where nothing is expected counts as neither.
 */
export function tallyFields(results: Iterable<FieldResult>): FieldTally {
  const tally = noFields();
  for (const result of results) addField(tally, result);
  return tally;
}

export const noFields = (): FieldTally => ({
  truePositives: 0,
  falsePositives: 0,
  falseNegatives: 0,
});

export function addField(tally: FieldTally, { expected, actual, matches }: FieldResult): void {
  const isWanted = !isNothing(expected);
  const isGiven = !isNothing(actual);
  if (matches) {
    if (isWanted) tally.truePositives++;
    return;
  }
  if (isGiven) tally.falsePositives++;
  if (isWanted) tally.falseNegatives++;
}

/** Null, an empty text, an empty list or object, or no such field. */
export function isNothing(value: JsonValue | undefined): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === "string") return value.trim() === "";
  return typeof value === "object" && Object.keys(value).length === 0;
}
