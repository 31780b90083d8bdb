import { expect, test } from "vitest";
import { draftOf, ruleInWords, ruleOf, samplesInWords } from "./alert-draft";

const draft = draftOf(null, { prompt: "support/triage", environment: "production", range: "7d" });

test("a bar is written in percent and in dollars per 1,000, and stored as the metric is measured", () => {
  expect(ruleOf({ ...draft, threshold: "8" })?.threshold).toBe(0.08);
  expect(ruleOf({ ...draft, metric: "cost_per_success_usd", threshold: "0.9" })?.threshold).toBe(
    0.0009,
  );
  expect(ruleOf({ ...draft, metric: "latency_p95_ms", threshold: "1500" })?.threshold).toBe(1_500);
});

test("a rule without a bar is no rule yet", () => {
  expect(ruleOf(draft)).toBeNull();
  expect(ruleOf({ ...draft, threshold: "many" })).toBeNull();
  expect(ruleOf({ ...draft, threshold: "8", minSamples: "0" })).toBeNull();
});

test("an alert watches what the page showed, whatever its time", () => {
  expect(draft.filter).toEqual({ prompt: "support/triage", environment: "production" });
});

test("a rule reads as a sentence", () => {
  const rule = ruleOf({ ...draft, threshold: "8" });
  if (!rule) throw new Error("the rule is whole");
  expect(ruleInWords(rule)).toBe("Escalation rate above 8.0 % over 3 hours, for 30 minutes");
});

test("the form says how many samples see a doubling half the time, and when they are too few", () => {
  const rule = {
    metric: "escalation_rate",
    comparator: ">",
    threshold: 0.08,
    windowMinutes: 180,
  } as const;
  expect(samplesInWords(rule, 120)).toBe("With 45 samples a doubling is seen half the time.");
  expect(samplesInWords(rule, 12)).toBe(
    "With 45 samples a doubling is seen half the time. There are 12 now: take a longer window.",
  );
  expect(samplesInWords({ ...rule, metric: "latency_p95_ms", threshold: 900 }, 73)).toBe(
    "With 73 samples a doubling is seen half the time.",
  );
  expect(samplesInWords({ ...rule, metric: "cost_usd", threshold: 0.01 }, 10)).toBeNull();
});
