import { expect, test } from "vitest";
import { Criterion } from "@/lib/specs/criterion-contract";
import { criterionOf, keyOf } from "./criterion-body";
import { draftOf, newDraft } from "./criterion-draft";
import { criterionStarts } from "./criterion-start";

const criterion = (more: object) =>
  Criterion.parse({
    key: "right",
    statement: "The category is right",
    evalSet: "main",
    scorer: "category",
    comparator: ">=",
    threshold: 0.85,
    ...more,
  });

test.each([
  ["a scorer of the set", {}],
  ["a metric", { scorer: undefined, metric: "latency_p95_ms", comparator: "<=", threshold: 1500 }],
  ["a scorer of its own", { scorer: { kind: "contains", config: { value: "x", negate: true } } }],
  [
    "a named one with a schema",
    { scorer: { kind: "json-schema", name: "shape", config: { schema: { type: "object" } } } },
  ],
  ["against live", { kind: "non_regression", environment: "staging", threshold: 0.02 }],
  ["against live where it goes", { kind: "non_regression", threshold: 0.05 }],
  ["a tolerance and repeats", { tolerance: 0.025, repeats: 3 }],
  ["a segment of the holdout", { segment: "Enterprise", split: "holdout", level: "should" }],
])("%s comes out of the form as it went in", (_, more) => {
  const before = criterion(more);
  expect(Criterion.parse(criterionOf(draftOf(before), []))).toEqual(before);
});

test.each(criterionStarts({ scorer: "category", environment: "production" }))(
  "“$label” is a whole criterion at once",
  ({ draft }) => {
    const written = criterionOf({ ...newDraft({ evalSet: "main" }), ...draft }, []);
    expect(Criterion.safeParse(written).error).toBeUndefined();
  },
);

test("nothing is sent while a setting that the scorer needs is missing", () => {
  const draft = newDraft({ evalSet: "main", measure: "own:latency", statement: "Quick" });
  expect(criterionOf(draft, [])).toBeNull();
  expect(criterionOf({ ...draft, ownConfig: { maxMs: 900 } }, [])).toMatchObject({
    scorer: { kind: "latency", config: { maxMs: 900 } },
  });
});

test("a bar is typed as people write it", () => {
  const draft = newDraft({ evalSet: "main", statement: "Right" });
  expect(criterionOf({ ...draft, bar: "92,5 %" }, [])).toMatchObject({ threshold: 0.925 });
  expect(criterionOf({ ...draft, bar: "a lot" }, [])).toBeNull();
});

test("keys are made from the statement and never taken twice", () => {
  expect(keyOf("The category is right!", ["the-category-is-right"])).toBe(
    "the-category-is-right-2",
  );
  expect(keyOf("正しい", [])).toBe("criterion");
});
