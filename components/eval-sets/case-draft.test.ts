import { expect, test } from "vitest";
import type { VisibleCase } from "@/lib/eval-sets/eval-case";
import { draftOf, emptyDraft, readDraft } from "./case-draft";

const stored: VisibleCase = {
  withheld: false,
  caseId: "de-07",
  split: "development",
  kind: "edge",
  input: { ticket: "Hallo", items: [1, "2"] },
  expected: { category: "billing", count: 3 },
  attributes: { tier: "basic", age: 12, beta: true },
  assertions: [{ kind: "contains", config: { value: "sorry", negate: true } }],
  steps: null,
  promptfoo: null,
  language: "de",
  inputLength: 12,
  segments: [],
  since: 4,
};

test("a case that is opened and saved untouched stays the same, types included", () => {
  const { input, expected, kind, split, attributes, assertions, steps } = stored;
  expect(readDraft(draftOf(stored))).toEqual({
    ...{ input, expected, kind, split, attributes, assertions, steps },
  });
  expect(readDraft(draftOf({ ...stored, assertions: null }))).toMatchObject({ assertions: null });
  const listed = { ...stored, expected: ["a", "b"] };
  expect(readDraft(draftOf(listed))).toMatchObject({ expected: ["a", "b"] });
  expect(readDraft(draftOf({ ...stored, expected: null }))).toMatchObject({ expected: null });
});

test("what is expected of steps is text, or JSON where it begins like it", () => {
  const steps = { route: "billing", lookup: { $match: "superset", value: { tool: "a" } } };
  expect(readDraft(draftOf({ ...stored, steps }))).toMatchObject({ steps });
  const draft = {
    ...draftOf(stored),
    steps: [{ key: 1, name: "docs", text: '["6.2"]', isJson: false }],
  };
  expect(readDraft(draft)).toMatchObject({ steps: { docs: ["6.2"] } });
});

test("a draft says what has to be corrected", () => {
  const draft = draftOf(stored);
  const [first, second] = draft.variables;
  if (!first || !second) throw new Error("two variables");
  expect(readDraft({ ...draft, variables: [{ ...first, name: " " }] })).toEqual({
    problem: "Give every variable a name.",
  });
  expect(readDraft({ ...draft, variables: [first, { ...second, name: "ticket" }] })).toEqual({
    problem: "Two variables are named “ticket”.",
  });
  expect(readDraft({ ...draft, variables: [{ ...second, text: "[1," }] })).toEqual({
    problem: "“items” is not JSON. Text needs quotation marks.",
  });
});

test("empty expected fields of a new case are no expected answer", () => {
  const draft = emptyDraft({ variables: ["ticket"], expectedFields: ["category"] });
  expect(readDraft(draft)).toMatchObject({ input: { ticket: "" }, expected: null });
});
