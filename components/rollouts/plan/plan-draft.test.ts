import { describe, expect, test } from "vitest";
import { GUARDED_METRICS } from "@/lib/rollouts/plan/guarded-metric";
import { setUpGuardrail } from "@/lib/rollouts/plan/guardrail-setup";
import { RolloutPlan } from "@/lib/rollouts/plan/plan-contract";
import { draftOfPlan, isComplete, toPlan } from "./plan-draft";
import { AT_ONCE, newGuardrail, nextStage, PLANS, withTemplate } from "./plan-templates";

describe.each(["careful", "fast"] as const)("the template %s", (template) => {
  const draft = withTemplate(AT_ONCE, template);

  test("stands for a plan that the API takes as it is", () => {
    expect(toPlan(draft)).toEqual(PLANS[template]);
    expect(RolloutPlan.parse(toPlan(draft))).toEqual(PLANS[template]);
    expect(isComplete(PLANS[template])).toBe(true);
  });

  test("has only guardrails that can be tested once the stable version was seen", () => {
    const plan = PLANS[template];
    const stable = { segmentId: null, earlier: { value: 0.9, n: 5_000 } };
    const setups = plan.guardrails.map((guardrail) => setUpGuardrail(guardrail, plan, stable));
    expect(setups.filter((setup) => "problem" in setup)).toEqual([]);
  });

  test("rolls back on errors and on lost successes", () => {
    const actions = Object.fromEntries(
      draft.guardrails.map(({ metric, action }) => [metric, action]),
    );
    expect(actions).toMatchObject({ error_rate: "roll_back", success_rate: "roll_back" });
  });
});

test("careful is 10 % for 24 h, then 50 % for 24 h", () => {
  const { stages } = withTemplate(AT_ONCE, "careful");
  expect(stages.map(({ percent, time, unit }) => `${percent} % ${time} ${unit}`)).toEqual([
    "10 % 24 h",
    "50 % 24 h",
  ]);
});

test("at once is no rollout", () => expect(toPlan(AT_ONCE)).toBeNull());

test("custom goes on from what is there", () => {
  const fast = withTemplate(AT_ONCE, "fast");
  expect(withTemplate(fast, "custom")).toEqual({ ...fast, template: "custom" });
});

test("what is no number is refused by the plan's schema at its place", () => {
  const draft = withTemplate(AT_ONCE, "careful");
  const [first, second] = draft.stages;
  if (!first || !second) throw new Error("two stages");
  const wrong = { ...draft, stages: [{ ...first, percent: "ten" }, second] };
  const plan = toPlan(wrong);
  expect(plan && isComplete(plan)).toBe(false);
  const { error } = RolloutPlan.safeParse(plan);
  expect(error?.issues.map(({ path }) => path.join("."))).toContain("stages.0.percent");
});

test("stages in the wrong order are not sent for a preview", () => {
  const [first, second] = PLANS.careful.stages;
  if (!first || !second) throw new Error("two stages");
  expect(isComplete({ ...PLANS.careful, stages: [second, first] })).toBe(false);
  expect(isComplete({ ...PLANS.careful, stages: [{ ...first, percent: 100 }] })).toBe(false);
});

test("a segment is sent only where one is chosen", () => {
  const plan = {
    ...PLANS.fast,
    guardrails: PLANS.fast.guardrails.map((one, index) =>
      index === 0 ? { ...one, segment: "enterprise" } : one,
    ),
  };
  expect(toPlan(draftOfPlan(plan, "custom"))).toEqual(plan);
  expect(toPlan(draftOfPlan(plan, "custom"))?.guardrails[1]).not.toHaveProperty("segment");
});

test("one more stage is larger than the last", () => {
  const { stages } = withTemplate(AT_ONCE, "careful");
  expect(nextStage(stages).percent).toBe("75");
  expect(nextStage([]).percent).toBe("10");
});

test("every metric that can be guarded starts as a valid guardrail", () => {
  for (const metric of GUARDED_METRICS) {
    const draft = { ...withTemplate(AT_ONCE, "fast"), guardrails: [newGuardrail(metric)] };
    expect(RolloutPlan.safeParse(toPlan(draft)).success).toBe(true);
  }
  expect(newGuardrail("success_rate")).toMatchObject({ comparator: ">=", bar: "−1" });
});
