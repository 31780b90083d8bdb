import { expect, test } from "vitest";
import { type AlertBar, type AlertMoment, alertNews, nextAlertMoment } from "./alert-state";

const bar: AlertBar = { comparator: ">", threshold: 0.08, forMinutes: 30, minSamples: 20 };
const minute = (n: number) => new Date(Date.UTC(2026, 10, 22, 9, n));
const fresh: AlertMoment = { state: "no_data", beyondSince: null };

function after(readings: [minutes: number, value: number | null, n: number][], rule = bar) {
  return readings.reduce(
    (moment, [at, value, n]) => nextAlertMoment(moment, rule, { value, n }, minute(at)),
    fresh,
  );
}

test("a metric beyond its bar breaches only once that has lasted", () => {
  expect(after([[0, 0.09, 50]]).state).toBe("ok");
  expect(
    after([
      [0, 0.09, 50],
      [29, 0.09, 50],
    ]).state,
  ).toBe("ok");
  expect(
    after([
      [0, 0.09, 50],
      [30, 0.09, 50],
    ]).state,
  ).toBe("breached");
});

test("a dip back to the bar starts the time over", () => {
  expect(
    after([
      [0, 0.09, 50],
      [20, 0.08, 50],
      [40, 0.09, 50],
    ]),
  ).toEqual({
    state: "ok",
    beyondSince: minute(40),
  });
});

test("a breach is over with the first reading that is not beyond", () => {
  expect(
    after([
      [0, 0.09, 50],
      [30, 0.09, 50],
      [31, 0.08, 50],
    ]).state,
  ).toBe("ok");
});

test("too few samples are no data, never all right and never a breach", () => {
  expect(after([[0, 0.5, 19]]).state).toBe("no_data");
  expect(after([[0, null, 0]]).state).toBe("no_data");
  expect(
    after([
      [0, 0.01, 50],
      [1, null, 0],
    ]).state,
  ).toBe("no_data");
});

test("without a time to last the first reading beyond the bar breaches", () => {
  expect(after([[0, 0.09, 20]], { ...bar, forMinutes: 0 }).state).toBe("breached");
});

test("a bar from below is crossed downwards", () => {
  const rule = { ...bar, comparator: "<", threshold: 0.9, forMinutes: 0 };
  expect(after([[0, 0.89, 50]], rule).state).toBe("breached");
  expect(after([[0, 0.9, 50]], rule).state).toBe("ok");
});

test("the first look at an alert is news only when it breaches", () => {
  expect(alertNews("no_data", "ok", false)).toBeNull();
  expect(alertNews("no_data", "breached", false)).toBe("alert.breached");
  expect(alertNews("no_data", "ok", true)).toBe("alert.recovered");
  expect(alertNews("ok", "no_data", true)).toBe("alert.no_data");
  expect(alertNews("breached", "ok", true)).toBe("alert.recovered");
  expect(alertNews("breached", "breached", true)).toBeNull();
});
