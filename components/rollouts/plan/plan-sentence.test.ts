import { expect, test } from "vitest";
import { planSentence, startsOf } from "./plan-sentence";
import { PLANS } from "./plan-templates";

const NOW = Date.parse("2026-11-24T08:30:00Z");
const stage = (percent: number, minMinutes: number, minSamples = 0, requiresApproval = false) => ({
  ...{ percent, minMinutes, minSamples, requiresApproval },
});

test("what happens now, next and at the end has dates", () => {
  expect(planSentence([stage(10, 1_440), stage(50, 1_440)], NOW)).toBe(
    "10 % now, 50 % from 25 Nov 08:30 at the earliest, 100 % not before 26 Nov 08:30.",
  );
});

test("on the same day the time is enough", () => {
  expect(planSentence([stage(10, 10), stage(50, 20)], NOW)).toBe(
    "10 % now, 50 % from 08:40 at the earliest, 100 % not before 09:00.",
  );
});

test("requests and approvals are waited for, too", () => {
  expect(planSentence([stage(10, 10, 50), stage(50, 20, 0, true)], NOW)).toBe(
    "10 % now, 50 % from 08:40 at the earliest, 100 % not before 09:00. Each step also waits for enough requests and 1 approval.",
  );
});

test("a stage without a time ends with its requests", () => {
  expect(planSentence([stage(2.5, 0, 1_000)], NOW)).toBe(
    "2.5 % now, 100 % as soon as it has 1,000 requests.",
  );
  expect(planSentence([stage(10, 0)], NOW)).toBe(
    "10 % now, 100 % as soon as no guardrail is breached.",
  );
});

test("stages start one after the other", () => {
  expect(startsOf(PLANS.careful.stages)).toEqual([0, 1_440, 2_880]);
});
