import fc from "fast-check";
import { expect, test } from "vitest";
import { sampleRatio } from "./sample-ratio";

test.each([
  [130, 1000, 0.1, 18.356],
  [100, 1000, 0.1, 0.29921],
  [560, 1000, 0.5, 213.42],
  [0, 50, 0.1, 2.7693],
])("%d of %d at a share of %d: evidence %d", (candidate, n, share, e) => {
  expect(sampleRatio(candidate, n, share).e / e).toBeCloseTo(1, 4);
});

test("at the planned share one more unit leaves the expected evidence as it is", () => {
  fc.assert(
    fc.property(
      fc.nat(2000),
      fc.nat(2000),
      fc.double({ min: 0.01, max: 0.99, noNaN: true }),
      (candidate, stable, share) => {
        const n = candidate + stable;
        const now = sampleRatio(candidate, n, share).e;
        fc.pre(now > 1e-200 && now < 1e200);
        const next =
          share * sampleRatio(candidate + 1, n + 1, share).e +
          (1 - share) * sampleRatio(candidate, n + 1, share).e;
        expect(next / now).toBeCloseTo(1, 6);
      },
    ),
  );
});

test("a stage without a unit fits, and one with all units in one arm does not", () => {
  expect(sampleRatio(0, 0, 0.1)).toEqual({ e: 1, isOff: false });
  expect(sampleRatio(0, 1_000_000, 0.5)).toMatchObject({ isOff: true });
  expect(Number.isFinite(sampleRatio(0, 1_000_000, 0.5).e)).toBe(true);
});
