import type { Criterion } from "@/lib/specs/criterion-contract";
import { unitOfMetric } from "@/lib/specs/gates/format-gate";
import type { Gate } from "@/lib/specs/gates/gate-contract";

/** A criterion while it is written: texts as they are typed. */
export interface CriterionDraft {
  key: string | null;
  statement: string;
  evalSet: string;
  split: Criterion["split"];
  /** `scorer:<name>` of the set, `metric:<name>`, or `own:<kind>` for a scorer that only this criterion has. */
  measure: string;
  /** Of a scorer of its own. */
  ownName: string | undefined;
  ownConfig: Record<string, unknown>;
  comparator: Criterion["comparator"];
  bar: string;
  /** In points (of a mean: per cent of the bar); empty: the usual one. */
  tolerance: string;
  /** Answers per case; empty: one. */
  repeats: string;
  /** Of a comparison with live: cases that may newly fail; empty: no cap. */
  maxNewlyFailing: string;
  owner: string;
  segment: string;
  level: Criterion["level"];
  /** Empty: against the bar; else the environment whose live version it is compared with, or ANYWHERE. */
  against: string;
  serves: string[];
}

/** What is live where the version would go. */
export const ANYWHERE = "*";

export function newDraft(first: Partial<CriterionDraft>): CriterionDraft {
  return {
    key: null,
    statement: "",
    evalSet: "",
    split: "development",
    measure: "metric:success_rate",
    ownName: undefined,
    ownConfig: {},
    comparator: ">=",
    bar: "80",
    tolerance: "",
    repeats: "",
    maxNewlyFailing: "",
    owner: "",
    segment: "",
    level: "must",
    against: "",
    serves: [],
    ...first,
  };
}

export function draftOf(criterion: Criterion): CriterionDraft {
  const { scorer, metric, threshold, kind, segment, environment } = criterion;
  const { tolerance, repeats, maxNewlyFailing, owner, ...rest } = criterion;
  return {
    ...newDraft(rest),
    tolerance: tolerance === undefined ? "" : String(Number((tolerance * 100).toFixed(4))),
    repeats: repeats === undefined ? "" : String(repeats),
    maxNewlyFailing: maxNewlyFailing === undefined ? "" : String(maxNewlyFailing),
    owner: owner ?? "",
    key: criterion.key,
    ...measureOfCriterion(scorer, metric),
    bar: String(Number((threshold * factorOf(metric ? unitOfMetric(metric) : "rate")).toFixed(6))),
    segment: segment ?? "",
    against: kind === "non_regression" ? (environment ?? ANYWHERE) : "",
  };
}

function measureOfCriterion(
  scorer: Criterion["scorer"],
  metric: Criterion["metric"],
): Pick<CriterionDraft, "measure" | "ownName" | "ownConfig"> {
  if (typeof scorer === "object") {
    const { kind, name, config } = scorer;
    return { measure: `own:${kind}`, ownName: name, ownConfig: { ...config } };
  }
  const measure = metric ? `metric:${metric}` : `scorer:${scorer}`;
  return { measure, ownName: undefined, ownConfig: {} };
}

export const factorOf = (unit: Gate["unit"]): number => (unit === "rate" ? 100 : 1);

/** The bar that a measure begins with: what is usual for its unit, and a small margin against what is live. */
export function usualBar(unit: Gate["unit"], against: string): string {
  if (against) return unit === "rate" ? "2" : unit === "ms" ? "100" : "";
  return unit === "rate" ? "80" : unit === "ms" ? "2000" : "";
}

export function unitOfDraft({ measure }: CriterionDraft): Gate["unit"] {
  return measure.startsWith("metric:") ? unitOfMetric(measure.slice(7)) : "rate";
}

/** Only a rate against what is live has newly failing cases. */
export const hasCap = (draft: CriterionDraft): boolean =>
  draft.against !== "" && unitOfDraft(draft) === "rate";
