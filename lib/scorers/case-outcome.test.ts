import { expect, test } from "vitest";
import { aggregateScores } from "./aggregate-scores";
import { caseOutcome } from "./case-outcome";
import type { Score } from "./contract";
import { suggestScorers } from "./default-scorers";

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

const label = (expected: string, actual: string | null): Score => ({
  scorer: "category",
  kind: "label",
  status: "scored",
  value: expected === actual ? 1 : 0,
  passed: expected === actual,
  reason: "",
  details: { expected, actual },
});

test("errors count neither as passed nor as failed in a scorer's rate", () => {
  const error: Score = {
    scorer: "category",
    kind: "label",
    status: "errored",
    value: null,
    passed: null,
    reason: "x",
  };
  const [summary] = aggregateScores([
    label("refund", "refund"),
    label("billing", "Refund"),
    error,
    { ...error, status: "not_measured" },
  ]);
  expect(summary).toMatchObject({
    rate: { value: 0.5, n: 2 },
    mean: 0.5,
    errored: 1,
    notMeasured: 1,
  });
  expect(summary?.confusion?.counts).toEqual([
    [0, 1],
    [0, 1],
  ]);
});

test("a scorer that was never measured has no rate", () => {
  const [summary] = aggregateScores([
    {
      scorer: "cost",
      kind: "cost",
      status: "not_measured",
      value: null,
      passed: null,
      reason: "x",
    },
  ]);
  expect(summary).toMatchObject({ rate: null, mean: null, notMeasured: 1 });
});

test("scorers are suggested by what the cases expect", () => {
  expect(suggestScorers(["refund", "billing", "refund"])).toEqual([{ kind: "label" }]);
  expect(suggestScorers(["refuse", "answer"])).toEqual([{ kind: "refusal" }]);
  expect(suggestScorers(["The capital of France is Paris, of course."])).toEqual([
    { kind: "equals" },
  ]);
  expect(suggestScorers([null, ""])).toEqual([]);
  expect(
    suggestScorers([
      { category: "refund", amount: 3 },
      { category: "billing", amount: 4 },
    ]),
  ).toEqual([
    { kind: "label", name: "category", config: { field: "category" } },
    { kind: "fields", name: "fields", config: { fields: ["amount"] } },
    { kind: "contains-json", name: "valid JSON" },
  ]);
});
