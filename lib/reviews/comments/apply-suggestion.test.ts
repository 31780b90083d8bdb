import { expect, test } from "vitest";
import { applySuggestion } from "./apply-suggestion";

const text = "one\ntwo\nthree\ntwo";

test("a suggestion takes the place of its lines", () => {
  expect(applySuggestion(text, ["two", "three"], 2, "2\n3")).toBe("one\n2\n3\ntwo");
});

test("an empty suggestion removes its lines", () => {
  expect(applySuggestion(text, ["three"], 3, "")).toBe("one\ntwo\ntwo");
});

test("a line that has moved is found where it is the only one", () => {
  expect(applySuggestion("zero\none\ntwo", ["two"], 2, "2")).toBe("zero\none\n2");
});

test("a line that reads differently by now is left alone", () => {
  expect(applySuggestion("one\nzwei", ["two"], 2, "2")).toBeNull();
  expect(applySuggestion("two\none\ntwo", ["two"], 2, "2")).toBeNull();
});
