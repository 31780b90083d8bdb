import fc from "fast-check";
import { expect, test } from "vitest";
import { assignArm } from "@/lib/deployments/assign-arm";
import type { Split } from "@/lib/deployments/load-splits";
import { placeRequest } from "./place-request";

const START = 1_700_000_000_000;
const MINUTE = 60_000;
const split: Split = {
  ...{ rolloutId: "r", promptId: "p", environment: "production" },
  ...{ stable: 5, candidate: 6, salt: "s" },
  changes: [
    { percent: 10, at: START },
    { percent: 50, at: START + 60 * MINUTE },
  ],
  pinned: new Set(["ada"]),
};

const unitThat = (isMatch: (percent: number) => boolean) => {
  for (let n = 0; ; n += 1) {
    const at = [10, 50].find(
      (percent) => assignArm({ unit: `u${n}`, salt: "s", percent }) === "candidate",
    );
    if (isMatch(at ?? 100)) return `u${n}`;
  }
};
const [early, late, never] = [
  unitThat((p) => p === 10),
  unitThat((p) => p === 50),
  unitThat((p) => p === 100),
];
const at = (minutes: number) => START + minutes * MINUTE;
const request = { version: 6, arm: null, unit: early, startedAt: at(1) };

test.each([
  [
    "the candidate, by who is assigned to it",
    {},
    { entry: "assigned", arm: "candidate", percent: 10 },
  ],
  [
    "the stable version",
    { version: 5, unit: never },
    { entry: "assigned", arm: "stable", percent: 10 },
  ],
  ["a version that is no arm", { version: 4 }, { entry: "other_version", arm: null }],
  ["a pinned unit", { unit: "ada" }, { entry: "pinned", arm: "candidate" }],
  ["a unit that is pinned to no arm", { unit: "ada", version: 4 }, { entry: "pinned", arm: null }],
  ["no unit", { version: 5, unit: null }, { entry: "without_unit", arm: "stable" }],
  ["the wrong arm", { unit: never }, { entry: "other_arm", arm: "candidate" }],
  ["an arm without a version", { version: null, arm: "candidate" }, { entry: "assigned" }],
  ["before the rollout", { startedAt: at(-2) }, null],
  [
    "a clock that is a little behind",
    { startedAt: at(-0.5) },
    { entry: "assigned", happenedAt: START },
  ],
  ["a client that has not heard of the rollout", { version: 5 }, null],
  ["a client that never hears of it", { version: 5, startedAt: at(30) }, { entry: "other_arm" }],
  ["after the advance", { unit: late, startedAt: at(61) }, { entry: "assigned", percent: 50 }],
  [
    "a client that has not heard of the advance",
    { version: 5, unit: late, startedAt: at(61) },
    { entry: "assigned", arm: "stable", percent: 10 },
  ],
  [
    "a client that does not hear of the advance",
    { version: 5, unit: late, startedAt: at(90) },
    { entry: "other_arm" },
  ],
])("a request of %s is placed so that chance alone decides its arm", (_, change, expected) => {
  const placed = placeRequest(split, { ...request, ...change });
  if (expected === null) expect(placed).toBeNull();
  else expect(placed).toMatchObject(expected);
});

test("a request that counts is always in the arm that its unit has at the percentage it counts with", () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 1 }),
      fc.constantFrom(5, 6),
      fc.integer({ min: -10, max: 200 }),
      (unit, version, minutes) => {
        const placed = placeRequest(split, { version, arm: null, unit, startedAt: at(minutes) });
        if (placed?.entry !== "assigned") return;
        expect(placed.percent).toBeGreaterThan(0);
        expect(assignArm({ unit, salt: "s", percent: placed.percent })).toBe(placed.arm);
      },
    ),
  );
});
