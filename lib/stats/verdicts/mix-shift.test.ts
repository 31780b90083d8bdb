import { expect, test } from "vitest";
import { seededRandom } from "@/lib/stats/distributions/seeded-random";
import { mixShift } from "./mix-shift";

test.each([
  ["the same mix", { en: 80, de: 20 }, { en: 160, de: 40 }, null],
  ["a small change", { en: 80, de: 20 }, { en: 150, de: 50 }, null],
  ["a change that is certain and small", { en: 8_000, de: 2_000 }, { en: 7_500, de: 2_500 }, null],
  ["a language that doubles", { en: 90, de: 10 }, { en: 130, de: 70 }, "de"],
  ["a language that is new", { en: 100 }, { en: 120, fr: 80 }, "en"],
  ["too few then", { en: 30, de: 5 }, { en: 20, de: 180 }, null],
  ["too few now", { en: 90, de: 10 }, { en: 20, de: 70 }, null],
  ["one group", { en: 100 }, { en: 300 }, null],
])("%s", (_, before, now, group) => {
  const shift = mixShift(before as Record<string, number>, now as Record<string, number>);
  expect(shift?.group ?? null).toBe(group);
});

test("a shift says how large the group was and is", () => {
  expect(mixShift({ en: 90, de: 10 }, { en: 130, de: 70 })).toMatchObject({
    before: 0.1,
    now: 0.35,
    index: expect.closeTo(0.38, 3),
  });
});

test("draws from one mix are called a shift in fewer than 1 of 200 comparisons", () => {
  const random = seededRandom(7);
  const draw = (n: number) => {
    const counts: Record<string, number> = {};
    for (let at = 0; at < n; at++) {
      const x = random(1_000) / 1_000;
      const group = x < 0.6 ? "en" : x < 0.85 ? "de" : x < 0.95 ? "fr" : "es";
      counts[group] = (counts[group] ?? 0) + 1;
    }
    return counts;
  };
  const shifts = Array.from({ length: 4_000 }, () => mixShift(draw(50), draw(100))).filter(Boolean);
  expect(shifts.length / 4_000).toBeLessThan(0.005);
});
