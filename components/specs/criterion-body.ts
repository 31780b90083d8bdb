import { scorerCatalogue } from "@/lib/scorers/scorer-catalogue";
import type { CriterionInput } from "@/lib/specs/criterion-contract";
import { ANYWHERE, type CriterionDraft, factorOf, hasCap, unitOfDraft } from "./criterion-draft";

/** What is sent; null while something is missing. */
export function criterionOf(draft: CriterionDraft, keys: readonly string[]): CriterionInput | null {
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
    key: draft.key ?? keyOf(statement, keys),
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

export function keyOf(statement: string, keys: readonly string[]): string {
  const base =
    statement
      .toLowerCase()
      .normalize("NFKD")
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-+|-+$/g, "")
      .slice(0, 50)
      .replace(/-+$/, "") || "criterion";
  let key = base;
  for (let count = 2; keys.includes(key); count++) key = `${base}-${count}`;
  return key;
}
