import { expect, test } from "vitest";
import { carriedOverRate, correctedRate } from "./corrected-rate";

test.each([
  [82, 85, 6, 15, 440, 550, 0.8518, 0.7843, 0.907],
  [40, 40, 5, 10, 400, 550, 0.8636, 0.7658, 0.9378],
  [45, 50, 12, 50, 300, 600, 0.57, 0.4908, 0.6474],
  [60, 60, 0, 0, 500, 500, 1, 0.9398, 1],
])(
  "corrected: %d of %d, %d of %d, judged %d of %d",
  (k1, n1, k0, n0, passed, n, value, low, high) => {
    const labels = { passesOfPasses: k1, judgedPasses: n1, passesOfFails: k0, judgedFails: n0 };
    const rate = correctedRate({ passed, n }, labels);
    expect(rate?.value).toBeCloseTo(value, 4);
    expect(rate?.low).toBeCloseTo(low, 4);
    expect(rate?.high).toBeCloseTo(high, 4);
  },
);

test("without a label nothing is known, and gates ask for less confidence than charts", () => {
  const none = { passesOfPasses: 0, judgedPasses: 0, passesOfFails: 0, judgedFails: 0 };
  expect(correctedRate({ passed: 9, n: 10 }, none)).toBeNull();
  const labels = { passesOfPasses: 82, judgedPasses: 85, passesOfFails: 6, judgedFails: 15 };
  const [chart, gate] = [0.95, 0.9].map((confidence) =>
    correctedRate({ passed: 440, n: 550 }, labels, confidence),
  );
  expect(gate?.low).toBeGreaterThan(chart?.low ?? 1);
  expect(correctedRate({ passed: 0, n: 0 }, labels)).toBeNull();
});

test.each([
  [0.875, 500, 86, 90, 8, 10, 0.8955, 0.8186, 0.9725],
  [0.7, 500, 70, 75, 21, 25, 0.6983, 0.6028, 0.7938],
  [0.9, 1000, 180, 190, 8, 10, 0.9373, 0.8832, 0.9913],
  [0.5, 200, 45, 50, 40, 50, 0.4286, 0.2817, 0.5754],
])("carried over: %d of %d, %d of %d, %d of %d", (q, n, tp, n1, tn, n0, value, low, high) => {
  const counts = { truePasses: tp, passes: n1, trueFails: tn, fails: n0 };
  const rate = carriedOverRate({ passed: q * n, n }, counts);
  expect(rate?.value).toBeCloseTo(value, 4);
  expect(rate?.low).toBeCloseTo(low, 4);
  expect(rate?.high).toBeCloseTo(high, 4);
});

test("a judge that answers like a coin corrects nothing", () => {
  const coin = { truePasses: 25, passes: 50, trueFails: 25, fails: 50 };
  expect(carriedOverRate({ passed: 60, n: 100 }, coin)).toBeNull();
});
