import { canonicalJson } from "@/lib/http/body/canonical-json";
import { measureName } from "@/lib/specs/gates/find-evidence";
import type { SpecContent } from "./contract";
import type { Criterion } from "./criterion-contract";
import {
  COMPARATOR_SIGN,
  type CriterionMetric,
  isRate,
  QUANTILES,
  unitOf,
} from "./criterion-metric";
import { toleranceIn } from "./criterion-rule";

const MOST = 20;

/** What a revision changed, in sentences for the history and the event log. */
export function describeChanges(before: SpecContent, after: SpecContent): string[] {
  const changes = [
    ...lines("requirement", before.requirements, after.requirements),
    ...lines("failure case", before.failureCases, after.failureCases),
    ...criteria(before, after),
  ];
  return changes.length <= MOST
    ? changes
    : [...changes.slice(0, MOST), `and ${changes.length - MOST} more changes`];
}

function lines(noun: string, before: readonly string[], after: readonly string[]): string[] {
  const added = after.filter((line) => !before.includes(line));
  const removed = before.filter((line) => !after.includes(line));
  const [isNew, isGone] = [added[0], removed[0]];
  // One line in place of another at the same place is the same line, written better.
  if (
    isNew !== undefined &&
    isGone !== undefined &&
    added.length === 1 &&
    removed.length === 1 &&
    before.indexOf(isGone) === after.indexOf(isNew)
  ) {
    return [`${noun} reworded: ${isGone} → ${isNew}`];
  }
  const sharedOf = (list: readonly string[], other: readonly string[]) =>
    list.filter((line) => other.includes(line)).join("\n");
  const isMoved = sharedOf(before, after) !== sharedOf(after, before);
  return [
    ...added.map((line) => `${noun} added: ${line}`),
    ...removed.map((line) => `${noun} removed: ${line}`),
    ...(isMoved ? [`${noun}s reordered`] : []),
  ];
}

function criteria(before: SpecContent, after: SpecContent): string[] {
  const old = new Map(before.criteria.map((each) => [each.key, each]));
  const now = new Map(after.criteria.map((each) => [each.key, each]));
  const order = (list: readonly Criterion[], other: ReadonlyMap<string, Criterion>) =>
    list
      .filter(({ key }) => other.has(key))
      .map(({ key }) => key)
      .join();
  return [
    ...after.criteria.flatMap((each) => {
      const was = old.get(each.key);
      if (!was) return [`criterion added: ${each.statement} (${barInWords(each)})`];
      const changes = differences(was, each);
      return changes.length > 0
        ? [`criterion changed: ${each.statement}, ${changes.join(", ")}`]
        : [];
    }),
    ...before.criteria
      .filter(({ key }) => !now.has(key))
      .map(({ statement }) => `criterion removed: ${statement}`),
    ...(order(before.criteria, now) !== order(after.criteria, old) ? ["criteria reordered"] : []),
  ];
}

/** One part after the other: `bar ≥ 80 % → ≥ 90 %`. */
function differences(was: Criterion, now: Criterion): string[] {
  const parts: [name: string, of: (criterion: Criterion) => string][] = [
    ["statement", ({ statement }) => `“${statement}”`],
    ["bar", barInWords],
    ["tolerance", (criterion) => toleranceInWords(criterion.metric, toleranceIn(criterion))],
    ["answers per case", ({ repeats = 1 }) => String(repeats)],
    ["cap on newly failing", ({ maxNewlyFailing }) => String(maxNewlyFailing ?? "none")],
    ["owner", ({ owner }) => owner ?? "nobody"],
    ["measure", measureName],
    ["set", ({ evalSet }) => evalSet],
    ["split", ({ split }) => split],
    ["segment", ({ segment }) => segment ?? "all cases"],
    ["", ({ level }) => level],
  ];
  const named = parts.flatMap(([name, of]) => {
    const [one, two] = [of(was), of(now)];
    return one === two ? [] : [`${name} ${one} → ${two}`.trim()];
  });
  const isSameScorer = canonicalJson(was.scorer) === canonicalJson(now.scorer);
  if (!isSameScorer && measureName(was) === measureName(now)) named.push("settings of the scorer");
  if (canonicalJson(was.serves) !== canonicalJson(now.serves)) named.push("what it stands for");
  return named;
}

/** Of a mean it is a share of the bar, else points. */
export function toleranceInWords(
  metric: CriterionMetric | undefined,
  tolerance: number | null,
): string {
  if (tolerance === null) return "none";
  const number = Number((tolerance * 100).toFixed(4));
  const isShare = !isRate(metric) && !(metric && QUANTILES[metric]);
  return isShare ? `${number} % of the bar` : `${number} points`;
}

type Bar = Pick<Criterion, "kind" | "comparator" | "threshold" | "metric" | "environment">;

/** The bar of a criterion for people: `≥ 90 %`, `no worse than live in production by more than 2 points`. */
export function barInWords({ kind, comparator, threshold, metric, environment }: Bar): string {
  const unit = unitOf(metric);
  const number = Number((isRate(metric) ? threshold * 100 : threshold).toFixed(4)).toLocaleString(
    "en-US",
  );
  if (kind === "non_regression") {
    const margin = unit === "rate" ? `${number} points` : unit === "ms" ? `${number} ms` : number;
    return `no worse than live in ${environment ?? "the environment of the release"} by more than ${margin}`;
  }
  const bar = unit === "rate" ? `${number} %` : unit === "ms" ? `${number} ms` : number;
  return `${COMPARATOR_SIGN[comparator]} ${unit === "usd" ? `$${number}` : bar}`;
}
