import { expect, test } from "vitest";
import { answerOutcome } from "./answer-outcome";
import type { Score } from "./contract";

const of = (...passed: (boolean | null)[]) =>
  answerOutcome({
    callFailed: false,
    scores: passed.map((one) => ({ passed: one }) as Pick<Score, "passed">),
  });

test("an answer passes when all scorers passed and fails when any failed", () => {
  expect(of(true, true)).toBe("passed");
  expect(of(true, false)).toBe("failed");
});

test("a scorer that could not say keeps an answer from passing but not from failing", () => {
  expect(of(true, null)).toBe("errored");
  expect(of(false, null)).toBe("failed");
});

test("a failed call and an answer without scores are errors, never fails or passes", () => {
  expect(answerOutcome({ callFailed: true, scores: [] })).toBe("errored");
  expect(of()).toBe("errored");
});
