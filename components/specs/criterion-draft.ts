import type { Criterion, CriterionInput, Gate } from "@/lib/specs/contract";
import { unitOfMetric } from "./format-gate";

/** Scorers that a criterion can bring along, with one setting; other kinds are named by the set. */
export const OWN_SCORERS = {
  contains: { label: "contains a text", kind: "contains", setting: "value", negate: false },
  "contains-not": {
    label: "does not contain a text",
    kind: "contains",
    setting: "value",
    negate: true,
  },
  regex: { label: "matches a pattern", kind: "regex", setting: "pattern", negate: false },
  "regex-not": {
    label: "does not match a pattern",
    kind: "regex",
    setting: "pattern",
    negate: true,
  },
  "is-json": { label: "is JSON", kind: "is-json", setting: null, negate: false },
} as const;
export type OwnScorer = keyof typeof OWN_SCORERS;

/** A criterion while it is written: texts as they are typed. */
export interface CriterionDraft {
  key: string | null;
  statement: string;
  evalSet: string;
  split: Criterion["split"];
  /** `scorer:<name>`, `metric:<name>`, `own:<kind>` or `kept`, for a scorer that was written by the API. */
  measure: string;
  ownText: string;
  kept: Criterion["scorer"];
  comparator: Criterion["comparator"];
  bar: string;
  segment: string;
  level: Criterion["level"];
  /** Empty: against the bar; else the environment whose live version it is compared with. */
  against: string;
  serves: string[];
}

export function newDraft(first: Partial<CriterionDraft>): CriterionDraft {
  return {
    key: null,
    statement: "",
    evalSet: "",
    split: "development",
    measure: "metric:success_rate",
    ownText: "",
    kept: undefined,
    comparator: ">=",
    bar: "80",
    segment: "",
    level: "must",
    against: "",
    serves: [],
    ...first,
  };
}

export function draftOf(criterion: Criterion): CriterionDraft {
  const { scorer, metric, threshold, kind, segment, environment } = criterion;
  return {
    ...newDraft(criterion),
    key: criterion.key,
    measure: metric ? `metric:${metric}` : typeof scorer === "string" ? `scorer:${scorer}` : "kept",
    kept: typeof scorer === "object" ? scorer : undefined,
    bar: String(Number((threshold * factorOf(metric ? unitOfMetric(metric) : "rate")).toFixed(6))),
    segment: segment ?? "",
    against: kind === "non_regression" ? (environment ?? "production") : "",
  };
}

const factorOf = (unit: Gate["unit"]): number => (unit === "rate" ? 100 : 1);

export function unitOfDraft({ measure }: CriterionDraft): Gate["unit"] {
  return measure.startsWith("metric:") ? unitOfMetric(measure.slice(7)) : "rate";
}

/** What is sent; null while something is missing. */
export function criterionOf(
  draft: CriterionDraft,
  taken: readonly string[],
): CriterionInput | null {
  const { statement, evalSet, split, comparator, segment, level, against, serves } = draft;
  const bar = Number(draft.bar.replace(",", ".").replace("%", "").trim());
  const measured = measureOf(draft);
  if (evalSet === "" || draft.bar.trim() === "" || !Number.isFinite(bar) || !measured) return null;
  return {
    key: draft.key ?? keyOf(statement, taken),
    statement: statement.trim() || "New criterion",
    evalSet,
    split,
    ...measured,
    comparator,
    threshold: Number((bar / factorOf(unitOfDraft(draft))).toFixed(8)),
    level,
    serves,
    ...(segment ? { segment } : {}),
    ...(against ? { kind: "non_regression" as const, environment: against } : {}),
  };
}

function measureOf({
  measure,
  kept,
  ownText,
}: CriterionDraft): Pick<CriterionInput, "scorer" | "metric"> | null {
  if (measure === "kept") return kept ? { scorer: kept } : null;
  const [kind = "", name = ""] = [measure.split(":")[0], measure.slice(measure.indexOf(":") + 1)];
  if (kind === "scorer") return { scorer: name };
  if (kind === "metric") return { metric: name as NonNullable<CriterionInput["metric"]> };
  const own = OWN_SCORERS[name as OwnScorer];
  if (own.setting === null) return { scorer: { kind: "is-json", config: {} } };
  if (ownText === "") return null;
  const title = `${own.label.replace(/ a (text|pattern)/, "")} ${ownText}`.slice(0, 60);
  return own.setting === "value"
    ? { scorer: { kind: "contains", name: title, config: { value: ownText, negate: own.negate } } }
    : { scorer: { kind: "regex", name: title, config: { pattern: ownText, negate: own.negate } } };
}

export function keyOf(statement: string, taken: readonly string[]): string {
  const base =
    statement
      .toLowerCase()
      .normalize("NFKD")
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-+|-+$/g, "")
      .slice(0, 50)
      .replace(/-+$/, "") || "criterion";
  let key = base;
  for (let count = 2; taken.includes(key); count++) key = `${base}-${count}`;
  return key;
}
