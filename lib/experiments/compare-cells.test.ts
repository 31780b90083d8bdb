import { expect, test } from "vitest";
import type { PairGroup } from "@/lib/runs/compare/pair-group";
import { type ComparableCell, compareCells } from "./compare-cells";

const PASSED = { passed: 1, failed: 0, errored: 0 };
const FAILED = { passed: 0, failed: 1, errored: 0 };
const ERRORED = { passed: 0, failed: 0, errored: 1 };

interface Counts {
  better?: number;
  worse?: number;
  same?: number;
  errors?: number;
}

function cell({ better = 0, worse = 0, same = 0, errors = 0 }: Counts): ComparableCell {
  const groups: PairGroup[] = [
    { candidate: PASSED, baseline: FAILED, cases: better },
    { candidate: FAILED, baseline: PASSED, cases: worse },
    { candidate: PASSED, baseline: PASSED, cases: same },
    { candidate: ERRORED, baseline: PASSED, cases: errors },
  ].filter(({ cases }) => cases > 0);
  const n = better + worse + same;
  return { groups, answered: { candidate: n, baseline: n + errors } };
}

const compare = (cells: Counts[], margin = 0, isPublic = false) =>
  compareCells({ cells: cells.map(cell), margin, isPublic });

test("one cell is compared as two runs are: Tango's interval and the exact McNemar test", () => {
  const [only] = compare([{ better: 17, worse: 1, same: 50 }]);
  expect(only?.passRateDifference).toMatchObject({ value: 16 / 68, n: 68 });
  expect(only?.passRateDifference?.low).toBeCloseTo(0.1315, 4);
  expect(only?.passRateDifference?.high).toBeCloseTo(0.3533, 4);
  expect(only?.pValue).toBeCloseTo(0.00014, 5);
  expect(only).toMatchObject({
    verdict: "pass",
    counts: { newlyPassing: 17, newlyFailing: 1, stillPassing: 50, stillFailing: 0, errored: 0 },
    verdictReason: "Better than the baseline: 17 better and 1 worse of 68 cases.",
  });
});

test("a difference that one comparison would decide is not decided by eight of them", () => {
  const clear = { better: 6, same: 94 };
  const [alone] = compare([clear]);
  expect(alone?.verdict).toBe("pass");
  const [one, ...others] = compare([clear, ...Array.from({ length: 7 }, () => ({ same: 100 }))]);
  expect(one?.verdict).toBe("inconclusive");
  expect(one?.passRateDifference?.low).toBeGreaterThan(0);
  expect(one?.adjustedPValue).toBeCloseTo(8 * (alone?.adjustedPValue ?? 0), 9);
  expect(one?.verdictReason).toBe("Allowing for 8 comparisons, 100 shared cases cannot tell.");
  expect(others.every(({ verdict }) => verdict === "inconclusive")).toBe(true);
});

test("within the margin a cell passes that is no better, and the reason says what was allowed", () => {
  const [within, beyond] = compare([{ same: 200 }, { worse: 40, same: 160 }], 0.05);
  expect(within?.verdict).toBe("pass");
  expect(within?.verdictReason).toMatch(
    /^At most 5 points worse than the baseline, even allowing for 2/,
  );
  expect(beyond?.verdict).toBe("fail");
  expect(beyond?.verdictReason).toMatch(/^More than 5 points worse/);
});

test("errors count against the verdict", () => {
  const [some] = compare([{ better: 8, same: 80, errors: 4 }]);
  expect(some).toMatchObject({ verdict: "inconclusive", counts: { errored: 4 } });
  expect(some?.verdictReason).toBe(
    "4 shared cases have errors, which might cost the pass. Retry the errors.",
  );
});

test("cells without shared cases were not compared and are no look of the correction", () => {
  const [one, none] = compare([{ better: 6, same: 94 }, {}]);
  expect(one?.verdict).toBe("pass");
  expect(none).toMatchObject({
    verdict: "not_measured",
    n: 0,
    passRateDifference: null,
    pValue: null,
  });
});

test("a reader who may not see the cases gets no comparison that tells fewer than five of them", () => {
  const cells = [
    { better: 20, same: 80 },
    { better: 20, same: 78, errors: 2 },
  ];
  const [whole, hidden] = compare(cells, 0, true);
  expect(whole?.verdict).toBe("pass");
  expect(hidden).toMatchObject({
    verdict: "not_measured",
    passRateDifference: null,
    pValue: null,
    counts: { newlyPassing: null },
  });
  expect(compare(cells, 0, false)[1]?.verdict).toBe("pass");
});
