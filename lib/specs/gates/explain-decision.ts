import {
  formatCount,
  formatCountOf,
  formatMs,
  formatNumber,
  formatRateShort,
} from "@/lib/format-number";
import type { Criterion } from "@/lib/specs/criterion-contract";
import { isRate, QUANTILES, unitOf } from "@/lib/specs/criterion-metric";
import { wantsMore } from "@/lib/specs/criterion-rule";
import type { CasesDecision } from "./decide-cases";

type Bar = Pick<
  Criterion,
  "comparator" | "threshold" | "metric" | "kind" | "environment" | "maxNewlyFailing"
>;

/**
 * A verdict in words: the thing, the number, n, and what to do. Null where there is nothing to add to the
 * value and its interval.
 */
export function explainDecision(
  criterion: Bar,
  decision: CasesDecision,
  judges: readonly string[] = [],
): string | null {
  const words = explainVerdict(criterion, decision);
  if (judges.length === 0 || decision.corrected) return words;
  const names = `the ${judges.length === 1 ? "judge" : "judges"} ${judges.join(" and ")}`;
  return `${words ? `${words} ` : ""}These are the raw verdicts of ${names}.`;
}

function explainVerdict(criterion: Bar, decision: CasesDecision): string | null {
  const { withoutErrors, errored } = decision;
  if (withoutErrors) {
    const answers = errored === 1 ? "1 error" : `${formatCount(errored)} errors`;
    const stake = withoutErrors === "pass" ? "might cost the pass" : "might change the verdict";
    return `${shareInWords(decision) ?? ""}${answers}, which ${stake}. Retry the errors.`;
  }
  if (criterion.kind === "non_regression") return explainDifference(criterion, decision);
  const isShare = isRate(criterion.metric);
  return isShare ? explainRate(criterion, decision) : explainAmount(criterion, decision);
}

function explainRate({ comparator, threshold }: Bar, decision: CasesDecision): string {
  const { verdict, bound, toDecide, measured } = decision;
  const share = shareInWords(decision) ?? "";
  if (decision.corrected) return `${share}${explainCorrected(comparator, threshold, decision)}`;
  const bar = percent(threshold);
  const edge = bound === null ? "" : percent(bound);
  const isMore = wantsMore(comparator);
  const none = noneSeen(isMore, decision);
  if (none) {
    const proof =
      verdict === "pass" ? `The bar is ${bar}.` : wouldProve(threshold, decision, isMore);
    return `${share}${none} ${proof}`;
  }
  if (verdict === "pass") {
    return `${share}The bar is ${bar}; we are 95 % sure of at ${isMore ? "least" : "most"} ${edge}.`;
  }
  if (verdict === "fail") {
    return `${share}At best that is ${edge}, ${isMore ? "below" : "above"} the bar of ${bar}.`;
  }
  return `${share}Too close to call. ${wouldDecide(toDecide, measured.n)}`;
}

/** The same of a corrected share, which more labels decide as well as more cases. */
function explainCorrected(
  comparator: Bar["comparator"],
  threshold: number,
  { verdict, bound }: CasesDecision,
): string {
  const [bar, edge] = [percent(threshold), bound === null ? "" : percent(bound)];
  const isMore = wantsMore(comparator);
  if (verdict === "pass") {
    return `The bar is ${bar}; we are 95 % sure of at ${isMore ? "least" : "most"} ${edge}.`;
  }
  if (verdict === "fail") {
    return `At best that is ${edge}, ${isMore ? "below" : "above"} the bar of ${bar}.`;
  }
  return `Too close to the bar of ${bar} to call. Label more of these answers, or add cases.`;
}

/** Where nothing bad was seen, how much of it there can still be (one-sided 95 %). */
function noneSeen(isMore: boolean, { measured, bound, errored }: CasesDecision): string | null {
  if (bound === null || errored > 0 || measured.value !== (isMore ? 1 : 0)) return null;
  const most = percent(isMore ? 1 - bound : bound);
  return `None seen in ${formatCount(measured.n)}: at most ${most} (95 % sure).`;
}

function wouldProve(threshold: number, { toDecide, measured }: CasesDecision, isMore: boolean) {
  return threshold === (isMore ? 1 : 0)
    ? `No number of cases proves ${percent(threshold)}: set the bar at what you can accept.`
    : `Too few for the bar. ${wouldDecide(toDecide, measured.n)}`;
}

function shareInWords({ measured, corrected }: CasesDecision): string | null {
  const { value, n } = measured;
  if (corrected) {
    const { judge, raw, labels } = corrected;
    const by =
      labels > 0
        ? `${formatCountOf(labels, "label")} of these answers`
        : "its rates at calibration, carried over";
    return `People would pass ${percent(value)}: the judge ${judge} passes ${percent(raw)} of ${formatCountOf(n, "case")}, corrected by ${by}. `;
  }
  if (value < 0 || value > 1) return null;
  const hits = value * n;
  const isWhole = Math.abs(hits - Math.round(hits)) < 1e-6;
  return isWhole
    ? `${formatCount(Math.round(hits))} of ${formatCount(n)} (${percent(value)}). `
    : `${percent(value)} on average over ${formatCount(n)} cases. `;
}

function wouldDecide(toDecide: CasesDecision["toDecide"], n: number): string {
  if (!toDecide || toDecide.cases <= n) return "More cases would hardly decide it.";
  return `If it stays there, ${formatCount(toDecide.cases)} cases would ${toDecide.verdict} four times in five.`;
}

function explainDifference(criterion: Bar, decision: CasesDecision): string {
  const { verdict, bound, toDecide, measured } = decision;
  const worse = bound === null ? null : wantsMore(criterion.comparator) ? -bound : bound;
  const allowed = amount(criterion.threshold, criterion);
  const edge = worse === null ? "" : amount(Math.abs(worse), criterion);
  const { maxNewlyFailing: cap } = criterion;
  if (cap !== undefined && decision.isOverCap) {
    const { newlyFailing } = decision;
    const failing = newlyFailing
      ? formatCountOf(newlyFailing, "case passes live and fails", "cases pass live and fail")
      : "More cases pass live and fail";
    return `${failing} now; ${formatCount(cap)} ${cap === 1 ? "is" : "are"} allowed.`;
  }
  if (verdict === "pass") {
    const most =
      worse === null || worse <= 0 ? "Not worse than live" : `At most ${edge} worse than live`;
    return `${most} (95 % sure); ${allowed} are allowed.`;
  }
  if (verdict === "fail") return `At least ${edge} worse than live; ${allowed} are allowed.`;
  const isWorse = (wantsMore(criterion.comparator) ? 1 : -1) * measured.value < 0;
  const certainly =
    isWorse && measured.low !== null && measured.high !== null && measured.low * measured.high > 0
      ? "Certainly a little worse than live. "
      : "";
  const more =
    toDecide && toDecide.cases > measured.n
      ? ` If it stays there, ${formatCount(toDecide.cases)} cases would ${toDecide.verdict} four times in five.`
      : "";
  return `${certainly}Too close to call whether it is more than ${allowed} worse.${more}`;
}

function explainAmount(criterion: Bar, { verdict, bound, measured }: CasesDecision): string | null {
  const quantile = criterion.metric ? QUANTILES[criterion.metric] : undefined;
  const bar = amount(criterion.threshold, criterion);
  if (verdict === "inconclusive") {
    return measured.low === null || measured.high === null
      ? `${formatCount(measured.n)} answers are too few to decide it.`
      : `Too close to the bar of ${bar} to call with ${formatCount(measured.n)} answers.`;
  }
  if (quantile !== undefined || bound === null) return null;
  const side = wantsMore(criterion.comparator) === (verdict === "pass") ? "least" : "most";
  return `We are 95 % sure of at ${side} ${amount(bound, criterion)}; the bar is ${bar}.`;
}

const percent = (value: number): string => formatRateShort(value, 1);

function amount(value: number, { metric, kind }: Bar): string {
  const unit = unitOf(metric);
  if (unit === "rate") {
    return kind === "non_regression" ? `${formatNumber(value * 100, 1)} points` : percent(value);
  }
  if (unit === "ms") return formatMs(value);
  return unit === "usd" ? `$${Number(value.toPrecision(3))}` : String(Number(value.toPrecision(3)));
}
