import fc from "fast-check";
import { expect, test } from "vitest";
import { caseVerdict } from "./case-verdict";

test.each([
  [["passed"], "passed"],
  [["failed"], "failed"],
  [["errored"], "errored"],
  [["passed", "passed", "failed"], "passed"],
  [["passed", "failed"], "failed"],
  [["passed", "errored", "errored"], "passed"],
  [["failed", "errored"], "failed"],
  [[], "errored"],
] as const)("repeats %j make the case %s", (outcomes, verdict) => {
  expect(caseVerdict(outcomes)).toBe(verdict);
});

test("errors never decide a case that has a verdict", () => {
  const outcome = fc.constantFrom("passed" as const, "failed" as const);
  fc.assert(
    fc.property(fc.array(outcome, { minLength: 1 }), fc.nat(5), (outcomes, errors) => {
      const withErrors = [...outcomes, ...Array.from({ length: errors }, () => "errored" as const)];
      expect(caseVerdict(withErrors)).toBe(caseVerdict(outcomes));
    }),
  );
});
