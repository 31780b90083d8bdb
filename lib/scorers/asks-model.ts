import type { ScorerSpec } from "./contract";
import { modelOf } from "./scorer-model";

/** Whether one of these scorers, or of those inside a weighted set, calls a model: a judge or embeddings. */
export const asksModel = (specs: readonly ScorerSpec[]): boolean =>
  specs.some(
    (spec) =>
      spec.kind.startsWith("judge-") ||
      modelOf(spec) !== undefined ||
      (spec.kind === "all" &&
        asksModel(spec.config.scorers.map(({ scorer }) => scorer as ScorerSpec))),
  );
