import { expect, test } from "vitest";
import { gapInWords } from "./gap-words";

const development = { value: 0.1333, low: 0.061, high: 0.211 };

test("a gap is called real only where its interval says so", () => {
  expect(gapInWords(development, { value: 0, low: -0.1, high: 0.1 })).toBe(
    "13.3 points gained on development, no gain on the holdout; a real gap (1 to 26 points): the version may be fitted to what its author sees.",
  );
  expect(gapInWords(development, { value: 0.05, low: -0.08, high: 0.18 })).toBe(
    "13.3 points gained on development, 5 points gained on the holdout; the gap of \u22126.5 to 23.5 points may be chance.",
  );
});

test("a gap that was corrected for several versions is told as it was decided", () => {
  const gap = { value: 0.13, low: -0.02, high: 0.29, isReal: false };
  expect(gapInWords(development, { value: 0, low: -0.1, high: 0.1 }, gap)).toContain(
    "may be chance",
  );
});
