import { scorerCatalogue } from "@/lib/scorers/scorer-catalogue";
import type { Criterion, CriterionInput } from "@/lib/specs/criterion-contract";
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

const factorOf = (unit: Gate["unit"]): number => (unit === "rate" ? 100 : 1);

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

/** What is sent; null while something is missing. */
export function criterionOf(
  draft: CriterionDraft,
  taken: readonly string[],
): CriterionInput | null {
  const { statement, evalSet, split, comparator, segment, level, against, serves } = draft;
  const bar = numberOf(draft.bar);
  const tolerance = draft.tolerance.trim() === "" || against ? null : numberOf(draft.tolerance);
  const repeats = draft.repeats.trim() === "" ? null : numberOf(draft.repeats);
  const cap = draft.against && hasCap(draft) ? draft.maxNewlyFailing.trim() : "";
  const owner = draft.owner.trim();
  if (![tolerance ?? 0, repeats ?? 1, numberOf(cap)].every(Number.isFinite)) return null;
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
    ...(tolerance === null ? {} : { tolerance: Number((tolerance / 100).toFixed(8)) }),
    ...(repeats === null ? {} : { repeats }),
    ...(cap === "" ? {} : { maxNewlyFailing: numberOf(cap) }),
    ...(owner === "" ? {} : { owner }),
    level,
    serves,
    ...(segment ? { segment } : {}),
    ...(against ? { kind: "non_regression" as const } : {}),
    ...(against && against !== ANYWHERE ? { environment: against } : {}),
  };
}

const numberOf = (text: string): number => Number(text.replace(",", ".").replace("%", "").trim());

function measureOf({
  measure,
  ownName,
  ownConfig,
}: CriterionDraft): Pick<CriterionInput, "scorer" | "metric"> | null {
  const place = measure.indexOf(":");
  const [from, name] = [measure.slice(0, place), measure.slice(place + 1)];
  if (from === "scorer") return { scorer: name };
  if (from === "metric") return { metric: name as NonNullable<CriterionInput["metric"]> };
  const entry = scorerCatalogue.find(({ kind }) => kind === name);
  const isWhole = entry?.settings.every(
    ({ name: setting, required }) => !required || ownConfig[setting] !== undefined,
  );
  if (!isWhole) return null;
  // The form offers settings of this kind only; the server parses them.
  const scorer = { kind: name, config: ownConfig, ...(ownName ? { name: ownName } : {}) };
  return { scorer: scorer as CriterionInput["scorer"] };
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
