import { expect, test } from "vitest";
import { alphaOf, evidenceThreshold } from "./evidence-threshold";

test("three guardrails share 5 %: each fires from 60 on", () => {
  expect(evidenceThreshold(3)).toBeCloseTo(60, 9);
  expect(alphaOf(3)).toBeCloseTo(0.05 / 3, 12);
});

test("a rollout without guardrails has no threshold", () => {
  expect(() => evidenceThreshold(0)).toThrow(/counts guardrails from 1/);
});
