import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DEFAULT_WINDOW_MS, enterUnits, type Observation, unknownShare } from "./enter-units";

const minute = 60_000;
const timing = { windowMs: DEFAULT_WINDOW_MS, delayMs: 60 * minute };
const all = { after: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY };

let requests = 0;
/** A request of Ada's at this minute, its value learned `later` minutes after. */
const observation = (
  at: number,
  value: number | null,
  other: Partial<Observation> & { later?: number } = {},
) => {
  const { later = 0, ...more } = other;
  return {
    request: `request ${++requests}`,
    unit: "ada",
    arm: "candidate" as const,
    share: 0.1,
    at: at * minute,
    learnedAt: (at + later) * minute,
    value,
    ...more,
  };
};

describe("one value per unit", () => {
  test("is the mean over its requests within 10 minutes of the first", () => {
    const [ada] = enterUnits(
      [observation(0, 1), observation(4, 0), observation(10, 0), observation(11, 1)],
      timing,
      all,
    );
    expect(ada).toMatchObject({ unit: "ada", value: 1 / 3, requests: 3, unknown: 0 });
    expect(ada?.entersAt).toBe(70 * minute);
  });

  test("ignores every later request, however many come", () => {
    const later = Array.from({ length: 50 }, (_, i) => observation(20 + i, 1));
    expect(enterUnits([observation(0, 0), ...later], timing, all)).toMatchObject([
      { value: 0, requests: 1 },
    ]);
  });

  test("belongs to the arm and the share of its first request", () => {
    const moved = [
      observation(0, 0, { arm: "stable", share: 0.1 }),
      observation(5, 1, { arm: "candidate", share: 0.5 }),
    ];
    expect(enterUnits(moved, timing, all)).toMatchObject([
      { arm: "stable", share: 0.1, value: 0, requests: 1 },
    ]);
  });

  test("carries its successes for cost per success", () => {
    const [ada] = enterUnits(
      [observation(0, 0.02, { successes: 1 }), observation(1, 0.04, { successes: 0 })],
      timing,
      all,
    );
    expect(ada?.value).toBeCloseTo(0.03, 12);
    expect(ada?.successes).toBe(0.5);
  });
});

describe("a unit enters when the window and the delay have passed", () => {
  test("not before, then once", () => {
    const ada = [observation(0, 1)];
    expect(enterUnits(ada, timing, { after: 0, until: 70 * minute - 1 })).toEqual([]);
    expect(enterUnits(ada, timing, { after: 0, until: 70 * minute })).toHaveLength(1);
    expect(enterUnits(ada, timing, { after: 70 * minute, until: 999 * minute })).toEqual([]);
  });

  test("units come in the order of their first requests", () => {
    const units = [
      observation(3, 1, { unit: "cleo" }),
      observation(1, 0, { unit: "ben" }),
      observation(9, 1, { unit: "ben" }),
    ];
    expect(enterUnits(units, timing, all).map(({ unit }) => unit)).toEqual(["ben", "cleo"]);
  });

  test("an outcome learned in time replaces an earlier one, a later one does not", () => {
    const request = observation(0, 0);
    const escalated = { ...request, value: 1, learnedAt: 70 * minute };
    const tooLate = { ...request, value: 0, learnedAt: 70 * minute + 1 };
    expect(enterUnits([request, escalated, tooLate], timing, all)).toMatchObject([{ value: 1 }]);
  });

  test("an unknown outcome is left out and counted", () => {
    const units = enterUnits(
      [
        observation(0, 1),
        observation(1, null),
        observation(2, null, { unit: "ben" }),
        observation(2, 0, { unit: "cleo", arm: "stable" }),
      ],
      timing,
      all,
    );
    expect(units).toMatchObject([
      { unit: "ada", value: 1, requests: 2, unknown: 1 },
      { unit: "ben", value: null, requests: 1, unknown: 1 },
      { unit: "cleo", value: 0 },
    ]);
    expect(unknownShare(units, "candidate")).toBeCloseTo(2 / 3, 12);
    expect(unknownShare(units, "stable")).toBe(0);
    expect(unknownShare([], "stable")).toBeNull();
  });

  test("a request that was reported after its unit was due does not move the unit", () => {
    const late = observation(0, 1, { later: 500 });
    expect(enterUnits([late], timing, all)).toEqual([]);
    expect(enterUnits([late, observation(30, 0)], timing, all)).toMatchObject([
      { firstAt: 30 * minute, value: 0 },
    ]);
  });
});

describe("without window and delay", () => {
  const immediate = { windowMs: 0, delayMs: 0 };

  test("a unit enters with its first request, as soon as the outcome is known", () => {
    const request = observation(0, null);
    const withValue = { ...request, value: 1, learnedAt: 30 * minute };
    const changed = { ...request, value: 0, learnedAt: 40 * minute };
    expect(enterUnits([request], immediate, all)).toEqual([]);
    expect(
      enterUnits([request, observation(5, 0), changed, withValue], immediate, all),
    ).toMatchObject([{ entersAt: 30 * minute, value: 1, requests: 1, unknown: 0 }]);
  });
});

test("looking often or once, early or late, lets the same units enter with the same values", () => {
  const facts = fc.array(
    fc.record({
      request: fc.integer({ min: 0, max: 30 }).map(String),
      unit: fc.constantFrom("ada", "ben", "cleo", "dana"),
      at: fc.nat(3000),
      lag: fc.nat(300),
      value: fc.option(fc.constantFrom(0, 1)),
    }),
    { maxLength: 40 },
  );
  const timings = fc.constantFrom(
    { windowMs: 0, delayMs: 0 },
    { windowMs: 10, delayMs: 60 },
    { windowMs: 10, delayMs: 0 },
  );
  fc.assert(
    fc.property(facts, fc.array(fc.nat(4000)), timings, (drawn, looks, timing) => {
      const times = new Map<string, number>();
      const observations = drawn.map(({ request, unit, at, lag, value }): Observation => {
        const id = `${unit} ${request}`;
        const happened = times.get(id) ?? at;
        times.set(id, happened);
        return {
          request: id,
          unit,
          arm: unit < "c" ? "stable" : "candidate",
          share: 0.5,
          at: happened,
          learnedAt: happened + lag,
          value,
        };
      });
      const once = enterUnits(observations, timing, { after: -1, until: 5000 });
      let after = -1;
      const often = [...looks.toSorted((one, other) => one - other), 5000].flatMap((until) => {
        // Only what was learned by then can be read.
        const stored = observations.filter(({ learnedAt }) => learnedAt <= until);
        const units = enterUnits(stored, timing, { after, until });
        after = Math.max(after, until);
        return units;
      });
      expect(often).toEqual(once);
    }),
    { numRuns: 500 },
  );
});
