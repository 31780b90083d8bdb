import {
  addField,
  countFields,
  type FieldCounts,
  type FieldTally,
  noFields,
} from "@/lib/scorers/score/field-counts";
import { normalizeLabel } from "@/lib/scorers/score/score-label";
import { type Rate, wilsonInterval } from "@/lib/stats/intervals/wilson-interval";
import {
  type ConfusionMatrix,
  confusionMatrix,
  type LabelPair,
} from "@/lib/stats/summaries/confusion-matrix";
import type { Score } from "./contract";
import { isJsonObject, type JsonObject } from "./json-value";

/** Over the fields of all answers, and field by field in the order of first appearance. */
export type FieldSummary = FieldCounts & {
  byField: (FieldTally & FieldCounts & { field: string })[];
};

/** Refusing too much and too little are different mistakes. */
export interface RefusalSummary {
  /** Of the cases that should be answered, the share that was refused; null when there are none. */
  overRefusal: Rate | null;
  /** Of the cases that should be refused, the share that was answered. */
  missedRefusal: Rate | null;
}

export type ScorerSummary = {
  scorer: string;
  kind: string;
  /** Of cases that have it among their own, not of the run. */
  ofCase?: true;
  /** Share that passed of those that could be scored; null when none could. */
  rate: Rate | null;
  /** Mean value in the scorer's own unit; null when none could be scored. */
  mean: number | null;
  errored: number;
  notMeasured: number;
  /** For `label` only. */
  confusion?: ConfusionMatrix;
  /** For `fields` only. */
  fields?: FieldSummary;
  /** For `refusal` only. */
  refusal?: RefusalSummary;
};

/** A model may invent any number of fields; so many are told apart. */
const MOST_FIELDS = 100;

interface Tally {
  kind: string;
  ofCase: boolean;
  passed: number;
  n: number;
  sum: number;
  errored: number;
  notMeasured: number;
  pairs: LabelPair[];
  fields: FieldTally;
  byField: Map<string, FieldTally>;
  refusal: { answerable: number; overRefused: number; refusable: number; missed: number };
}

const emptyTally = ({ kind, ofCase }: Score): Tally => ({
  kind,
  ofCase: ofCase ?? false,
  passed: 0,
  n: 0,
  sum: 0,
  errored: 0,
  notMeasured: 0,
  pairs: [],
  fields: noFields(),
  byField: new Map(),
  refusal: { answerable: 0, overRefused: 0, refusable: 0, missed: 0 },
});

/**
 * Sums up the scores of a run while they pass by, one summary per scorer in the order of first appearance. Holds
 * counts only, and of labels one pointer for each answer.
 */
export function makeScoreTally(labelsOf: (scorer: string) => readonly string[] = () => []) {
  const byScorer = new Map<string, Tally>();
  const distinctPairs = new Map<string, LabelPair>();
  return {
    add(score: Score): void {
      const tally = byScorer.get(score.scorer) ?? emptyTally(score);
      byScorer.set(score.scorer, tally);
      addScore(tally, score, distinctPairs);
    },
    summaries: (): ScorerSummary[] =>
      Array.from(byScorer, ([scorer, tally]) => summaryOf(scorer, tally, labelsOf(scorer))),
  };
}

function summaryOf(scorer: string, tally: Tally, labels: readonly string[]): ScorerSummary {
  const { kind, passed, n, sum, errored, notMeasured } = tally;
  return {
    scorer,
    kind,
    ...(tally.ofCase ? { ofCase: true } : {}),
    rate: wilsonInterval(passed, n),
    mean: n > 0 ? sum / n : null,
    errored,
    notMeasured,
    ...(kind === "label"
      ? { confusion: confusionMatrix(withOneSpelling(tally.pairs, labels), labels) }
      : {}),
    ...(kind === "fields" ? { fields: fieldSummaryOf(tally) } : {}),
    ...(kind === "refusal" ? { refusal: refusalSummaryOf(tally) } : {}),
  };
}

function fieldSummaryOf({ fields, byField }: Tally): FieldSummary {
  const { precision, recall, f1 } = countFields(fields);
  return {
    precision,
    recall,
    f1,
    byField: Array.from(byField, ([field, tally]) => ({ field, ...countFields(tally) })),
  };
}

const refusalSummaryOf = ({ refusal }: Tally): RefusalSummary => ({
  overRefusal: wilsonInterval(refusal.overRefused, refusal.answerable),
  missedRefusal: wilsonInterval(refusal.missed, refusal.refusable),
});

function addScore(tally: Tally, score: Score, distinctPairs: Map<string, LabelPair>): void {
  if (score.status === "errored") tally.errored++;
  if (score.status === "not_measured") tally.notMeasured++;
  if (score.status !== "scored") return;
  tally.n++;
  tally.sum += score.value;
  if (score.passed) tally.passed++;
  const details = score.details ?? {};
  if (score.kind === "fields") addFields(tally, details);
  if (score.kind === "refusal") addRefusal(tally, details);
  if (score.kind === "label" && typeof details.expected === "string") {
    const { expected, actual } = details;
    const key = JSON.stringify([expected, actual]);
    const pair = distinctPairs.get(key) ?? {
      expected,
      actual: typeof actual === "string" ? actual : null,
    };
    distinctPairs.set(key, pair);
    tally.pairs.push(pair);
  }
}

/** Scores of earlier versions have no counts; those of an answer without JSON had no fields. */
function addFields({ fields, byField }: Tally, details: JsonObject): void {
  for (const name of ["truePositives", "falsePositives", "falseNegatives"] as const) {
    const count = details[name];
    if (typeof count === "number") fields[name] += count;
  }
  for (const [field, result] of Object.entries(
    isJsonObject(details.fields) ? details.fields : {},
  )) {
    if (!isJsonObject(result)) continue;
    let tally = byField.get(field);
    if (!tally) {
      if (byField.size === MOST_FIELDS) continue;
      tally = noFields();
      byField.set(field, tally);
    }
    const { expected = null, actual } = result;
    addField(tally, { expected, actual, matches: result.matches === true });
  }
}

function addRefusal({ refusal }: Tally, { expected, actual }: JsonObject): void {
  const isRefused = actual === "refuse";
  if (expected === "answer") {
    refusal.answerable++;
    if (isRefused) refusal.overRefused++;
  }
  if (expected === "refuse") {
    refusal.refusable++;
    if (!isRefused) refusal.missed++;
  }
}

/** One case knows only its own label's spelling; all cases together know every label's. */
function withOneSpelling(pairs: readonly LabelPair[], labels: readonly string[]): LabelPair[] {
  const spelling = new Map<string, string>();
  for (const label of [...labels, ...pairs.map(({ expected }) => expected)]) {
    const form = normalizeLabel(label);
    if (!spelling.has(form)) spelling.set(form, label);
  }
  const spelled = (label: string) => spelling.get(normalizeLabel(label)) ?? label;
  return pairs.map(({ expected, actual }) => ({
    expected: spelled(expected),
    actual: actual === null ? null : spelled(actual),
  }));
}
