import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { assignArm, bucketOf, hashText } from "./assign-arm";
import { percents, vectors } from "./assign-arm-vectors.json";

const units = Array.from({ length: 100_000 }, (_, index) => `user-${index}`);

function shareOf(salt: string, percent: number): number {
  const inCandidate = units.filter((unit) => assignArm({ unit, salt, percent }) === "candidate");
  return (100 * inCandidate.length) / units.length;
}

test("the hash is MurmurHash3 as others publish it", () => {
  expect(hashText("")).toBe(0);
  expect(hashText("hello")).toBe(0x248bfa47);
  expect(hashText("hello, world")).toBe(0x149bbb7f);
  expect(hashText("The quick brown fox jumps over the lazy dog")).toBe(0x2e4ff723);
});

test.each(vectors)("unit $unit with salt $salt is in bucket $bucket", ({ unit, salt, ...want }) => {
  expect(bucketOf(salt, unit)).toBe(want.bucket);
  const candidateAt = percents.filter(
    (percent) => assignArm({ unit, salt, percent }) === "candidate",
  );
  expect(candidateAt).toEqual(want.candidateAt);
});

test("without a unit the arm is stable", () => {
  for (const unit of [undefined, null, ""])
    expect(assignArm({ unit, salt: "s", percent: 100 })).toBe("stable");
});

test("nobody gets the candidate at 0 %, everybody at 100 %", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.string(), (unit, salt) => {
      expect(assignArm({ unit, salt, percent: 0 })).toBe("stable");
      expect(assignArm({ unit, salt, percent: 100 })).toBe("candidate");
    }),
  );
});

test("a unit keeps its arm, and a larger percentage never takes the candidate away", () => {
  const percent = fc.integer({ min: 0, max: 10_000 }).map((hundredths) => hundredths / 100);
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.string(), percent, percent, (unit, salt, a, b) => {
      const [smaller, larger] = [Math.min(a, b), Math.max(a, b)];
      const before = assignArm({ unit, salt, percent: smaller });
      expect(assignArm({ unit, salt, percent: smaller })).toBe(before);
      if (before === "candidate")
        expect(assignArm({ unit, salt, percent: larger })).toBe("candidate");
    }),
  );
});

test.each([1, 5, 10, 25, 50, 75, 90])(
  "at %d percent the share of 100,000 units is within one point",
  (percent) => {
    for (const salt of ["first", "second", "4b1c"])
      expect(Math.abs(shareOf(salt, percent) - percent)).toBeLessThan(1);
  },
);

test("two rollouts split the same units independently", () => {
  const both = units.filter(
    (unit) =>
      assignArm({ unit, salt: "first", percent: 50 }) === "candidate" &&
      assignArm({ unit, salt: "second", percent: 50 }) === "candidate",
  );
  expect(Math.abs((100 * both.length) / units.length - 25)).toBeLessThan(1);
});

test("the rule has no imports, so that the SDK can carry it", () => {
  const text = readFileSync(join(import.meta.dirname, "assign-arm.ts"), "utf8");
  expect(text).not.toMatch(/^import |\bfrom "|require\(/m);
});
