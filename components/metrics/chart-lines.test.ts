import { expect, test } from "vitest";
import type { ChartGroup, MetricCharts } from "@/lib/metrics/contract";
import { axisTop, overallOf, pointsOf, seriesOf, tableOf, wholeTable } from "./chart-lines";

const group = (key: string, hours: readonly number[], value: number): ChartGroup => ({
  key,
  n: hours.length * 100,
  points: hours.map((hour) => ({
    at: new Date(Date.UTC(2026, 10, 20, hour)).toISOString(),
    n: 100,
    readings: { escalation_rate: { value, low: value / 2, high: value * 2, n: 100 } },
  })),
});

const charts: MetricCharts = {
  from: "2026-11-20T00:00:00.000Z",
  to: "2026-11-20T04:00:00.000Z",
  stepHours: 1,
  all: group("all", [0, 1, 3], 0.06),
  groups: [group("5", [0, 1, 3], 0.06), group("6", [3], 0.05)],
  otherGroups: 0,
  before: group("all", [0, 2], 0.07),
  releases: [],
  slow: [],
};

test("a time without data is a gap in the line, not a 0", () => {
  const points = pointsOf(charts, seriesOf(charts, "escalation_rate", "none"));
  expect(points.map(({ values }) => [values.now, values.before])).toEqual([
    [0.06, 0.07],
    [0.06, null],
    [null, 0.07],
    [0.06, null],
  ]);
  expect(points[2]?.bands?.now).toBeNull();
});

test("the newest version is the solid line, whichever is the larger", () => {
  expect(
    seriesOf(charts, "escalation_rate", "version").map(({ label, tone }) => [label, tone]),
  ).toEqual([
    ["v6", "current"],
    ["v5", "baseline"],
  ]);
});

test("the version that takes the traffic now leads, not one that was taken back", () => {
  const dead = { ...charts, groups: [group("6", [0, 1, 3], 0.06), group("7", [0, 1], 0.4)] };
  expect(seriesOf(dead, "escalation_rate", "version").map(({ label }) => label)).toEqual([
    "v6",
    "v7",
  ]);
});

test("a point of a few requests is thin and says its n", () => {
  const all = group("all", [0, 1, 3], 0.06);
  const [first, ...others] = all.points;
  if (!first) throw new Error("there are three");
  const reading = { value: 1, low: 0.3, high: 1, n: 2 };
  const few = {
    ...all,
    points: [{ ...first, n: 2, readings: { escalation_rate: reading } }, ...others],
  };
  const points = pointsOf(
    { ...charts, all: few },
    seriesOf({ ...charts, all: few }, "escalation_rate", "none"),
  );
  expect(points.map(({ thin }) => thin)).toEqual([["now"], [], [], []]);
  expect(points[0]?.counts).toEqual({ now: 2, before: 100 });
});

test("the table has the interval and n of each value and no empty rows", () => {
  const { columns, rows } = tableOf(charts, seriesOf(charts, "escalation_rate", "version"));
  expect(columns).toHaveLength(9);
  expect(rows).toEqual([
    ["2026-11-20 00:00", null, null, null, null, 6, 3, 12, 100],
    ["2026-11-20 01:00", null, null, null, null, 6, 3, 12, 100],
    ["2026-11-20 03:00", 5, 2.5, 10, 100, 6, 3, 12, 100],
  ]);
  expect(wholeTable(charts, ["escalation_rate", "cost_usd"]).rows).toHaveLength(7);
});

test("a group's own figure is the mean over its points by n", () => {
  expect(overallOf(charts.all, "escalation_rate")).toEqual({ value: 0.06, n: 300 });
  expect(overallOf(charts.all, "cost_usd")).toBeNull();
});

test("a night with two requests does not flatten the day", () => {
  const day = group("all", [0, 1, 2, 3], 0.06);
  const night = {
    at: "2026-11-20T04:00:00.000Z",
    n: 2,
    readings: { escalation_rate: { value: 0.5, low: 0.1, high: 0.9, n: 2 } },
  };
  const all = { ...day, points: [...day.points, night] };
  const series = seriesOf({ ...charts, all, before: null }, "escalation_rate", "none");
  expect(axisTop(series)).toBe(0.12);
  expect(axisTop(series, [0.2])).toBe(0.3);
});
