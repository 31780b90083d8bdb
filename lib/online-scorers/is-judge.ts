import type { ScorerSpec } from "@/lib/scorers/contract";

/** Does a model have a say in it, alone or inside a weighted set? */
export const isJudge = (spec: ScorerSpec): boolean =>
  spec.kind === "all"
    ? spec.config.scorers.some(({ scorer }) => scorer.kind.startsWith("judge-"))
    : spec.kind.startsWith("judge-");
