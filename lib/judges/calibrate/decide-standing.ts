import { formatCount, formatCountOf, formatFixed, formatRateShort } from "@/lib/format-number";
import type { CalibrationFigures, CalibrationSplit } from "@/lib/judges/calibration-contract";
import type { JudgeBar, JudgeState } from "@/lib/judges/contract";
import { explainUnconfirmed } from "@/lib/judges/labels/confirmed-label";
import { type JudgeWords, labelsOf } from "@/lib/scorers/judge-definition";
import type { JudgedCounts } from "@/lib/stats/intervals/youden-interval";
import { type BarMiss, LEAST_PER_SIDE, missesOfBar } from "@/lib/stats/verdicts/judge-bar";

export const MAX_AGE_DAYS = 90;
const DAY_MS = 86_400_000;

/** A completed calibration. */
export interface DoneCalibration {
  split: CalibrationSplit;
  definitionHash: string;
  revision: number;
  bar: JudgeBar;
  figures: CalibrationFigures;
  endedAt: Date;
}

export interface StandingFacts extends JudgeWords {
  definitionHash: string;
  bar: JudgeBar;
  /** Newest first. */
  calibrations: readonly DoneCalibration[];
  /** Later labels show that it disagrees with people more often than it did. */
  hasDrifted: boolean;
  /** Why it is asked about other inputs than it was calibrated on; null: it is not. */
  inputShift: string | null;
  isArchived: boolean;
  now: Date;
}

export interface Standing {
  state: JudgeState;
  reasons: string[];
  warnings: string[];
  /** The calibration that it rests on, or that is out of date. */
  calibration: DoneCalibration | null;
}

/** Whether a judge may open gates, and why not. */
export function decideStanding(facts: StandingFacts): Standing {
  const { definitionHash, bar, calibrations, isArchived } = facts;
  if (isArchived) return uncalibrated(null, ["The judge is archived."]);
  const current = decisive(calibrations.filter((one) => one.definitionHash === definitionHash));
  if (!current) {
    const former = decisive(calibrations);
    if (!former || reasonsOf(former, facts).length > 0) {
      return uncalibrated(former, [
        former ? "It changed since it was last compared with people." : NEVER,
      ]);
    }
    const reason = `Its prompt, model, policy or threshold changed since revision ${former.revision} was calibrated. Calibrate it again.`;
    return { state: "stale", reasons: [reason], warnings: [], calibration: former };
  }
  const reasons = reasonsOf(current, facts);
  if (reasons.length > 0) return uncalibrated(current, reasons);
  const stale = staleReasons(current, bar, facts);
  const warnings = warningsOf(current, calibrations);
  return {
    state: stale.length > 0 ? "stale" : "calibrated",
    reasons: stale,
    warnings,
    calibration: current,
  };
}

/** More than these on one test split, and the best of them may be luck. */
const MOST_TRIES = 3;

/** What a bar cannot tell, and people should know before they go by the judge. */
function warningsOf(
  { split, figures }: DoneCalibration,
  calibrations: readonly DoneCalibration[],
): string[] {
  const { n, recorded, soleLabeller, isByAuthor } = figures;
  const tries = new Set(
    calibrations.filter((one) => one.split === "test").map((one) => one.definitionHash),
  ).size;
  return [
    ...(split === "dev"
      ? [
          "It was compared on the dev split, on which it may have been tuned. Calibrate it on the test split.",
        ]
      : []),
    ...(recorded > 0
      ? [
          `${formatCount(recorded)} of ${formatCountOf(n, "verdict")} of the judge were imported with the labels; Galley did not ask it.`,
        ]
      : []),
    ...unconfirmedOf(figures),
    ...(soleLabeller !== null && isByAuthor
      ? [
          `Every label is by ${soleLabeller}, who wrote the judge. Ask somebody else to label the same outputs.`,
        ]
      : []),
    ...(tries > MOST_TRIES
      ? [
          `${formatCount(tries)} forms of this judge were tried on the test split, so one may have passed by luck. Add new outputs to it.`,
        ]
      : []),
  ];
}

const NEVER = "It was never compared with people's labels. Label outputs, then calibrate it.";

const uncalibrated = (calibration: DoneCalibration | null, reasons: string[]): Standing => ({
  state: "uncalibrated",
  reasons,
  warnings: [],
  calibration,
});

/** The newest one on test decides; one on dev only while there is none, or tuning would undo a refusal. */
function decisive(calibrations: readonly DoneCalibration[]): DoneCalibration | null {
  return calibrations.find(({ split }) => split === "test") ?? calibrations[0] ?? null;
}

/** Why the figures do not meet the bar that they were held to. Answers that were no verdict count as wrong ones. */
function reasonsOf({ figures, bar }: DoneCalibration, words: JudgeWords): string[] {
  const { table, counts } = countsAgainst(figures, words);
  const misses = missesOfBar(counts, table, bar).map(explainMiss);
  const needed =
    misses.length > 0 && figures.labelsNeeded !== null
      ? [
          `If the rates stay, about ${formatCount(figures.labelsNeeded)} labels in all would be enough.`,
        ]
      : [];
  const flaws =
    figures.unparseable > 0 && misses.length > 0
      ? [`${formatCountOf(figures.unparseable, "answer")} of the judge could not be read.`]
      : [];
  const leaks =
    figures.leaked > 0
      ? [
          `${formatCountOf(figures.leaked, "labelled output")} of this split ${figures.leaked === 1 ? "stands" : "stand"} in the judge's prompt. Take examples from the train split.`,
        ]
      : [];
  return [
    ...leaks,
    ...misses,
    ...(misses.length > 0 ? unconfirmedOf(figures) : []),
    ...flaws,
    ...needed,
  ];
}

/** Said beside what the labels that do count give. */
const unconfirmedOf = ({ unconfirmed }: CalibrationFigures): string[] =>
  unconfirmed === 0 ? [] : [explainUnconfirmed(unconfirmed)];

function countsAgainst({ confusion, unparseable }: CalibrationFigures, words: JudgeWords) {
  const labels = labelsOf(words);
  const passes = confusion.labels.map(
    (name) => labels.find(({ label }) => label === name)?.passes ?? false,
  );
  const counts: JudgedCounts = { truePasses: 0, passes: 0, trueFails: 0, fails: 0 };
  const table = confusion.counts.map((row) => [...row]);
  table.forEach((row, human) => {
    row.forEach((count, judge) => {
      if (passes[human]) {
        counts.passes += count;
        if (passes[judge]) counts.truePasses += count;
      } else {
        counts.fails += count;
        if (!passes[judge]) counts.trueFails += count;
      }
    });
  });
  // Nobody knows on which side they would have been wrong: on each.
  counts.passes += unparseable;
  counts.fails += unparseable;
  return { table, counts };
}

const NAMES = {
  truePositiveRate: "The true positive rate",
  trueNegativeRate: "The true negative rate",
  kappa: "κ",
} as const;

function explainMiss(miss: BarMiss): string {
  if ("count" in miss) {
    const what = miss.kind === "human_passes" ? "passes" : "fails";
    return `People labelled ${formatCount(miss.count)} ${what}; at least ${LEAST_PER_SIDE} are needed.`;
  }
  const { kind, value, low, bar } = miss;
  if (kind === "youden") {
    return "It is not certain that it does better than always giving the same label.";
  }
  const name = NAMES[kind];
  if (value === null || low === null) return `${name} is not measured.`;
  const write = (each: number) =>
    kind === "kappa" ? formatFixed(each, 2) : formatRateShort(each, 0);
  return `${name} is ${write(value)} and may be as low as ${write(low)}; the bar is ${write(bar)}.`;
}

function staleReasons(
  { bar, endedAt }: DoneCalibration,
  present: JudgeBar,
  { hasDrifted, inputShift, now }: StandingFacts,
): string[] {
  const isSameBar =
    bar.kappa === present.kappa &&
    bar.truePositiveRate === present.truePositiveRate &&
    bar.trueNegativeRate === present.trueNegativeRate;
  return [
    ...(isSameBar ? [] : ["Its bar changed since. Calibrate it again."]),
    ...(hasDrifted
      ? ["Later labels show that it disagrees with people more often than at its calibration."]
      : []),
    ...(inputShift === null ? [] : [inputShift]),
    ...(now.getTime() - endedAt.getTime() > MAX_AGE_DAYS * DAY_MS
      ? [`Its calibration is more than ${MAX_AGE_DAYS} days old.`]
      : []),
  ];
}
