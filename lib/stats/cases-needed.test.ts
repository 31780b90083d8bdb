import { expect, test } from "vitest";
import { casesNeeded } from "./cases-needed";

test("20 % gained and 10 % lost need 234 pairs for 80 % power, as Connor's formula says", () => {
  expect(casesNeeded({ newlyPassing: 20, newlyFailing: 10, n: 100 })).toBe(234);
});

test("no observed difference needs a margin to be decidable", () => {
  const observed = { newlyPassing: 3, newlyFailing: 3, n: 34 };
  expect(casesNeeded(observed)).toBeNull();
  expect(casesNeeded(observed, { margin: 0.02 })).toBeGreaterThan(3_000);
  expect(casesNeeded(observed, { margin: 0.05 })).toBeLessThan(600);
});

test("a bigger difference needs fewer cases", () => {
  const few = casesNeeded({ newlyPassing: 30, newlyFailing: 2, n: 100 });
  const many = casesNeeded({ newlyPassing: 18, newlyFailing: 14, n: 100 });
  expect(few).toBeLessThan(many ?? 0);
});

test("nothing observed and nothing changed are no reason to name a small number", () => {
  expect(casesNeeded({ newlyPassing: 0, newlyFailing: 0, n: 0 })).toBeNull();
  expect(casesNeeded({ newlyPassing: 0, newlyFailing: 0, n: 100 }, { margin: 0.02 })).toBe(197);
});
