import { expect, test } from "vitest";
import { caseOutcome } from "./case-outcome";
import type { Score } from "./contract";

const of = (...passed: (boolean | null)[]) =>
  caseOutcome({
    callFailed: false,
    scores: passed.map((one) => ({ passed: one }) as Pick<Score, "passed">),
  });

test("a case passes when all scorers passed and fails when any failed", () => {
  expect(of(true, true)).toBe("passed");
  expect(of(true, false)).toBe("failed");
});

test("a scorer that could not say keeps a case from passing but not from failing", () => {
  expect(of(true, null)).toBe("errored");
  expect(of(false, null)).toBe("failed");
});

test("a failed call and a case without scores are errors, never fails or passes", () => {
  expect(caseOutcome({ callFailed: true, scores: [] })).toBe("errored");
  expect(of()).toBe("errored");
});
