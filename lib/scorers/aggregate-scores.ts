import { countFields, type FieldCounts, type FieldTally } from "@/lib/scorers/score/field-counts";
import { normalizeLabel } from "@/lib/scorers/score/score-label";
import { type Rate, wilsonInterval } from "@/lib/stats/intervals/wilson-interval";
import {
  type ConfusionMatrix,
  confusionMatrix,
  type LabelPair,
} from "@/lib/stats/summaries/confusion-matrix";
import type { Score } from "./contract";
import type { JsonObject } from "./json-value";

export type ScorerSummary = {
  scorer: string;
  kind: string;
  /** Share that passed of those that could be scored; null when none could. */
  rate: Rate | null;
  /** Mean value in the scorer's own unit; null when none could be scored. */
  mean: number | null;
  errored: number;
  notMeasured: number;
  /** For `label` only. */
  confusion?: ConfusionMatrix;
  /** For `fields` only: over the fields of all answers. */
  fields?: FieldCounts;
};

/** Sums up all scores of a run, one summary per scorer, in the order of first appearance. */
export function aggregateScores(
  scores: Iterable<Score>,
  labelsOf: (scorer: string) => readonly string[] = () => [],
): ScorerSummary[] {
  const byScorer = new Map<string, Tally>();
  for (const score of scores) {
    let tally = byScorer.get(score.scorer);
    if (!tally) {
      tally = {
        kind: score.kind,
        passed: 0,
        n: 0,
        sum: 0,
        errored: 0,
        notMeasured: 0,
        pairs: [],
        fields: { truePositives: 0, falsePositives: 0, falseNegatives: 0 },
      };
      byScorer.set(score.scorer, tally);
    }
    addScore(tally, score);
  }
  return Array.from(byScorer, ([scorer, tally]) => ({
    scorer,
    kind: tally.kind,
    rate: wilsonInterval(tally.passed, tally.n),
    mean: tally.n > 0 ? tally.sum / tally.n : null,
    errored: tally.errored,
    notMeasured: tally.notMeasured,
    ...(tally.kind === "label"
      ? {
          confusion: confusionMatrix(
            withOneSpelling(tally.pairs, labelsOf(scorer)),
            labelsOf(scorer),
          ),
        }
      : {}),
    ...(tally.kind === "fields" ? { fields: fieldCountsOf(tally) } : {}),
  }));
}

function fieldCountsOf({ fields }: Tally): FieldCounts {
  const { precision, recall, f1 } = countFields(fields);
  return { precision, recall, f1 };
}

type Tally = {
  kind: string;
  passed: number;
  n: number;
  sum: number;
  errored: number;
  notMeasured: number;
  pairs: LabelPair[];
  fields: FieldTally;
};

function addScore(tally: Tally, score: Score): void {
  if (score.status === "scored") {
    tally.n++;
    tally.sum += score.value;
    if (score.passed) tally.passed++;
    if (score.kind === "fields") addFields(tally.fields, score.details ?? {});
    const { expected, actual } = score.details ?? {};
    if (score.kind === "label" && typeof expected === "string") {
      tally.pairs.push({ expected, actual: typeof actual === "string" ? actual : null });
    }
  } else if (score.status === "errored") tally.errored++;
  else tally.notMeasured++;
}

/** Scores of earlier versions have no counts. */
function addFields(fields: FieldTally, details: JsonObject): void {
  for (const name of ["truePositives", "falsePositives", "falseNegatives"] as const) {
    const count = details[name];
    if (typeof count === "number") fields[name] += count;
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
