import { expect, test } from "vitest";
import { explainInputShift, inputMixOf } from "./input-mix";

const inputs = (counts: Record<string, number>, inputLength = 100) =>
  Object.entries(counts).flatMap(([language, count]) =>
    Array.from({ length: count }, () => ({ language, inputLength })),
  );
const shift = (before: ReturnType<typeof inputs>, now: ReturnType<typeof inputs>) =>
  explainInputShift(inputMixOf(before), inputMixOf(now));

test("inputs of another language are named with how many there were and are", () => {
  expect(shift(inputs({ en: 90, de: 10 }), inputs({ en: 100, de: 100 }))).toBe(
    "50 % of the inputs that it judges now have the language de; at its calibration 10 % had. Label some of them and calibrate it again.",
  );
});

test("much longer inputs are named as well", () => {
  const long = inputs({ en: 150 }, 3_000);
  expect(shift(inputs({ en: 100 }), [...inputs({ en: 100 }), ...long])).toMatch(
    /^60 % of the inputs that it judges now have over 2000 characters; at its calibration 0 % did/,
  );
});

test("texts whose language nobody can tell, and few of them, say nothing", () => {
  expect(shift(inputs({ en: 90, und: 10 }), inputs({ en: 60, und: 200 }))).toBeNull();
  expect(shift(inputs({ en: 90, de: 10 }), inputs({ de: 60 }))).toBeNull();
  expect(shift(inputs({ en: 90, de: 10 }), inputs({ en: 180, de: 25 }))).toBeNull();
});
