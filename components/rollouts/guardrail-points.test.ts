import { expect, test } from "vitest";
import { axisOf, pointsOf, tableOf, withPresent } from "./guardrail-points";
import { COST, ESCALATION, HISTORY, ROLLOUT } from "./rollout-fixture";

const { points } = HISTORY;

test("both arms are drawn, the candidate with its band", () => {
  const [first, second] = pointsOf(points, 0, ESCALATION);
  expect(first?.values).toEqual({ candidate: 0.07, stable: 0.06 });
  expect(first?.bands?.candidate).toEqual([0.01, Number.POSITIVE_INFINITY]);
  expect(second?.bands?.candidate).toEqual([0.041, 0.065]);
  expect(second?.counts).toEqual({ candidate: 2_580, stable: 10_334 });
});

test("a moment without data is a gap, never zero", () => {
  expect(pointsOf(points, 2, COST)[0]?.values).toEqual({ candidate: null, stable: null });
});

test("what is counted by now stands at the end of the chart, also before the first point was kept", () => {
  const whole = withPresent(points, ROLLOUT);
  expect(whole).toHaveLength(3);
  expect(whole.at(-1)).toMatchObject({ at: ROLLOUT.countedAt, percent: 50 });
  expect(withPresent(whole, ROLLOUT)).toBe(whole);
  expect(withPresent([], ROLLOUT)).toHaveLength(1);
  expect(withPresent([], { ...ROLLOUT, guardrails: [COST] })).toEqual([]);
  expect(withPresent([], { ...ROLLOUT, countedAt: null })).toEqual([]);
});

test("money is drawn per 1,000", () => {
  const figure = { value: 0.002, low: 0.001, high: 0.003, n: 10 };
  const one = { ...points[0], at: "2026-11-24T14:00:00.000Z", percent: 50 };
  const priced = [{ ...one, guardrails: [{ stable: null, candidate: figure, evidence: null }] }];
  expect(pointsOf(priced, 0, COST)[0]?.values.candidate).toBe(2);
  expect(axisOf(priced, 0, { ...COST, candidate: figure })).toEqual([0, 4]);
});

test("the axis has room for the bar and the newest band, not for the first one", () => {
  expect(axisOf(points, 0, ESCALATION)).toEqual([0, 0.16]);
});

test("what nearly always holds is looked at closely", () => {
  const figure = { value: 0.88, low: 0.86, high: 0.9, n: 2_580 };
  const [first] = points;
  const moments = first
    ? [{ ...first, guardrails: [{ stable: null, candidate: figure, evidence: null }] }]
    : [];
  const success = { metric: "success_rate", bar: null, candidate: figure } as const;
  expect(axisOf(moments, 0, success)).toEqual([0.8, 1]);
  expect(axisOf([], 0, { ...success, candidate: null })).toEqual([0, 0.01]);
});

test("the table has rates in percent, n and the evidence", () => {
  const table = tableOf(points, 0, ESCALATION, { stable: "v5", candidate: "v6" });
  expect(table.rows[0]).toEqual(["2026-11-23 10:00:00", 10, 7, 1, null, 30, 6, 3, 10, 300, 1.2]);
  expect(table.columns).toHaveLength(table.rows[0]?.length ?? 0);
  expect(tableOf(points, 2, COST, { stable: "v5", candidate: "v6" }).rows).toEqual([]);
});
