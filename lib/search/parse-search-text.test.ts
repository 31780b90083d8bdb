import { expect, test } from "vitest";
import { parseSearchText } from "./parse-search-text";

test.each([
  ["12", 12],
  ["#12", 12],
  ["run 12", 12],
  ["Review #3", 3],
  ["v12", null],
  ["ticket 12", null],
  ["1234567890", null],
])("%j names the number %j", (text, number) => {
  expect(parseSearchText(text).number).toBe(number);
});

test("a version is looked for with the prompt that is named before it", () => {
  expect(parseSearchText("triage v5").version).toEqual({ number: 5, promptPattern: "%triage%" });
  expect(parseSearchText("V5").version).toEqual({ number: 5, promptPattern: "%%" });
  expect(parseSearchText("triage").version).toBeNull();
});

test("signs of a pattern are looked for as they are", () => {
  expect(parseSearchText("100%_a").pattern).toBe("%100\\%\\_a%");
});
