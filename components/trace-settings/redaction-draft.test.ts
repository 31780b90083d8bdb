import { expect, test } from "vitest";
import type { RedactionRule } from "@/lib/traces/settings/settings-contract";
import { isComplete, toDraft, toRules } from "./redaction-draft";

const rules: RedactionRule[] = [
  { kind: "builtIn", builtIn: "email" },
  { kind: "builtIn", builtIn: "iban" },
  { kind: "pattern", name: "order", pattern: "ORD-\\d+", ignoreCase: true },
  { kind: "field", name: "customer", field: "input.customer" },
];

test("what is shown and saved again unchanged is the same", () => {
  expect(toRules(toDraft(rules))).toEqual(rules);
});

test("a pattern keeps the blanks at its ends, a name and a path do not", () => {
  const draft = toDraft([
    { kind: "pattern", name: " id ", pattern: " \\d+ ", ignoreCase: false },
    { kind: "field", name: "f", field: " unit " },
  ]);
  expect(toRules(draft)).toEqual([
    { kind: "pattern", name: "id", pattern: " \\d+ ", ignoreCase: false },
    { kind: "field", name: "f", field: "unit" },
  ]);
});

test("a rule without a name or a text is not complete", () => {
  const rule = { id: 0, kind: "field", name: "n", text: "unit", ignoreCase: false } as const;
  expect(isComplete(rule)).toBe(true);
  expect(isComplete({ ...rule, name: " " })).toBe(false);
  expect(isComplete({ ...rule, text: "" })).toBe(false);
});
