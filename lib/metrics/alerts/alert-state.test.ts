import { expect, test } from "vitest";
import { type AlertMoment, alertNews, nextAlertMoment } from "./alert-state";

const minute = (n: number) => new Date(Date.UTC(2026, 10, 22, 9, n));
const fresh: AlertMoment = { state: "no_data", beyondSince: null };
type Side = Parameters<typeof nextAlertMoment>[2];

const after = (readings: [minutes: number, side: Side][], forMinutes = 30) =>
  readings.reduce(
    (moment, [at, side]) => nextAlertMoment(moment, { forMinutes }, side, minute(at)),
    fresh,
  );

test.each([
  [[[0, "breach"]], "ok"],
  [
    [
      [0, "breach"],
      [29, "breach"],
    ],
    "ok",
  ],
  [
    [
      [0, "breach"],
      [30, "breach"],
    ],
    "breached",
  ],
  [
    [
      [0, "breach"],
      [20, "unsure"],
      [40, "breach"],
    ],
    "ok",
  ],
  [
    [
      [0, "breach"],
      [30, "breach"],
      [31, "unsure"],
    ],
    "breached",
  ],
  [
    [
      [0, "breach"],
      [30, "breach"],
      [31, "recovered"],
    ],
    "ok",
  ],
  [
    [
      [0, "recovered"],
      [1, "no_data"],
    ],
    "no_data",
  ],
] satisfies [[number, Side][], string][])("after %j the alert is %s", (readings, state) => {
  expect(after(readings).state).toBe(state);
});

test("without a time to last the first reading beyond the bar breaches", () => {
  expect(after([[0, "breach"]], 0).state).toBe("breached");
});

test("the first look at an alert is news only when it breaches", () => {
  expect(alertNews("no_data", "ok", false)).toBeNull();
  expect(alertNews("no_data", "breached", false)).toBe("alert.breached");
  expect(alertNews("no_data", "ok", true)).toBe("alert.recovered");
  expect(alertNews("ok", "no_data", true)).toBe("alert.no_data");
  expect(alertNews("breached", "ok", true)).toBe("alert.recovered");
  expect(alertNews("breached", "breached", true)).toBeNull();
});
