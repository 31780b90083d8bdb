import { expect, test } from "vitest";
import { segmentNote } from "./segment-note";

type Compared = NonNullable<Parameters<typeof segmentNote>[1]>[number];

const of = (segment: string, more: Partial<Compared>): Compared => ({
  segment,
  n: 40,
  baseline: null,
  candidate: null,
  difference: { value: -0.1, low: -0.2, high: -0.01, n: 40 },
  pValue: 0.02,
  adjustedPValue: 0.16,
  decidedBy: "holm",
  verdict: "inconclusive",
  reason: "",
  casesNeeded: null,
  casesNeededVerdict: null,
  withheld: false,
  ...more,
});

test("the sentence says what the verdicts say, whatever one interval alone would", () => {
  const open = [of("Enterprise", {}), of("Billing", { pValue: 0.5 })];
  expect(segmentNote(false, open)).toBe("No segment differs when 2 are looked at (Holm).");
  const worse = [of("Enterprise", { verdict: "fail" }), of("Billing", { verdict: "pass" })];
  expect(segmentNote(true, worse)).toBe(
    "Segments overlap. Enterprise got worse, even allowing for 2 segments. Billing got better, even allowing for 2 segments.",
  );
});

test("an open segment says how many cases would settle it, and which way", () => {
  const open = [of("Enterprise", { casesNeeded: 1_200, casesNeededVerdict: "fail" })];
  expect(segmentNote(false, open)).toBe(
    "No segment differs. If it stays there, Enterprise would show as worse with 1,200 cases, four times in five.",
  );
});

test("without a comparison only the intervals are explained", () => {
  expect(segmentNote(false, null)).toBe("Intervals are 95 %.");
});
