import { expect, test } from "vitest";
import { standingWords } from "./trace-words";

test("a trace's place is said in words, from whichever side it is far", () => {
  expect(standingWords("latencyMs", 0.97)).toBe("slower than 97 %");
  expect(standingWords("costUsd", 0.12)).toBe("cheaper than 88 %");
  expect(standingWords("inputTokens", 0.5)).toBe("longer than 50 %");
  expect(standingWords("latencyMs", 1)).toBe("slower than all");
});

test("with too few similar traces nothing is said", () => {
  expect(standingWords("latencyMs", null)).toBeNull();
});
