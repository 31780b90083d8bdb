import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseWeek, weekOf } from "./iso-week";
import { type Candidate, planQueue, queuePace, sharesOf } from "./plan-queue";
import { DEFAULT_RULES, RULES, type RuleName } from "./review-rule";

const at = new Date("2026-11-16T08:00:00Z");
const pick = (rule: RuleName, traceId: string): Candidate => ({
  traceId,
  rule,
  reason: rule,
  startedAt: at,
});
const many = (rule: RuleName, count: number, prefix: string = rule) =>
  Array.from({ length: count }, (_, index) => pick(rule, `${prefix}-${index}`));
const plan = (candidates: Candidate[], more: Partial<Parameters<typeof planQueue>[0]> = {}) =>
  planQueue({ rules: DEFAULT_RULES, target: 60, pace: 1, picked: {}, candidates, ...more });

test("each rule has its share of the target, and the shares add up", () => {
  const shares = sharesOf(DEFAULT_RULES, 60);
  expect([...shares.values()].reduce((all, one) => all + one, 0)).toBe(60);
  expect(shares.get("escalated")).toBe(10);
});

test("what a rule cannot fill goes to chance, so that the target is met", () => {
  const queue = plan([...many("escalated", 2), ...many("random", 100)]);
  expect(queue).toHaveLength(60);
  expect(queue.filter(({ rule }) => rule === "escalated")).toHaveLength(2);
});

test("a rule of weight 0 picks nothing, also by chance", () => {
  const rules = DEFAULT_RULES.map((one) =>
    one.rule === "slow" || one.rule === "random" ? { ...one, weight: 0 } : one,
  );
  expect(plan([...many("slow", 9), ...many("random", 9)], { rules })).toEqual([]);
});

test("a trace is taken once, by the rule that has fewest to choose from", () => {
  const queue = plan([...many("failed", 30, "t"), pick("slow", "t-0"), ...many("random", 30, "t")]);
  expect(queue.find(({ traceId }) => traceId === "t-0")?.rule).toBe("slow");
});

test("what is in the queue already counts", () => {
  const queue = plan(many("random", 100), { picked: { random: 58, slow: 1 } });
  expect(queue).toHaveLength(1);
});

test("Monday holds a fifth of the week's target, Friday all of it", () => {
  const { from } = weekOf(at);
  expect(queuePace(from, at)).toBeCloseTo(0.2);
  expect(queuePace(from, new Date("2026-11-20T08:00:00Z"))).toBe(1);
  expect(queuePace(from, new Date("2026-11-22T08:00:00Z"))).toBe(1);
  expect(plan(many("random", 100), { pace: 0.2 })).toHaveLength(12);
});

test("whatever the candidates: no trace twice, never more than the target", () => {
  const candidate = fc.record({
    rule: fc.constantFrom(...RULES),
    traceId: fc.integer({ min: 0, max: 40 }).map(String),
  });
  fc.assert(
    fc.property(
      fc.array(candidate, { maxLength: 200 }),
      fc.integer({ min: 0, max: 100 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (items, target, pace) => {
        const queue = plan(
          items.map(({ rule, traceId }) => pick(rule, traceId)),
          { target, pace },
        );
        const ids = queue.map(({ traceId }) => traceId);
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids.length).toBeLessThanOrEqual(Math.ceil(target * pace));
      },
    ),
  );
});

describe("ISO weeks", () => {
  test.each([
    ["2026-11-22T23:59:59Z", "2026-W47"],
    ["2026-11-23T00:00:00Z", "2026-W48"],
    ["2027-01-01T00:00:00Z", "2026-W53"],
    ["2024-12-30T00:00:00Z", "2025-W01"],
    ["2023-01-01T12:00:00Z", "2022-W52"],
  ])("%s is in %s", (moment, week) => {
    expect(weekOf(new Date(moment)).week).toBe(week);
    expect(parseWeek(week)?.week).toBe(week);
  });
  test("a week that does not exist is none", () => {
    expect(parseWeek("2026-W54")).toBeNull();
    expect(parseWeek("2025-W53")).toBeNull();
    expect(parseWeek("soon")).toBeNull();
  });
});
