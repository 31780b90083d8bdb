import type { ScorerSpec } from "@/lib/scorers/contract";
import type { Criterion } from "@/lib/specs/criterion-contract";
import type { EvidenceSet } from "./load-evidence";
import { findScorer, nameInRun } from "./match-scorer";

/**
 * The scorers of a run that gates wait for: the set's, with what criteria bring along. undefined: the set's
 * alone, which a run finds by itself.
 */
export function chooseScorers(
  set: EvidenceSet,
  criteria: readonly Criterion[],
): ScorerSpec[] | undefined {
  const all = [...set.scorers];
  for (const { scorer } of criteria) {
    const spec = typeof scorer === "string" ? findScorer(set.scorers, scorer) : scorer;
    if (spec && !nameInRun(all, spec)) all.push(spec);
  }
  return all.length === set.scorers.length ? undefined : all.slice(0, 20);
}
