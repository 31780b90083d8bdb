import { expect, test } from "vitest";
import { scorerNote } from "./scorer-note";

const outcome = { kind: "fields", rate: null, mean: null, n: 10, errored: 0, notMeasured: 0 };

test("a scorer of fields tells precision, recall and F1, and what is unknown", () => {
  const fields = { precision: 0.912, recall: 0.5, f1: null };
  expect(scorerNote({ ...outcome, fields })).toBe("precision 0.91 · recall 0.50 · F1 unknown");
});

test("errors and answers without a measurement are counted", () => {
  expect(scorerNote({ ...outcome, errored: 1, notMeasured: 1200 })).toBe(
    "1 error · 1,200 not measured",
  );
  expect(scorerNote(outcome)).toBe("");
});
