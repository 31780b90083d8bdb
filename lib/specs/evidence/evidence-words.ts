import { formatCountOf } from "@/lib/format-number";
import { canonicalJson } from "@/lib/http/body/canonical-json";
import { barInWords, toleranceInWords } from "@/lib/specs/describe-changes";
import type {
  CaseChanges,
  CriterionDefinition,
  EvidenceChange,
  EvidenceDefinitions,
} from "./definitions-contract";

/** The bar of a criterion for people: `≥ 90 %`. */
export const barOf = ({ metric, environment, ...rule }: CriterionDefinition): string =>
  barInWords({ ...rule, metric: metric ?? undefined, environment: environment ?? undefined });

export const toleranceOf = ({ metric, tolerance }: CriterionDefinition): string =>
  toleranceInWords(metric ?? undefined, tolerance);

export const capOf = ({ maxNewlyFailing }: CriterionDefinition): string =>
  String(maxNewlyFailing ?? "none");

/** What is measured, and on which cases: `label on the development cases of tickets`. */
export const lookedAtBy = ({ measure, split, evalSet }: CriterionDefinition): string =>
  `${measure} on the ${split} cases of ${evalSet}`;

export function segmentInWords(
  { segment }: CriterionDefinition,
  { segments }: Pick<EvidenceDefinitions, "segments">,
): string | null {
  const { sentence = null } = segments.find(({ name }) => name === segment) ?? {};
  return sentence && `${segment}: ${sentence}`;
}

export function scorersInWords(
  { scorers: hashes }: CriterionDefinition,
  { scorers }: Pick<EvidenceDefinitions, "scorers">,
): string | null {
  const named = scorers.filter(({ hash }) => hashes?.includes(hash));
  if (named.length === 0) return null;
  return named
    .map(({ name, kind, config }) => `${name}: ${kind} ${canonicalJson(config)}`)
    .join("; ");
}

export function describeChange({
  what,
  subject,
  before,
  after,
  isLoosened,
}: Omit<EvidenceChange, "sentence">): string {
  const turn = `from ${before ?? "nothing"} to ${after ?? "nothing"}`;
  switch (what) {
    case "criterion_removed":
      return `“${subject}” (${before}) was removed.`;
    case "criterion_added":
      return `“${subject}” (${after}) was added.`;
    case "bar":
      return `The bar of “${subject}” was ${isLoosened ? "loosened" : "changed"} ${turn}.`;
    case "tolerance":
      return `The tolerance of “${subject}” went ${turn}.`;
    case "level":
      return `“${subject}” went ${turn}.`;
    case "cap":
      return `The cap on newly failing cases of “${subject}” went ${turn}.`;
    case "repeats":
      return `The answers per case of “${subject}” went ${turn}.`;
    case "measure":
      return `“${subject}” measures something else: it went ${turn}.`;
    case "scorer":
      return `The scorer of “${subject}” changed.`;
    case "segment":
      return `The cases of “${subject}” changed ${turn}.`;
    case "environment":
      return `“${subject}” compares with another environment: it went ${turn}.`;
    case "labels":
      return `What people say of the outputs that ${subject} judged changed, which corrects its rate: it went ${turn}.`;
    case "cases":
      return `The cases of ${subject} went ${turn}.`;
  }
}

/** How many outputs people labelled: `12 labels`. */
export const labelsInWords = (labels: { outputs: number } | undefined): string =>
  formatCountOf(labels?.outputs ?? 0, "label");

/** `3 development cases of tickets were removed (c-1, c-2 and 1 more) since revision 15.` */
export function casesInWords(changes: CaseChanges): string {
  const { added, edited, removed, examples, evalSet, split, since } = changes;
  const parts = [
    removed > 0 ? `${removed} removed` : "",
    edited > 0 ? `${edited} edited` : "",
    added > 0 ? `${added} added` : "",
  ].filter(Boolean);
  const more = edited + removed - examples.length;
  const named =
    examples.length > 0 ? ` (${examples.join(", ")}${more > 0 ? ` and ${more} more` : ""})` : "";
  return `The ${split} cases of ${evalSet} since revision ${since}: ${parts.join(", ")}${named}.`;
}
