import { expect, test } from "vitest";
import { parseTyped, showTyped } from "./typed-json";

test.each([["other"], ["12"], [""], ["true"], ['"quoted"'], ["{ not json"]])(
  "the text %j stays text on its way through a field",
  (text) => expect(parseTyped(showTyped(text))).toBe(text),
);

test.each([[12], [true], [null], [{ category: "other" }], [["a", "b"]]])(
  "the value %j stays what it is",
  (value) => expect(parseTyped(showTyped(value))).toEqual(value),
);

test("plain words need no quotes", () => {
  expect(parseTyped("other")).toBe("other");
  expect(showTyped("other")).toBe("other");
});
