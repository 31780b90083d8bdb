import { standardNormalQuantile } from "@/lib/stats/distributions/normal-distribution";
import type { Bounded } from "./difference-interval";
import { exactBounds } from "./exact-bounds";
import { wilsonInterval } from "./wilson-interval";
import type { JudgedCounts } from "./youden-interval";

/** Answers that a judge judged. */
export type Judged = { passed: number; n: number };

/** Labels of some of the judged answers, by what the judge said of them. */
export type LabelledStrata = {
  /** Of `judgedPasses` labelled judge passes so many are human passes. */
  passesOfPasses: number;
  judgedPasses: number;
  /** Of `judgedFails` labelled judge fails so many are human passes. */
  passesOfFails: number;
  judgedFails: number;
};

const clipped = ({ value, low, high }: Bounded): Bounded => {
  const clip = (x: number) => Math.min(1, Math.max(0, x));
  return { value: clip(value), low: clip(low), high: clip(high) };
};

/**
 * The share that people would pass, of answers that a judge judged and people labelled in part: post-stratified by
 * what the judge said (A. Tenenbein, Journal of the American Statistical Association 65, 1970). It holds where
 * labels were drawn by a quota of the judge's verdicts as well. `confidence` 0.9 gives gates their one-sided
 * 95 % bounds. Null when nothing was judged or labelled.
 */
export function correctedRate(
  judged: Judged,
  labels: LabelledStrata,
  confidence = 0.95,
): Bounded | null {
  if (judged.n === 0 || labels.judgedPasses + labels.judgedFails === 0) return null;
  const w = judged.passed / judged.n;
  const unlabelled: Bounded = { value: 0.5, low: 0, high: 1 };
  const a = wilsonInterval(labels.passesOfPasses, labels.judgedPasses, confidence) ?? unlabelled;
  const b = wilsonInterval(labels.passesOfFails, labels.judgedFails, confidence) ?? unlabelled;
  const z = standardNormalQuantile(0.5 + confidence / 2);
  const v = z * Math.sqrt((w * (1 - w)) / judged.n) * (a.value - b.value);
  const value = w * a.value + (1 - w) * b.value;
  return clipped({
    value,
    low: value - Math.hypot(w * (a.value - a.low), (1 - w) * (b.value - b.low), v),
    high: value + Math.hypot(w * (a.high - a.value), (1 - w) * (b.high - b.value), v),
  });
}

const LEAST_DISCRIMINATION = 0.05;

/**
 * The same for answers without labels, with the true positive and true negative rate of a calibration carried over
 * (W. J. Rogan and B. Gladen, American Journal of Epidemiology 107, 1978). Null when the judge hardly tells
 * passes from fails.
 */
export function carriedOverRate(
  judged: Judged,
  counts: JudgedCounts,
  confidence = 0.95,
): Bounded | null {
  if (judged.n === 0) return null;
  const { passes, fails } = counts;
  const q = judged.passed / judged.n;
  const { sensitivity, specificity, discrimination } = smoothedRates(counts);
  if (discrimination <= LEAST_DISCRIMINATION) return null;
  const value = (q + specificity - 1) / discrimination;
  const variance =
    (q * (1 - q)) / judged.n +
    (value ** 2 * sensitivity * (1 - sensitivity)) / (passes + 1) +
    ((1 - value) ** 2 * specificity * (1 - specificity)) / (fails + 1);
  const half =
    (standardNormalQuantile(0.5 + confidence / 2) * Math.sqrt(variance)) / discrimination;
  return clipped({ value, low: value - half, high: value + half });
}

function smoothedRates({ truePasses, passes, trueFails, fails }: JudgedCounts) {
  const sensitivity = (truePasses + 0.5) / (passes + 1);
  const specificity = (trueFails + 0.5) / (fails + 1);
  return { sensitivity, specificity, discrimination: sensitivity + specificity - 1 };
}

/** What is known of a judge's errors: labels of the answers themselves, and the counts of its calibration. */
export type JudgeErrors = { strata: LabelledStrata; counts: JudgedCounts | null };

export type CorrectedShare = Bounded & {
  /** Labels of the answers themselves that it rests on; 0: the rates of the calibration are carried over. */
  labels: number;
};

/**
 * The share that people would pass, by labels of the answers themselves where both what the judge passes and what it
 * fails has some, else with the rates of its calibration. Null when neither is known.
 */
export function correctShare(judged: Judged, errors: JudgeErrors): CorrectedShare | null {
  const { strata, counts } = errors;
  if (isLabelled(judged, strata)) {
    const rate = correctedRate(judged, strata);
    return rate && { ...rate, labels: strata.judgedPasses + strata.judgedFails };
  }
  const carried = counts && carriedOverRate(judged, counts);
  return carried && { ...carried, labels: 0 };
}

const isLabelled = (judged: Judged, { judgedPasses, judgedFails }: LabelledStrata): boolean =>
  judgedPasses + judgedFails > 0 &&
  (judgedPasses > 0 || judged.passed === 0) &&
  (judgedFails > 0 || judged.passed === judged.n);

/** Of gates: one-sided bounds of 95 %. */
const ONE_SIDED = 0.9;

/**
 * The same share with the bounds that decide a gate, each one-sided 95 %. A normal interval is empty where a judge
 * passes all of a few cases, and too short where people failed few of the calibration. So no bound is closer than
 * the exact one of the judge's share allows, nor, with carried-over rates, than their own exact bounds do, combined
 * by MOVER (Zou and Donner, Statistics in Medicine 27, 2008).
 */
export function correctForGate(judged: Judged, { strata, counts }: JudgeErrors): Bounded | null {
  if (judged.n === 0) return null;
  const q = judged.passed / judged.n;
  const exact = exactBounds(judged.passed, judged.n);
  if (isLabelled(judged, strata)) {
    const rate = correctedRate(judged, strata, ONE_SIDED);
    const a = ratio(strata.passesOfPasses, strata.judgedPasses);
    const b = ratio(strata.passesOfFails, strata.judgedFails);
    const ends = [exact.low, exact.high].map((share) => share * a + (1 - share) * b);
    return rate && widened(rate, Math.min(...ends), Math.max(...ends));
  }
  const rate = counts && carriedOverRate(judged, counts, ONE_SIDED);
  if (!rate) return null;
  const { sensitivity, specificity } = smoothedRates(counts);
  const s = counts.passes > 0 ? exactBounds(counts.truePasses, counts.passes) : UNKNOWN;
  const t = counts.fails > 0 ? exactBounds(counts.trueFails, counts.fails) : UNKNOWN;
  const at = (share: number, S: number, T: number) =>
    (share + T - 1) / Math.max(LEAST_DISCRIMINATION, S + T - 1);
  const value = at(q, sensitivity, specificity);
  const distance = (...ends: number[]) => Math.hypot(...ends.map((end) => end - value));
  // More true positives make less of a judge's passes, more true negatives make more of them.
  const low =
    value -
    distance(
      Math.min(value, at(exact.low, sensitivity, specificity)),
      Math.min(value, at(q, s.high, specificity)),
      Math.min(value, at(q, sensitivity, t.low)),
    );
  const high =
    value +
    distance(
      Math.max(value, at(exact.high, sensitivity, specificity)),
      Math.max(value, at(q, s.low, specificity)),
      Math.max(value, at(q, sensitivity, t.high)),
    );
  return widened(rate, low, high);
}

const UNKNOWN = { low: 0, high: 1 };

const widened = (rate: Bounded, low: number, high: number): Bounded =>
  clipped({ ...rate, low: Math.min(rate.low, low), high: Math.max(rate.high, high) });

/** Without a label either is as likely. */
const ratio = (passes: number, n: number): number => (n === 0 ? 0.5 : passes / n);
