import type { Operator, Subject } from "./condition-draft";

export const SUBJECT_LABEL: Record<Subject, string> = {
  attribute: "attribute",
  language: "language",
  inputLength: "input length",
  kind: "kind",
};

export const OPERATOR_LABEL: Record<Operator, string> = {
  "=": "is",
  "!=": "is not",
  in: "is one of",
  "not-in": "is not one of",
  "<": "less than",
  "<=": "at most",
  ">": "greater than",
  ">=": "at least",
  exists: "is known",
  missing: "is missing",
};
