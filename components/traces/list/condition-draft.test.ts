import { expect, test } from "vitest";
import { conditionOf, draftOfCondition } from "./condition-draft";

const draft = { field: "outcome", attribute: "", isNot: true, values: " failed,escalated , " };

test("values stand with commas, and an attribute has its name", () => {
  const condition = { field: "outcome", isNot: true, values: ["failed", "escalated"] } as const;
  expect(conditionOf(draft)).toEqual(condition);
  const plan = { field: "attribute", attribute: "plan", isNot: false, values: "pro" };
  expect(conditionOf(plan)).toEqual({ field: "attribute.plan", isNot: false, values: ["pro"] });
  expect(draftOfCondition({ field: "attribute.plan", isNot: false, values: ["pro"] })).toEqual(
    plan,
  );
});

test("a condition without a value or a name is none yet", () => {
  expect(conditionOf({ ...draft, values: " , " })).toBeNull();
  expect(conditionOf({ ...draft, field: "attribute" })).toBeNull();
});
