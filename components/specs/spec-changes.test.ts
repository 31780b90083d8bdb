import { expect, test } from "vitest";
import type { Criterion } from "@/lib/specs/criterion-contract";
import { withCriterion, withCriterionMoved, withLines, withoutCriterion } from "./spec-changes";

const criterion = (key: string, serves: string[] = []) => ({ key, serves }) as unknown as Criterion;
const content = {
  requirements: ["answers in English", "names a source"],
  failureCases: [],
  criteria: [criterion("language", ["answers in English"]), criterion("source")],
};
const keysOf = (edited: { criteria?: { key?: string }[] }) =>
  edited.criteria?.map(({ key }) => key);

test("a criterion is saved in its place, a new one at the end", () => {
  expect(keysOf(withCriterion(criterion("language"))(content))).toEqual(["language", "source"]);
  expect(keysOf(withCriterion(criterion("tone"))(content))).toEqual(["language", "source", "tone"]);
});

test("a criterion moves by one and stays at either end", () => {
  expect(keysOf(withCriterionMoved("source", -1)(content))).toEqual(["source", "language"]);
  expect(withCriterionMoved("source", 1)(content)).toEqual({});
  expect(withCriterionMoved("language", -1)(content)).toEqual({});
});

test("a removed criterion is gone, and nothing else", () => {
  expect(keysOf(withoutCriterion("language")(content))).toEqual(["source"]);
  expect(keysOf(withoutCriterion(undefined)(content))).toEqual(["language", "source"]);
});

test("a renamed line keeps its criteria", () => {
  const edited = withLines("requirements", {
    renamed: { from: "answers in English", to: "answers in the language of the ticket" },
    edit: () => ["answers in the language of the ticket", "names a source"],
  })(content);
  expect(edited.criteria?.[0]?.serves).toEqual(["answers in the language of the ticket"]);
});
