import {
  type ConfusionMatrix,
  confusionMatrix,
  type LabelPair,
} from "@/lib/stats/confusion-matrix";
import { type Rate, wilsonInterval } from "@/lib/stats/wilson-interval";
import type { Score } from "./contract";
import { normalizeLabel } from "./score-label";

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
      tally = { kind: score.kind, passed: 0, n: 0, sum: 0, errored: 0, notMeasured: 0, pairs: [] };
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
  }));
}

type Tally = {
  kind: string;
  passed: number;
  n: number;
  sum: number;
  errored: number;
  notMeasured: number;
  pairs: LabelPair[];
};

function addScore(tally: Tally, score: Score): void {
  if (score.status === "scored") {
    tally.n++;
    tally.sum += score.value;
    if (score.passed) tally.passed++;
    const { expected, actual } = score.details ?? {};
    if (score.kind === "label" && typeof expected === "string") {
      tally.pairs.push({ expected, actual: typeof actual === "string" ? actual : null });
    }
  } else if (score.status === "errored") tally.errored++;
  else tally.notMeasured++;
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
