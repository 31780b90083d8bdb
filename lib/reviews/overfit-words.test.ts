import { expect, test } from "vitest";
import { overfitWords } from "./overfit-words";

const gain = (split: "development" | "holdout", value: number, low: number, high: number) => ({
  evalSet: "triage",
  split,
  passRateDifference: { value, low, high, n: 120 },
});

test("a gap is called real only where its interval says so", () => {
  const development = gain("development", 0.1333, 0.061, 0.211);
  expect(overfitWords([development, gain("holdout", 0, -0.1, 0.1)], "triage")).toBe(
    "13.3 points gained on development, no gain on the holdout; a real gap (1 to 26 points): the version may be fitted to what its author sees.",
  );
  expect(overfitWords([development, gain("holdout", 0.05, -0.08, 0.18)], "triage")).toBe(
    "13.3 points gained on development, 5 points gained on the holdout; the gap of \u22126.5 to 23.5 points may be chance.",
  );
});

test("without a comparison on both there is nothing to say", () => {
  expect(overfitWords([gain("development", 0.1, 0, 0.2)], "triage")).toBeNull();
  expect(overfitWords([], "triage")).toBeNull();
});
