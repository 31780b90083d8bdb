import { expect, test } from "vitest";
import { draftOfExpected, expectedOfDraft } from "./expected-draft";

const choices = [
  { field: "category", values: ["refund", "billing"] },
  { field: "urgent", values: [true, false] },
];

test("chosen fields become an object with the types of the set", () => {
  expect(expectedOfDraft({ category: "billing", urgent: "true", note: "" }, choices)).toEqual({
    category: "billing",
    urgent: true,
  });
});

test("one answer as a whole stays a text", () => {
  expect(expectedOfDraft({ "": " billing " }, [{ field: null, values: [] }])).toBe("billing");
});

test("nothing said is nothing", () => {
  expect(expectedOfDraft({}, choices)).toBeNull();
  expect(expectedOfDraft({ category: " " }, choices)).toBeNull();
});

test.each([[null], ["billing"], [{ category: "billing", urgent: true }]])(
  "%j survives the form",
  (expected) => {
    expect(expectedOfDraft(draftOfExpected(expected), choices)).toEqual(expected);
  },
);
