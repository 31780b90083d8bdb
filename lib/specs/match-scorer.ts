import { canonicalJson } from "@/lib/http/canonical-json";
import { ScorerSpec } from "@/lib/scorers/contract";
import { scorerName } from "@/lib/scorers/scorer-name";

/**
 * The scorer that a text means: one of the set's by its name, or by its kind when there is one of the kind;
 * else the kind itself as it is without settings, which compares with what the cases expect.
 */
export function findScorer(scorers: readonly ScorerSpec[], wanted: string): ScorerSpec | null {
  const named = scorers.find((each) => scorerName(each) === wanted);
  if (named) return named;
  const [one, another] = scorers.filter(({ kind }) => kind === wanted);
  if (one) return another ? null : one;
  const plain = ScorerSpec.safeParse({ kind: wanted });
  return plain.success ? plain.data : null;
}

/** The name under which a run has this very scorer; a changed setting makes it another scorer. */
export function nameInRun(runScorers: readonly ScorerSpec[], wanted: ScorerSpec): string | null {
  const same = runScorers.find((each) => definition(each) === definition(wanted));
  return same ? scorerName(same) : null;
}

const definition = ({ kind, config }: ScorerSpec): string => canonicalJson({ kind, config });
