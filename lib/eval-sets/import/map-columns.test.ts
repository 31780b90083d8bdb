import { expect, test } from "vitest";
import { suggestExpected } from "./map-columns";

const suggest = (
  columns: string[],
  mapping: Record<string, string> = {},
  variables: string[] = [],
) => suggestExpected(columns, { mapping, isText: true }, variables);

test.each([
  [["text", "expected_output"], "expected_output"],
  [["text", "Expected Output"], "Expected Output"],
  [["question", "ideal"], "ideal"],
  [["question", "context", "answer"], "answer"],
  [["text", "label", "split"], "label"],
  [["text", "category"], "category"],
  [["text", "category", "label"], "label"],
  [["text", "reference"], "reference"],
  [["text", "note"], null],
  [["answer"], null],
  [["text", "expected.category", "label"], null],
])("of the columns %j the expected one is probably %s", (columns, expected) => {
  expect(suggest(columns)).toBe(expected);
});

test("what somebody mapped is left as it is, and so is a variable of the set", () => {
  expect(suggest(["text", "category"], { category: "input.category" })).toBeNull();
  expect(suggest(["text", "category", "label"], { category: "attr.category" })).toBeNull();
  expect(suggest(["text", "category"], { text: "input.ticket" })).toBe("category");
  expect(suggest(["text", "category"], {}, ["category"])).toBeNull();
});
