import { expect, test } from "vitest";
import { escalationCases } from "./escalation-cases";
import { applyKeywordRules } from "./keyword-rules";

test("the keyword rules read words and nothing else, so they are right on some messages only", () => {
  expect(applyKeywordRules("My LAWYER will call you.")).toBe("person");
  expect(applyKeywordRules("Thank you, the boots fit.")).toBe("assistant");
  const right = escalationCases.filter(
    ({ input, expected }) => applyKeywordRules(input.message ?? "") === expected,
  );
  expect(right.length).toBeGreaterThan(escalationCases.length / 2);
  expect(right.length).toBeLessThan(escalationCases.length);
});
