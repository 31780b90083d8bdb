import fc from "fast-check";
import { expect, test } from "vitest";
import type { Outcome } from "@/lib/runs/contract";
import { caseOutcome, countAnswers } from "./case-outcome";

const outcomeOf = (outcomes: readonly Outcome[]) =>
  caseOutcome(countAnswers(outcomes.map((outcome) => ({ outcome }))));

test.each([
  [["passed"], "passed"],
  [["failed"], "failed"],
  [["errored"], "errored"],
  [["passed", "passed", "failed"], "passed"],
  [["passed", "failed", "failed"], "failed"],
  [["passed", "failed"], "passed"],
  [["passed", "errored", "errored"], "passed"],
  [["failed", "errored"], "failed"],
  [[], "errored"],
] as const)("answers %j: the case is listed as %s", (outcomes, expected) => {
  expect(outcomeOf(outcomes)).toBe(expected);
});

test("errors never decide a case that has an answer", () => {
  const outcome = fc.constantFrom("passed" as const, "failed" as const);
  fc.assert(
    fc.property(fc.array(outcome, { minLength: 1 }), fc.nat(5), (outcomes, errors) => {
      const withErrors = [...outcomes, ...Array.from({ length: errors }, () => "errored" as const)];
      expect(outcomeOf(withErrors)).toBe(outcomeOf(outcomes));
    }),
  );
});
