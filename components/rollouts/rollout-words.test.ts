import { describe, expect, test } from "vitest";
import { COST, ESCALATION, LATENCY, ROLLOUT } from "./rollout-fixture";
import { bandInWords, guardrailSentence, stateWord, unknownInWords } from "./rollout-words";
import { splitInWords } from "./split-section";

const rollout = { state: "running", health: "collecting" } as const;
const failed = { ...ESCALATION, verdict: "fail" } as const;
const dismissed = { by: "Priya", at: "2026-11-24T08:32:00.000Z", reason: "holiday" };

describe("how a rollout does, in one word", () => {
  test.each([
    ["healthy", { ...rollout, health: "healthy", guardrails: [ESCALATION] }],
    ["collecting", { ...rollout, guardrails: [ESCALATION, LATENCY] }],
    ["no data yet", { ...rollout, health: "no_data", guardrails: [ESCALATION] }],
    ["breached", { ...rollout, guardrails: [failed] }],
    ["breached, paused", { ...rollout, state: "paused", guardrails: [failed] }],
    ["paused", { ...rollout, state: "paused", guardrails: [{ ...failed, dismissed }] }],
    ["holding for approval", { ...rollout, state: "holding", holdingFor: ["approval"] }],
    [
      "holding for a signal metric",
      { ...rollout, state: "holding", holdingFor: ["signal_metric"] },
    ],
    ["no data", { ...rollout, state: "holding", holdingFor: ["no_traffic"] }],
    ["rolled back", { ...rollout, state: "rolled_back", guardrails: [failed] }],
    ["completed", { ...rollout, state: "completed" }],
    ["running, unguarded", { ...rollout, health: "unguarded", guardrails: [] }],
    ["collecting", rollout],
  ] as const)("%s", (word, one) => {
    expect(
      stateWord({ ...one, holdingFor: "holdingFor" in one ? [...one.holdingFor] : [] }).word,
    ).toBe(word);
  });

  test("a signal metric beyond its bar holds, and is no breach", () => {
    const hold = { ...failed, action: "hold" } as const;
    expect(stateWord({ ...rollout, guardrails: [hold] }).word).toBe("collecting");
  });
});

describe("what a guardrail says", () => {
  const about = { stable: 5, candidate: 6, maturationMinutes: 60, requests: 2_580 };
  test.each([
    ["Certainly under the bar.", ESCALATION, about],
    ["Certainly beyond the bar: rolls back.", failed, about],
    ["Cannot tell yet whether v6 stays under what v5 allows.", LATENCY, about],
    ["Breached, and dismissed by Priya: holiday", { ...failed, dismissed }, about],
    ["No data yet: no request went to v6.", COST, { ...about, requests: 0 }],
    [
      "No data yet: a unit counts up to 1 h after its first request.",
      { ...COST, verdict: "inconclusive" as const },
      about,
    ],
    [
      "Not measured: 2,580 requests went to v6, and too few reported this value. That is not the same as good.",
      COST,
      about,
    ],
  ])("%s", (sentence, guardrail, facts) =>
    expect(guardrailSentence(guardrail, facts)).toBe(sentence),
  );
});

test("a band without an upper edge says from where it reaches", () => {
  expect(bandInWords(ESCALATION, { value: 0.05, low: 0.041, high: 0.065, n: 2_580 })).toBe(
    "4.1–6.5, n = 2,580",
  );
  expect(bandInWords(ESCALATION, { value: 0.05, low: 0.041, high: null, n: 30 })).toBe(
    "from 4.1 %, n = 30",
  );
});

test("values that never became known are told, by arm", () => {
  expect(unknownInWords(ESCALATION, ROLLOUT)).toBe("Never became known: 8.0 % of v6, 7.0 % of v5.");
  expect(unknownInWords(LATENCY, ROLLOUT)).toBeNull();
});

test("the split in words", () => {
  expect(splitInWords(ROLLOUT)).toBe("Split as planned: v6 has 398 of 800 new units, planned 50 %");
  const off = { ...ROLLOUT, split: { ...ROLLOUT.split, isOff: true } };
  expect(splitInWords(off)).toMatch(/^The split is off:/);
  const none = { ...ROLLOUT, split: { ...ROLLOUT.split, units: { stable: 0, candidate: 0 } } };
  expect(splitInWords(none)).toBe("No new units in this stage yet");
});
