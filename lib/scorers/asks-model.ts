import type { ScorerSpec } from "./contract";
import { asksJudge } from "./may-vote";
import { modelOf } from "./scorer-model";

/** Whether one of these scorers, or of those inside a weighted set, calls a model: a judge or embeddings. */
export const asksModel = (specs: readonly ScorerSpec[]): boolean =>
  asksJudge(specs) ||
  specs.some(
    (spec) =>
      modelOf(spec) !== undefined ||
      (spec.kind === "all" &&
        asksModel(spec.config.scorers.map(({ scorer }) => scorer as ScorerSpec))),
  );
