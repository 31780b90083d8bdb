import fc from "fast-check";
import { expect, test } from "vitest";
import { amount } from "../reference-data";
import { addRelativeAmount, createRelativeAmount, logRelativeAmount } from "./relative-amount";

test.each([
  [50, 1, 1.4156],
  [100, 1, 2.3137],
  [200, 1, 3.6141],
  [200, 1.2, 1.8353],
])("%d units, ratio %d: evidence %d", (n, ratio, e) => {
  const state = createRelativeAmount();
  for (let i = 1; i <= n; i++) {
    const arm = i % 2 === 0 ? "candidate" : "stable";
    const unit = { arm, amount: (arm === "candidate" ? 1.6 : 1) * amount(i), share: 0.5 } as const;
    addRelativeAmount(state, unit, { ratio, earlierMean: 1 });
  }
  expect(Math.exp(logRelativeAmount(state)) / e).toBeCloseTo(1, 4);
});

test("where the candidate's mean is on the margin, one more unit leaves the expected evidence as it is", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.5, max: 2, noNaN: true }),
      fc.double({ min: 0.01, max: 0.99, noNaN: true }),
      fc.double({ min: 0.1, max: 4, noNaN: true }),
      fc.record({ n: fc.nat(500), mean: fc.double({ min: 0, max: 10, noNaN: true }) }),
      fc.constantFrom("above" as const, "below" as const),
      (ratio, share, mean, { n, mean: stable }, direction) => {
        const before = { n, amount: n * stable, logs: [0, 0, 0, 0, 0] };
        const plan = { ratio, earlierMean: 1 };
        const after = (arm: "stable" | "candidate", amount: number) => {
          const state = structuredClone(before);
          addRelativeAmount(state, { arm, amount, share }, plan, direction);
          return Math.exp(logRelativeAmount(state));
        };
        // Both arms have amounts 0 or 10, the cap, with the chances that make the means.
        const [s, c] = [mean / 10, (ratio * mean) / 10];
        const expected =
          (1 - share) * (s * after("stable", 10) + (1 - s) * after("stable", 0)) +
          share * (c * after("candidate", 10) + (1 - c) * after("candidate", 0));
        expect(expected).toBeCloseTo(1, 9);
      },
    ),
  );
});

test("amounts beyond the cap count as the cap, and the evidence stays finite", () => {
  const [one, other] = [createRelativeAmount(), createRelativeAmount()];
  for (let i = 0; i < 20_000; i++) {
    const arm = i % 3 === 0 ? "candidate" : "stable";
    const plan = { ratio: 1, earlierMean: 1 };
    addRelativeAmount(one, { arm, amount: 1e9, share: 0.3 }, plan);
    addRelativeAmount(other, { arm, amount: 10, share: 0.3 }, plan);
  }
  expect(logRelativeAmount(one)).toBe(logRelativeAmount(other));
  expect(Number.isFinite(logRelativeAmount(one))).toBe(true);
});
