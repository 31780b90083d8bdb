import { canonicalJson } from "@/lib/http/body/canonical-json";
import { ScorerSpec } from "@/lib/scorers/contract";
import { scorerName } from "@/lib/scorers/scorer-name";
import type { Criterion } from "@/lib/specs/criterion-contract";

/**
 * The scorer that a text means: one of the set's by its name, or by its kind when there is one of the kind;
 * else the kind itself as it is without settings, which compares with what the cases expect.
 */
export function findScorer(scorers: readonly ScorerSpec[], name: string): ScorerSpec | null {
  const named = scorers.find((each) => scorerName(each) === name);
  if (named) return named;
  const [one, another] = scorers.filter(({ kind }) => kind === name);
  if (one) return another ? null : one;
  const plain = ScorerSpec.safeParse({ kind: name });
  return plain.success ? plain.data : null;
}

/** Whether the criterion asks what scorers say; the other metrics are measured without them. */
export const usesScores = ({ metric }: Pick<Criterion, "metric">): boolean =>
  metric === undefined ||
  ["success_rate", "all_pass_rate", "cost_per_success_usd"].includes(metric);

/**
 * The scorers that have to vote on a criterion, by their definition in the criterion or in the set; `"any"`:
 * it is measured without them; null: the set has none of that name.
 */
export function scorersOf(
  { scorer, metric }: Pick<Criterion, "scorer" | "metric">,
  ofSet: readonly ScorerSpec[],
): readonly ScorerSpec[] | "any" | null {
  if (typeof scorer === "object") return [scorer];
  if (!usesScores({ metric })) return "any";
  if (scorer === undefined) return ofSet;
  const spec = findScorer(ofSet, scorer);
  return spec && [spec];
}

/** The name under which a run has this very scorer; a changed setting makes it another scorer. */
export function nameInRun(runScorers: readonly ScorerSpec[], scorer: ScorerSpec): string | null {
  const same = runScorers.find((each) => definition(each) === definition(scorer));
  return same ? scorerName(same) : null;
}

const definition = ({ kind, config }: ScorerSpec): string => canonicalJson({ kind, config });
