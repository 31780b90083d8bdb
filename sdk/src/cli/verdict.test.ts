import { describe, expect, test } from "vitest";
import type { Comparison } from "../../../lib/runs/compare/comparison-contract";
import { gateOf, runOf } from "../testing/cli-answers";
import { decideVerdict, type Evidence, EXIT_CODES } from "./verdict";

const decide = (more: Partial<Evidence> = {}) =>
  decideVerdict({ runs: [runOf()], gates: [], comparison: null, minPassRate: undefined, ...more });

const counts = (passed: number | null, failed: number | null, errored: number | null) =>
  runOf({ counts: { passed, failed, errored } });

const comparison = (verdict: Comparison["verdict"]) =>
  ({ verdict, verdictReason: "Because." }) as Comparison;

test("0 is a pass, 1 a fail, 2 neither", () => {
  expect(EXIT_CODES).toEqual({ pass: 0, fail: 1, inconclusive: 2 });
});

describe("without criteria, baseline and bar", () => {
  test.each([
    ["every case passed", [counts(20, 0, 0)], "pass"],
    ["one failed", [counts(19, 1, 0)], "fail"],
    ["one failed and one has an error", [counts(18, 1, 1)], "fail"],
    ["one has an error", [counts(19, 0, 1)], "inconclusive"],
    ["nothing was measured", [counts(0, 0, 0)], "inconclusive"],
    ["figures are withheld", [runOf({ withheld: "Fewer than 5 cases." })], "inconclusive"],
    ["one of two runs has a fail", [counts(20, 0, 0), counts(19, 1, 0)], "fail"],
    ["there is no run", [], "inconclusive"],
  ])("%s", (_, runs, verdict) => {
    expect(decide({ runs })).toMatchObject({ verdict });
  });
});

describe("gates", () => {
  const fail = gateOf({ verdict: "fail", why: "Below 90 %." });
  test.each([
    ["all pass", [gateOf(), gateOf()], "pass"],
    ["one fails", [gateOf(), fail], "fail"],
    ["one fails and one cannot tell", [gateOf({ verdict: "inconclusive" }), fail], "fail"],
    ["one cannot tell", [gateOf(), gateOf({ verdict: "inconclusive" })], "inconclusive"],
    ["one is not measured", [gateOf({ verdict: "not_measured" })], "inconclusive"],
    ["what fails is a should", [gateOf(), gateOf({ ...fail, level: "should" })], "pass"],
    ["what fails was waived", [gateOf({ ...fail, waived: {} })], "pass"],
    [
      "nothing is live to compare with",
      [gateOf({ verdict: "not_measured", reason: "nothing_live" })],
      "pass",
    ],
  ])("%s", (_, gates, verdict) => {
    expect(decide({ gates })).toMatchObject({ verdict, by: "gates" });
  });

  test("decide over failed cases and over the baseline, and say which fails", () => {
    const runs = [counts(19, 1, 0)];
    expect(decide({ runs, gates: [gateOf()], comparison: comparison("fail") }).verdict).toBe(
      "pass",
    );
    expect(decide({ gates: [gateOf(), fail] }).reasons).toEqual(["Category is right: Below 90 %."]);
  });
});

test.each([
  ["pass", "pass"],
  ["fail", "fail"],
  ["inconclusive", "inconclusive"],
  ["not_measured", "inconclusive"],
] as const)("a comparison that says %s: %s", (word, verdict) => {
  const runs = [counts(19, 1, 0)];
  const by = "baseline";
  expect(decide({ runs, comparison: comparison(word) })).toEqual({
    ...{ verdict, by, reasons: ["Because."] },
  });
});

describe("a bar for the pass rate", () => {
  const rate = (low: number, value: number, high: number, more: object = {}) =>
    runOf({ passRate: { value, low, high, n: 100 }, ...more });
  test.each([
    ["the whole interval is above", rate(0.91, 0.95, 0.98), "pass"],
    ["the interval holds the bar", rate(0.85, 0.92, 0.97), "inconclusive"],
    ["the whole interval is below", rate(0.7, 0.8, 0.87), "fail"],
    ["there is no rate", runOf({ passRate: null }), "inconclusive"],
    ["errors are too many", rate(0.95, 0.99, 1, { inconclusive: "Errors." }), "inconclusive"],
    [
      "errors would pull it below",
      rate(0.91, 0.95, 0.98, { counts: { passed: 85, failed: 5, errored: 10 } }),
      "inconclusive",
    ],
  ])("%s", (_, run, verdict) => {
    expect(decide({ runs: [run], minPassRate: 0.9 })).toMatchObject({ verdict, by: "pass rate" });
  });

  test("holds beside gates and baseline", () => {
    const bar = { runs: [rate(0.7, 0.8, 0.87)], minPassRate: 0.9 };
    expect(decide({ ...bar, gates: [gateOf()] })).toMatchObject({ verdict: "fail" });
    expect(decide({ ...bar, comparison: comparison("inconclusive") }).verdict).toBe("fail");
    expect(decide({ minPassRate: 0.8, comparison: comparison("fail") }).verdict).toBe("fail");
  });
});

test.each(["cancelled", "failed"])(
  "a run that was %s decides nothing, whatever it counted",
  (status) => {
    const runs = [runOf({ status, statusReason: "Stopped at its cost cap of $1." })];
    expect(decide({ runs, gates: [gateOf()] })).toEqual({
      verdict: "inconclusive",
      by: "runs",
      reasons: [`Run 12 is ${status}. Stopped at its cost cap of $1.`],
    });
  },
);
