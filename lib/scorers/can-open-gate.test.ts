import { expect, test } from "vitest";
import { canOpenGate } from "./can-open-gate";
import type { ScorerSpec } from "./contract";

/** Kinds that are still to come are graded by a model as well. */
const spec = (kind: string, config: object = {}) => ({ kind, config }) as ScorerSpec;

test.each(["judge-rubric", "judge-label", "judge-pairwise", "judge-grounded"])(
  "%s opens no gate, alone, beside a rule or inside a weighted set",
  (kind) => {
    const judge = spec(kind);
    const weighted = spec("all", { scorers: [{ scorer: spec("equals") }, { scorer: judge }] });
    expect(canOpenGate([judge])).toBe(false);
    expect(canOpenGate([spec("equals"), judge])).toBe(false);
    expect(canOpenGate([weighted])).toBe(false);
    expect(canOpenGate([spec("all", { scorers: [{ scorer: weighted }] })])).toBe(false);
  },
);

test("rules open gates", () => {
  const weighted = spec("all", { scorers: [{ scorer: spec("equals") }] });
  expect(canOpenGate([spec("equals"), spec("label"), weighted])).toBe(true);
});
