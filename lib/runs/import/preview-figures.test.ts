import { expect, test } from "vitest";
import { computePreview } from "./preview-figures";

type Scored = Parameters<typeof computePreview>[1][number];

let cases = 0;
const scored = (
  outcome: Scored["outcome"],
  label: Scored["label"] = null,
  caseId = `c${cases++}`,
): Scored => ({
  ...{ row: 1, case: caseId, output: "x", reason: null, latencyMs: null, costUsd: null },
  outcome,
  label,
  isOtherInput: false,
});
const nothing = { latenciesMs: [], meanCostUsd: null, values: { costUsd: 0 } };

test("a pass rate is that of the scored rows, and errors and unscored ones are no part of it", () => {
  const rows = [
    scored("passed"),
    scored("passed"),
    scored("failed"),
    scored("errored"),
    scored(null),
  ];
  expect(computePreview(nothing, rows)).toMatchObject({
    scored: 5,
    passRate: { value: 2 / 3, n: 3 },
    humanAgreement: null,
  });
});

test("several rows of a case are one case in the pass rate, as in the run", () => {
  const rows = [
    scored("passed", null, "a"),
    scored("failed", null, "a"),
    scored("passed", null, "b"),
  ];
  const { passRate } = computePreview(nothing, rows);
  expect(passRate?.value).toBe(0.75);
});

test("people agree where a pass is labelled pass and a fail fail", () => {
  const rows = [scored("passed", "pass"), scored("failed", "fail"), scored("failed", "pass")];
  expect(computePreview(nothing, rows).humanAgreement).toMatchObject({ value: 2 / 3, n: 3 });
});

test("latency and cost are those that the file says, and stay unknown without one", () => {
  const facts = { latenciesMs: [100, 200], meanCostUsd: 0.003, values: { costUsd: 2 } };
  const { latencyP95Ms, meanCostUsd } = computePreview(facts, []);
  expect(latencyP95Ms).toMatchObject({ value: 195, high: null, n: 2 });
  expect(meanCostUsd).toEqual({ value: 0.003, n: 2 });
  expect(computePreview(nothing, [])).toMatchObject({
    latencyP95Ms: null,
    meanCostUsd: null,
    passRate: null,
  });
});

test("a success costs what all scored answers cost, divided by those that passed", () => {
  const rows = [
    { ...scored("passed"), costUsd: 0.001 },
    { ...scored("failed"), costUsd: 0.002 },
    { ...scored("errored"), output: null, costUsd: null },
  ];
  expect(computePreview(nothing, rows).costPerSuccessUsd).toBeCloseTo(0.003, 12);
  expect(computePreview(nothing, [...rows, scored("passed")]).costPerSuccessUsd).toBeNull();
  expect(computePreview(nothing, rows.slice(1)).costPerSuccessUsd).toBeNull();
});
