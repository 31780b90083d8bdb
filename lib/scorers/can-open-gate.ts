import type { ScorerSpec } from "./contract";

const isJudge = (spec: { kind: string }): boolean => spec.kind.startsWith("judge-");

/** Whether one of these scorers, or of those inside a weighted set, is model-graded. */
export const asksJudge = (scorers: readonly ScorerSpec[]): boolean =>
  scorers.some(
    (spec) =>
      isJudge(spec) ||
      (spec.kind === "all" &&
        asksJudge(spec.config.scorers.map(({ scorer }) => scorer as ScorerSpec))),
  );

/** Whether what these scorers say may open a gate: a judge has no vote until it is calibrated against people. */
export const canOpenGate = (scorers: readonly ScorerSpec[]): boolean => !asksJudge(scorers);
