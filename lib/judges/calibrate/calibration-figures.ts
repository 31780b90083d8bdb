import type { CalibrationFigures, InputMix } from "@/lib/judges/calibration-contract";
import type { JudgeBar } from "@/lib/judges/contract";
import { type JudgeWords, labelsOf, type PassingLabel } from "@/lib/scorers/judge-definition";
import { kappaInterval } from "@/lib/stats/intervals/kappa-interval";
import { rate } from "@/lib/stats/intervals/wilson-interval";
import { type JudgedCounts, youdenInterval } from "@/lib/stats/intervals/youden-interval";
import { labelsToMeetBar } from "@/lib/stats/verdicts/judge-bar";

/** An output with the label that counts and what the judge said; `judge` null: its answer was no verdict. */
export interface JudgedItem {
  human: string;
  judge: string | null;
  /** What it said when it was asked again; undefined: it was not. */
  again?: string | null | undefined;
  /** The output stands in the judge's own prompt. */
  isLeaked?: boolean;
  /** The judge's verdict was imported. */
  isRecorded?: boolean;
  labellers?: readonly string[];
}

/** What the labels are of, beside what they say. */
export interface LabelSource {
  /** Everybody who wrote a revision of the judge. */
  authors: readonly string[];
  inputs: InputMix;
  /** Outputs whose label does not count: an author of the judge imported it. */
  unconfirmed?: number;
}

/** Everything that is counted of a judge against people, from their labels and its own. */
export function calibrationFigures(
  items: readonly JudgedItem[],
  words: JudgeWords,
  bar: JudgeBar,
  source: LabelSource | null = null,
): CalibrationFigures {
  const labels = labelsOf(words);
  const names = labels.map(({ label }) => label);
  const table = tableOf(items, names);
  const counts = countsOf(items, labels);
  const judged = items.filter(({ judge }) => judge !== null);
  const n = judged.length;
  const rows = table.map((row) => row.reduce((sum, count) => sum + count, 0));
  const most = Math.max(0, ...rows);
  const repeated = items.filter(({ judge, again }) => judge !== null && again !== undefined);
  return {
    n,
    agreement: rate(judged.filter(({ human, judge }) => human === judge).length, n),
    truePositiveRate: rate(counts.truePasses, counts.passes),
    trueNegativeRate: rate(counts.trueFails, counts.fails),
    constantAgreement: rate(most, n),
    constantLabel: n > 0 ? (names[rows.indexOf(most)] ?? null) : null,
    kappa: kappaInterval(table),
    youden: youdenInterval(counts),
    confusion: { labels: names, counts: table },
    unparseable: items.length - n,
    selfConsistency: rate(
      repeated.filter(({ judge, again }) => judge === again).length,
      repeated.length,
    ),
    leaked: items.filter(({ isLeaked }) => isLeaked).length,
    labelsNeeded: labelsToMeetBar(counts, table, bar),
    recorded: items.filter(({ isRecorded }) => isRecorded).length,
    ...labellersOf(items, source?.authors ?? []),
    inputs: source?.inputs ?? null,
    unconfirmed: source?.unconfirmed ?? 0,
  };
}

function labellersOf(items: readonly JudgedItem[], authors: readonly string[]) {
  const names = new Set(items.flatMap(({ labellers = [] }) => labellers));
  const [only = null] = names.size === 1 ? names : [];
  return { soleLabeller: only, isByAuthor: only !== null && authors.includes(only) };
}

/** Rows are what people say, columns what the judge says. */
function tableOf(items: readonly JudgedItem[], names: readonly string[]): number[][] {
  const table = names.map(() => names.map(() => 0));
  for (const { human, judge } of items) {
    const row = table[names.indexOf(human)];
    const column = judge === null ? -1 : names.indexOf(judge);
    if (row && column >= 0) row[column] = (row[column] ?? 0) + 1;
  }
  return table;
}

function countsOf(items: readonly JudgedItem[], labels: readonly PassingLabel[]): JudgedCounts {
  const passing = new Set(labels.filter(({ passes }) => passes).map(({ label }) => label));
  const counts = { truePasses: 0, passes: 0, trueFails: 0, fails: 0 };
  for (const { human, judge } of items) {
    if (judge === null) continue;
    if (passing.has(human)) {
      counts.passes++;
      if (passing.has(judge)) counts.truePasses++;
    } else {
      counts.fails++;
      if (!passing.has(judge)) counts.trueFails++;
    }
  }
  return counts;
}

/** The counts behind the rates of a calibration. */
export function judgedCountsOf({
  truePositiveRate,
  trueNegativeRate,
}: Pick<CalibrationFigures, "truePositiveRate" | "trueNegativeRate">): JudgedCounts {
  const times = (rate: { value: number; n: number } | null) =>
    rate ? Math.round(rate.value * rate.n) : 0;
  return {
    truePasses: times(truePositiveRate),
    passes: truePositiveRate?.n ?? 0,
    trueFails: times(trueNegativeRate),
    fails: trueNegativeRate?.n ?? 0,
  };
}
