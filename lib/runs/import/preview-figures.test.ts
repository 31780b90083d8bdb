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
const matched = (latencyMs: number | null, costUsd: number | null) => ({
  output: { row: 1, inputs: undefined, output: "x", latencyMs, costUsd },
});

test("a pass rate is that of the scored rows, and errors and unscored ones are no part of it", () => {
  const rows = [
    scored("passed"),
    scored("passed"),
    scored("failed"),
    scored("errored"),
    scored(null),
  ];
  expect(computePreview([], rows)).toMatchObject({
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
  const { passRate } = computePreview([], rows);
  expect(passRate?.value).toBe(0.75);
});

test("people agree where a pass is labelled pass and a fail fail", () => {
  const rows = [scored("passed", "pass"), scored("failed", "fail"), scored("failed", "pass")];
  expect(computePreview([], rows).humanAgreement).toMatchObject({ value: 2 / 3, n: 3 });
});

test("what the file does not say stays unknown and is no 0", () => {
  const { latencyP95Ms, meanCostUsd } = computePreview(
    [matched(100, 0.002), matched(null, null), matched(200, 0.004)],
    [],
  );
  expect(latencyP95Ms).toMatchObject({ value: 195, high: null, n: 2 });
  expect(meanCostUsd).toEqual({ value: 0.003, n: 2 });
  expect(computePreview([matched(null, null)], [])).toMatchObject({
    latencyP95Ms: null,
    meanCostUsd: null,
    passRate: null,
  });
});
