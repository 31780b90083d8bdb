import type { CaseKind, Split } from "@/lib/eval-sets/case-content";
import type { VisibleCase } from "@/lib/eval-sets/eval-case";
import type { ScorerSpecInput } from "@/lib/scorers/contract";
import type { JsonValue } from "@/lib/scorers/json-value";
import { type DraftScorer, draftScorer } from "./scorers/draft-scorer";

/** One named value while it is typed. `isJson`: the text is JSON, because the value is no plain text. */
export interface DraftValue {
  key: number;
  name: string;
  text: string;
  isJson: boolean;
}

export type ExpectedMode = "none" | "text" | "fields" | "json";

export interface CaseDraft {
  caseId: string;
  variables: DraftValue[];
  expectedMode: ExpectedMode;
  expectedText: string;
  expectedFields: DraftValue[];
  kind: CaseKind;
  split: Split;
  attributes: DraftValue[];
  assertions: DraftScorer[];
  /** What is expected of single steps of a chain; all of them are JSON. */
  steps: DraftValue[];
}

export interface CaseFields {
  input: Record<string, JsonValue>;
  expected: JsonValue | null;
  kind: CaseKind;
  split: Split;
  attributes: Record<string, string | number | boolean>;
  assertions: ScorerSpecInput[] | null;
  steps: Record<string, JsonValue> | null;
}

let keys = 0;

export function draftValue(name: string, value: JsonValue | undefined): DraftValue {
  keys += 1;
  const isText = value === undefined || typeof value === "string";
  return { key: keys, name, text: isText ? (value ?? "") : JSON.stringify(value), isJson: !isText };
}

function draftValues(values: Record<string, JsonValue>): DraftValue[] {
  return Object.entries(values).map(([name, value]) => draftValue(name, value));
}

export function draftOf(one: VisibleCase): CaseDraft {
  const { expected } = one;
  const isObject = typeof expected === "object" && expected !== null && !Array.isArray(expected);
  const isText = typeof expected === "string";
  return {
    caseId: one.caseId,
    variables: draftValues(one.input),
    expectedMode: expected === null ? "none" : isText ? "text" : isObject ? "fields" : "json",
    expectedText: isText ? expected : expected === null ? "" : JSON.stringify(expected),
    expectedFields: isObject ? draftValues(expected) : [],
    kind: one.kind,
    split: one.split,
    attributes: draftValues(one.attributes),
    assertions: (one.assertions ?? []).map(draftScorer),
    steps: draftValues(one.steps ?? {}),
  };
}

/** An empty draft with the variables and fields that the set's other cases have. */
export function emptyDraft(names: { variables: string[]; expectedFields: string[] }): CaseDraft {
  const variables = names.variables.length > 0 ? names.variables : ["input"];
  return {
    caseId: "",
    variables: variables.map((name) => draftValue(name, "")),
    expectedMode: names.expectedFields.length > 0 ? "fields" : "text",
    expectedText: "",
    expectedFields: names.expectedFields.map((name) => draftValue(name, "")),
    kind: "routine",
    split: "development",
    attributes: [],
    assertions: [],
    steps: [],
  };
}

/** What a draft says, or the first thing in it that has to be corrected. */
export function readDraft(draft: CaseDraft): CaseFields | { problem: string } {
  try {
    return {
      input: readValues(draft.variables, "variable"),
      expected: readExpected(draft),
      kind: draft.kind,
      split: draft.split,
      attributes: readAttributes(draft.attributes),
      assertions: readAssertions(draft.assertions),
      steps: draft.steps.length > 0 ? readSteps(draft.steps) : null,
    };
  } catch (error) {
    return { problem: (error as Error).message };
  }
}

function readExpected(draft: CaseDraft): JsonValue | null {
  switch (draft.expectedMode) {
    case "none":
      return null;
    case "text":
      return draft.expectedText === "" ? null : draft.expectedText;
    case "json":
      return parse(draft.expectedText, "The expected answer");
    case "fields": {
      const filled = draft.expectedFields.filter(({ text }) => text !== "");
      return filled.length === 0 ? null : readValues(filled, "expected field");
    }
  }
}

function readValues(values: DraftValue[], what: string): Record<string, JsonValue> {
  const read: Record<string, JsonValue> = {};
  for (const { name, text, isJson } of values) {
    const trimmed = name.trim();
    if (trimmed === "") throw new Error(`Give every ${what} a name.`);
    if (Object.hasOwn(read, trimmed)) throw new Error(`Two ${what}s are named “${trimmed}”.`);
    read[trimmed] = isJson ? parse(text, `“${trimmed}”`) : text;
  }
  return read;
}

/** A step's output may be text or anything else: what is JSON is read as that. */
function readSteps(values: DraftValue[]): Record<string, JsonValue> {
  return readValues(
    values.map((value) => ({ ...value, isJson: value.isJson || /^\s*[[{]/.test(value.text) })),
    "step",
  );
}

function readAssertions(scorers: DraftScorer[]): CaseFields["assertions"] {
  if (scorers.length === 0) return null;
  return scorers.map(({ kind, name, config }) =>
    asSpec({ kind, ...(name ? { name } : {}), config }),
  );
}

// The form offers settings of its kinds only; the server parses them.
const asSpec = (spec: object) => spec as ScorerSpecInput;

function readAttributes(values: DraftValue[]): CaseFields["attributes"] {
  const read: CaseFields["attributes"] = {};
  for (const [name, value] of Object.entries(readValues(values, "attribute"))) {
    if (typeof value === "object") throw new Error(`The attribute “${name}” must be one value.`);
    read[name] = value;
  }
  return read;
}

function parse(text: string, what: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    throw new Error(`${what} is not JSON. Text needs quotation marks.`);
  }
}
