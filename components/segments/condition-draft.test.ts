import { expect, test } from "vitest";
import type { SegmentCondition } from "@/lib/segments/contract";
import { toCondition, toDraft } from "./condition-draft";

const language = { subject: "language", operator: "not-in", value: ["en", "und"] } as const;
const long = { subject: "inputLength", operator: ">", value: 1200 } as const;
const tier = {
  subject: "attribute",
  attribute: "customer_tier",
  operator: "=",
  value: "enterprise",
} as const;

test.each<[string, SegmentCondition]>([
  ["one condition", { ...language, value: [...language.value] }],
  ["all of several", { all: [long, tier] }],
  ["any of several", { any: [long, tier] }],
  ["none of several", { not: { any: [long, tier] } }],
])("the form shows %s and gives the same back", (_, condition) => {
  const draft = toDraft(condition);
  expect(draft && toCondition(draft)).toEqual(condition);
});

test("what is nested deeper is left to the JSON view", () => {
  expect(toDraft({ all: [long, { any: [tier, long] }] })).toBeNull();
});

const row = { id: 1, subject: "attribute", attribute: "age_days", operator: "<" } as const;

test("a line without a value, or with words where a number belongs, is not a condition yet", () => {
  for (const value of ["", "many"]) {
    expect(toCondition({ combination: "all", rows: [{ ...row, value }] })).toBeNull();
  }
  expect(toCondition({ combination: "all", rows: [{ ...row, value: "1,200" }] })).toMatchObject({
    value: 1200,
  });
});

test("numbers and yes or no are compared as what they are", () => {
  const of = (value: string) =>
    toCondition({ combination: "all", rows: [{ ...row, operator: "=", value }] });
  expect(of("30")).toMatchObject({ value: 30 });
  expect(of("true")).toMatchObject({ value: true });
  expect(of("30 days")).toMatchObject({ value: "30 days" });
});
