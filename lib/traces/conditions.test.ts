import fc from "fast-check";
import { expect, test } from "vitest";
import {
  CONDITION_FIELDS,
  type ConditionField,
  formatConditions,
  parseConditions,
} from "./conditions";

test("several values, a negation and an attribute", () => {
  expect(parseConditions("outcome!=succeeded;attribute.plan=pro,team")).toEqual([
    { field: "outcome", isNot: true, values: ["succeeded"] },
    { field: "attribute.plan", isNot: false, values: ["pro", "team"] },
  ]);
});

test.each([
  "",
  "outcome",
  "outcome=",
  "colour=red",
  "attribute.=x",
  "model=a,,b",
  "model=%E0%A4%A",
])("%j is no condition", (text) => {
  expect(parseConditions(text)).toBeNull();
});

test("an attribute's name may hold line ends", () => {
  const conditions = [
    { field: "attribute.\u2028\n" as ConditionField, isNot: false, values: ["a"] },
  ];
  expect(parseConditions(formatConditions(conditions))).toEqual(conditions);
});

test("names and values of any kind are read as they were written", () => {
  const text = fc.string({ minLength: 1, unit: "grapheme" });
  const field = fc.oneof(
    fc.constantFrom(...CONDITION_FIELDS),
    text.map((name) => `attribute.${name}` as ConditionField),
  );
  const condition = fc.record({
    field,
    isNot: fc.boolean(),
    values: fc.array(text, { minLength: 1 }),
  });
  fc.assert(
    fc.property(fc.array(condition, { minLength: 1 }), (conditions) => {
      expect(parseConditions(formatConditions(conditions))).toEqual(conditions);
    }),
  );
});
