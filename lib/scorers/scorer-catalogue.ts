import type { ScorerKind } from "./contract";
import { judgeEntries } from "./judge-entries";
import type { ScorerEntry, ScorerSetting } from "./scorer-entry";

const expectedInstead = "Empty: the case's expected value.";
const value: ScorerSetting = {
  name: "value",
  label: "Text",
  control: "text",
  help: expectedInstead,
};
const values: ScorerSetting = {
  name: "values",
  label: "Texts",
  control: "list",
  help: expectedInstead,
};
const negate: ScorerSetting = { name: "negate", label: "Must not", control: "switch" };
const ignoreCase: ScorerSetting = { name: "ignoreCase", label: "Ignore case", control: "switch" };
const field: ScorerSetting = {
  name: "field",
  label: "JSON field",
  control: "text",
  help: "For example category, or order.status.",
};
const schema: ScorerSetting = { name: "schema", label: "JSON Schema", control: "json" };
const repair: ScorerSetting = {
  name: "repair",
  label: "Repair broken JSON",
  control: "switch",
  help: "The reason says when it was needed.",
};

const contains = (kind: ScorerKind, title: string, help: string): ScorerEntry => ({
  kind,
  title,
  help,
  group: "Text",
  usesExpected: true,
  settings: kind.includes("-") ? [values, negate] : [value, negate],
});

/** What the scorer picker shows, in its order. Holds no schema, so that the browser can load it. */
export const scorerCatalogue: readonly ScorerEntry[] = [
  {
    kind: "label",
    title: "Label",
    help: "The answer names the right class, in plain text or in a JSON field. Gives a confusion matrix and macro-F1.",
    group: "Labels and fields",
    usesExpected: true,
    settings: [
      field,
      {
        name: "labels",
        label: "Labels",
        control: "list",
        help: "Lets a sentence that names one label count.",
      },
      { name: "value", label: "Expected label", control: "text", help: expectedInstead },
      repair,
    ],
  },
  {
    kind: "fields",
    title: "Fields",
    help: "Several JSON fields have the expected values, or none where none is expected. Gives precision, recall and F1.",
    group: "Labels and fields",
    usesExpected: true,
    settings: [
      {
        name: "fields",
        label: "Fields",
        control: "fields",
        help: "Empty: every field of the expected value.",
      },
      {
        name: "measure",
        label: "Measure",
        control: "choice",
        choices: ["share", "precision", "recall", "f1"],
        help: "The share of matching fields, or of values that are right, found, or both.",
      },
      { name: "threshold", label: "Least value", control: "number", help: "0 to 1." },
      repair,
    ],
  },
  {
    kind: "equals",
    title: "Equals",
    help: "The answer is exactly the expected text or JSON value.",
    group: "Text",
    usesExpected: true,
    settings: [value, field, ignoreCase, negate],
  },
  contains("contains", "Contains", "The answer contains the text."),
  contains(
    "icontains",
    "Contains, any case",
    "The answer contains the text in upper or lower case.",
  ),
  contains("contains-any", "Contains any", "The answer contains at least one of the texts."),
  contains(
    "icontains-any",
    "Contains any, any case",
    "At least one of the texts, in upper or lower case.",
  ),
  contains("contains-all", "Contains all", "The answer contains every text."),
  contains("icontains-all", "Contains all, any case", "Every text, in upper or lower case."),
  {
    kind: "starts-with",
    title: "Starts with",
    help: "The answer begins with the text.",
    group: "Text",
    usesExpected: true,
    settings: [value, ignoreCase, negate],
  },
  {
    kind: "regex",
    title: "Pattern",
    help: "The answer matches a regular expression (RE2: no lookaround, no backreferences).",
    group: "Text",
    usesExpected: true,
    settings: [
      { name: "pattern", label: "Pattern", control: "text", help: expectedInstead },
      { name: "flags", label: "Flags", control: "text", help: "i, m, s." },
      negate,
    ],
  },
  {
    kind: "is-json",
    title: "Is JSON",
    help: "The whole answer is valid JSON.",
    group: "JSON",
    usesExpected: false,
    settings: [
      { name: "type", label: "Type", control: "choice", choices: ["any", "object", "array"] },
      repair,
    ],
  },
  {
    kind: "json-schema",
    title: "JSON Schema",
    help: "The whole answer is JSON that matches a schema (2020-12).",
    group: "JSON",
    usesExpected: false,
    settings: [{ ...schema, help: "Empty: the version's output schema." }, repair],
  },
  {
    kind: "contains-json",
    title: "Contains JSON",
    help: "Somewhere in the answer is a JSON object or list.",
    group: "JSON",
    usesExpected: false,
    settings: [{ ...schema, help: "Optional: what it has to match." }, repair],
  },
  {
    kind: "refusal",
    title: "Refusal",
    help: "The answer declines what it should decline and answers the rest, in seven languages.",
    group: "Behaviour",
    usesExpected: true,
    settings: [
      {
        name: "expect",
        label: "Should",
        control: "choice",
        choices: ["expected", "refuse", "answer"],
      },
    ],
  },
  {
    kind: "word-count",
    title: "Word count",
    help: "The answer is neither too short nor too long.",
    group: "Budget",
    usesExpected: false,
    settings: [
      { name: "min", label: "At least", control: "number" },
      { name: "max", label: "At most", control: "number" },
    ],
  },
  {
    kind: "latency",
    title: "Latency",
    help: "The answer came in time.",
    group: "Budget",
    usesExpected: false,
    settings: [{ name: "maxMs", label: "At most, ms", control: "number", required: true }],
  },
  {
    kind: "cost",
    title: "Cost",
    help: "The answer stayed within a price. An unknown price is not measured.",
    group: "Budget",
    usesExpected: false,
    settings: [{ name: "maxUsd", label: "At most, US dollars", control: "number", required: true }],
  },
  {
    kind: "all",
    title: "Weighted set",
    help: "Several scorers as one, with weights; a required one fails all.",
    group: "Combined",
    usesExpected: true,
    settings: [
      { name: "scorers", label: "Scorers", control: "scorers", required: true },
      { name: "threshold", label: "Least weighted share", control: "number", help: "0 to 1." },
    ],
  },
  ...judgeEntries,
];

export const scorerTitle = (kind: string): string =>
  scorerCatalogue.find((entry) => entry.kind === kind)?.title ?? kind;
