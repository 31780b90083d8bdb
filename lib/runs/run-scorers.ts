import { createHash } from "node:crypto";
import { canonicalJson } from "@/lib/http/canonical-json";
import { ScorerList, type ScorerSpec } from "@/lib/scorers/contract";
import { scorerName } from "@/lib/scorers/scorer-name";

/** The scorers that a run was stored with: parsed when it was started, parsed again here. */
export const readScorers = (stored: unknown): ScorerSpec[] => ScorerList.parse(stored);

/** Runs with the same hash were scored alike. */
export function scorersHash(scorers: readonly ScorerSpec[]): string {
  return createHash("sha256").update(canonicalJson(scorers)).digest("hex");
}

export const listScorers = (scorers: readonly ScorerSpec[]) =>
  scorers.map((spec) => ({ name: scorerName(spec), kind: spec.kind }));

/** Every scorer with the ones inside weighted sets; `path` is its place in the list. */
export function allScorers(scorers: readonly ScorerSpec[]): { spec: ScorerSpec; path: string }[] {
  return scorers.flatMap((spec, index) => [
    { spec, path: `scorers.${index}` },
    ...(spec.kind === "all"
      ? spec.config.scorers.map(({ scorer }, member) => ({
          spec: scorer as ScorerSpec,
          path: `scorers.${index}.config.scorers.${member}.scorer`,
        }))
      : []),
  ]);
}

export const asksJudge = (scorers: readonly ScorerSpec[]): boolean =>
  allScorers(scorers).some(({ spec }) => spec.kind === "judge-rubric");
