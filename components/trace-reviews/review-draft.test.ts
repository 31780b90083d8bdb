import { expect, test } from "vitest";
import { whatIsUnsaid } from "./review-draft";

test("a failure is saved with a category, so that the week can group it", () => {
  expect(whatIsUnsaid({ verdict: "failure", categoryId: null })).toMatch(/category: 1 to 5, or n/);
  expect(whatIsUnsaid({ verdict: "failure", categoryId: "c" })).toBeNull();
});

test("other verdicts need none, and none at all is no verdict", () => {
  expect(whatIsUnsaid({ verdict: "fine", categoryId: null })).toBeNull();
  expect(whatIsUnsaid({ verdict: "unclear", categoryId: null })).toBeNull();
  expect(whatIsUnsaid({ verdict: null, categoryId: null })).toMatch(/verdict first/);
});
