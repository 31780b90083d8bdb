import { describe, expect, test } from "vitest";
import { seededRandom } from "@/lib/stats/distributions/seeded-random";
import { clusteringOf, designOf, effectiveTrials, UNIT_GROUPS } from "./design-effect";
import { unitRate } from "./repeated-rate";
import { wilsonBounds } from "./wilson-interval";

type Unit = { bad: number; requests: number };

const byNumber = (index: number) => index % UNIT_GROUPS;

function groupsOf(units: readonly Unit[], groupOf = byNumber) {
  const groups = Array.from({ length: UNIT_GROUPS }, () => ({ amount: 0, by: 0, n: 0 }));
  units.forEach(({ bad, requests }, index) => {
    const group = groups[groupOf(index)];
    if (!group) return;
    group.amount += bad;
    group.by += requests;
    group.n += requests;
  });
  return groups;
}

function rateOf(units: readonly Unit[], groupOf = byNumber) {
  const n = units.reduce((sum, { requests }) => sum + requests, 0);
  const value = units.reduce((sum, { bad }) => sum + bad, 0) / n;
  const norm = Math.hypot(...units.map(({ requests }) => requests));
  const clustering = clusteringOf(groupsOf(units, groupOf), value * (1 - value));
  const design = designOf(clustering, { n, named: 1, norm });
  return { value, ...wilsonBounds(value, effectiveTrials(n, design)), design };
}

const alike = (units: number, requests: number, bad: (unit: number) => boolean): Unit[] =>
  Array.from({ length: units }, (_, unit) => ({ requests, bad: bad(unit) ? requests : 0 }));

describe("the rate of requests that come from units", () => {
  test("with a group for each unit is that of units themselves", () => {
    const units = Array.from({ length: 30 }, (_, j) => {
      const requests = 1 + ((5 * (j + 1)) % 9);
      return { requests, bad: (j + 1) % 3 === 0 ? Math.min(requests, (7 * (j + 1)) % 4) : 0 };
    });
    const exact = unitRate(units);
    const { low, high } = rateOf(units);
    expect(low).toBeCloseTo(exact?.low ?? Number.NaN, 9);
    expect(high).toBeCloseTo(exact?.high ?? Number.NaN, 9);
  });

  test("of 10 units with 100 identical requests each is about as wide as that of 10 requests", () => {
    const { low, high } = rateOf(alike(10, 100, (unit) => unit < 5));
    const ten = wilsonBounds(0.5, 10);
    const thousand = wilsonBounds(0.5, 1_000);
    expect(high - low).toBeGreaterThan(ten.high - ten.low);
    expect(high - low).toBeLessThan(1.25 * (ten.high - ten.low));
    expect(high - low).toBeGreaterThan(5 * (thousand.high - thousand.low));
  });

  test("in which nothing failed counts units, not requests", () => {
    const random = seededRandom(5);
    const { high } = rateOf(
      alike(400, 3, () => false),
      () => random(UNIT_GROUPS),
    );
    const exact = unitRate(alike(400, 3, () => false))?.high ?? Number.NaN;
    expect(Math.abs(high / exact - 1)).toBeLessThan(0.25);
    expect(high).toBeGreaterThan(2 * wilsonBounds(0, 1_200).high);
    expect(rateOf([{ requests: 200, bad: 20 }]).design).toEqual({ effect: 200, clusters: 1 });
  });

  test("of many units with one request each is that of requests", () => {
    const { design } = rateOf(alike(5_000, 1, (unit) => unit % 10 === 0));
    expect(design.effect).toBe(1);
  });
});

test("an hour in which each unit asks once is as good as independent, whatever the day is like", () => {
  const day = alike(10, 24, (unit) => unit < 5);
  const clustering = clusteringOf(groupsOf(day), 0.25);
  const norm = Math.hypot(...day.map(({ requests }) => requests));
  expect(designOf(clustering, { n: 240, named: 1, norm }).effect).toBeGreaterThan(20);
  expect(designOf(clustering, { n: 10, named: 1, norm: Math.sqrt(10) }).effect).toBeCloseTo(1, 9);
});

test("requests that name no unit are independent", () => {
  const clustering = clusteringOf(groupsOf(alike(10, 100, (unit) => unit < 5)), 0.25);
  const norm = 100 * Math.sqrt(10);
  const { effect } = designOf(clustering, { n: 2_000, named: 0.5, norm });
  expect(effect).toBeGreaterThan(30);
  expect(effect).toBeLessThan(designOf(clustering, { n: 1_000, named: 1, norm }).effect);
  expect(designOf(clustering, { n: 2_000, named: 0, norm: 0 }).effect).toBe(1);
  expect(designOf(null, { n: 2_000, named: 1, norm }).effect).toBe(1);
});
