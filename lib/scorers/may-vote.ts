import type { JudgedCounts } from "@/lib/stats/intervals/youden-interval";
import type { ScorerSpec } from "./contract";

/** What calibration says of a judge of the project. */
export interface JudgeStanding {
  state: "uncalibrated" | "calibrated" | "stale";
  /** Why it is not calibrated, the most important first. */
  reasons: readonly string[];
  /** Of the definition that it has now. */
  definitionHash: string;
  /** How often it was right at the calibration that it stands on. */
  counts: JudgedCounts | null;
}

/** The project's judges by name. */
export type JudgeStandings = ReadonlyMap<string, JudgeStanding>;

export type Vote = { isAllowed: true } | { isAllowed: false; why: string };

const isJudge = (spec: { kind: string }): boolean => spec.kind.startsWith("judge-");

/** The model-graded ones of these scorers, also those inside a weighted set. */
export const listJudges = (scorers: readonly ScorerSpec[]): ScorerSpec[] =>
  scorers.flatMap((spec) =>
    spec.kind === "all"
      ? listJudges(spec.config.scorers.map(({ scorer }) => scorer as ScorerSpec))
      : isJudge(spec)
        ? [spec]
        : [],
  );

/** Whether one of these scorers, or of those inside a weighted set, is model-graded. */
export const asksJudge = (scorers: readonly ScorerSpec[]): boolean =>
  listJudges(scorers).length > 0;

/** The judge of the project that a scorer names; null: it names none. */
export function judgeNamed(spec: ScorerSpec): string | null {
  return isJudge(spec) ? ((spec.config as { judge?: string }).judge ?? null) : null;
}

/** The judges of the project that these scorers name, each once. */
export const listJudgeNames = (scorers: readonly ScorerSpec[]): string[] => [
  ...new Set(listJudges(scorers).flatMap((spec) => judgeNamed(spec) ?? [])),
];

/**
 * Whether a gate may go by what a scorer says. Rules may; a judge only while it is calibrated against people, alone
 * or inside a weighted set.
 */
export function mayVote(scorer: ScorerSpec, standings: JudgeStandings): Vote {
  for (const spec of listJudges([scorer])) {
    const name = judgeNamed(spec);
    if (name === null) return refused(INLINE);
    const standing = standings.get(name);
    if (!standing) return refused(`There is no judge ${name}.`);
    if (standing.state === "calibrated") continue;
    const [reason] = standing.reasons;
    const state =
      standing.state === "stale"
        ? `The calibration of the judge ${name} is stale.`
        : `The judge ${name} is not calibrated against people.`;
    return refused(reason ? `${state} ${reason}` : state);
  }
  return { isAllowed: true };
}

/** The first refusal among several scorers that vote together. */
export function mayAllVote(scorers: readonly ScorerSpec[], standings: JudgeStandings): Vote {
  for (const scorer of scorers) {
    const vote = mayVote(scorer, standings);
    if (!vote.isAllowed) return vote;
  }
  return { isAllowed: true };
}

const INLINE =
  "A rubric written into a scorer cannot be calibrated against people, so it opens no gate. Make it a judge, and name that.";

const refused = (why: string): Vote => ({ isAllowed: false, why });
