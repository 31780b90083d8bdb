import { expect, test } from "vitest";
import { toSearchText } from "./to-search-text";

test.each([
  ["capitals", "ÜBER Größen", "über größen"],
  ["quotes and dashes", "„Rückgabe“ – Frist…", " rückgabe frist..."],
  ["letters of full width", "ＡＢＣ１", "abc1"],
  ["Chinese", "退款申请 ok", " 退款 款申 申请  ok"],
  ["Japanese beside English", "API「返金」", "api 返金 "],
  ["e-mail and order numbers", "mail@a.example #A-1032", "mail@a.example #a-1032"],
])("%s", (_, text, words) => {
  expect(toSearchText(text).replace(/\s+/g, " ")).toBe(words.replace(/\s+/g, " "));
});
