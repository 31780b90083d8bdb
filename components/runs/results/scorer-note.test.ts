import { expect, test } from "vitest";
import { fieldScorers, scorerNote } from "./scorer-note";

const outcome = { kind: "fields", rate: null, mean: null, n: 10, errored: 0, notMeasured: 0 };

test("a scorer of fields tells precision, recall and F1, and what is unknown", () => {
  const fields = { precision: 0.912, recall: 0.5, f1: null };
  expect(scorerNote({ ...outcome, fields })).toBe("precision 0.91 · recall 0.50 · F1 unknown");
});

test("a scorer of refusals tells refusing too much and too little apart", () => {
  const rate = (value: number, n: number) => ({ value, low: 0, high: 1, n });
  const refusal = { overRefusal: rate(0.25, 40), missedRefusal: rate(0, 12) };
  expect(scorerNote({ ...outcome, refusal })).toBe(
    "over-refusal 25.0 % of 40 · missed refusals 0.0 % of 12",
  );
  expect(scorerNote({ ...outcome, refusal: { ...refusal, missedRefusal: null } })).toBe(
    "over-refusal 25.0 % of 40",
  );
});

test("a scorer that cases have of their own says so", () => {
  expect(scorerNote({ ...outcome, ofCase: true, errored: 2 })).toBe(
    "scorer of single cases · 2 errors",
  );
});

test("only scorers that count field by field have a table of fields", () => {
  const counts = { precision: 1, recall: 1, f1: 1 };
  const field = { field: "po", truePositives: 1, falsePositives: 0, falseNegatives: 0, ...counts };
  const scores = {
    label: outcome,
    old: { ...outcome, fields: counts },
    fields: { ...outcome, fields: { ...counts, byField: [field] } },
  };
  expect(fieldScorers(scores)).toEqual(["fields"]);
});

test("errors and answers without a measurement are counted", () => {
  expect(scorerNote({ ...outcome, errored: 1, notMeasured: 1200 })).toBe(
    "1 error · 1,200 not measured",
  );
  expect(scorerNote(outcome)).toBe("");
});
