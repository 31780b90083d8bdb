import { expect, test } from "vitest";
import { aggregateScores } from "./aggregate-scores";
import type { Score } from "./contract";

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
