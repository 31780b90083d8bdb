import type { ScorerEntry } from "./scorer-entry";
import {
  expectedInstead,
  field,
  ignoreCase,
  negate,
  repair,
  schema,
  threshold,
  value,
  values,
} from "./usual-settings";

const contains = (
  kind: ScorerEntry["kind"],
  title: string,
  help: string,
  example: string,
): ScorerEntry => ({
  kind,
  title,
  help,
  example,
  group: "Text",
  usesExpected: true,
  settings: kind.includes("-") ? [values, negate] : [value, negate],
});

/** Labels, fields and JSON. */
export const structuredEntries: readonly ScorerEntry[] = [
  {
    kind: "label",
    title: "Label",
    help: "The answer names the right class, in plain text or in a JSON field. Gives a confusion matrix and macro-F1.",
    example: "“Category: refund request” passes where refund_request is expected.",
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
    example: `{"order": "7", "po": "NW-1"} fails where {"order": "7"} and an empty po are expected: po is invented.`,
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
      threshold,
      repair,
    ],
  },
];

export const textEntries: readonly ScorerEntry[] = [
  {
    kind: "equals",
    title: "Equals",
    help: "The answer is exactly the expected text or JSON value.",
    example: `{"b": 1, "a": 2} passes where {"a": 2, "b": 1} is expected.`,
    group: "Text",
    usesExpected: true,
    settings: [value, field, ignoreCase, negate],
  },
  contains(
    "contains",
    "Contains",
    "The answer contains the text.",
    "“Your refund is on its way.” passes for “refund”.",
  ),
  contains(
    "icontains",
    "Contains, any case",
    "The answer contains the text in upper or lower case.",
    "“Refund sent” passes for “refund”.",
  ),
  contains(
    "contains-any",
    "Contains any",
    "The answer contains at least one of the texts.",
    "“by courier” passes for “courier” or “mail”.",
  ),
  contains(
    "icontains-any",
    "Contains any, any case",
    "At least one of the texts, in upper or lower case.",
    "“By Courier” passes for “courier” or “mail”.",
  ),
  contains(
    "contains-all",
    "Contains all",
    "The answer contains every text.",
    "“by courier” fails for “courier” and “Friday”.",
  ),
  contains(
    "icontains-all",
    "Contains all, any case",
    "Every text, in upper or lower case.",
    "“By Courier on friday” passes for “courier” and “Friday”.",
  ),
  {
    kind: "starts-with",
    title: "Starts with",
    help: "The answer begins with the text.",
    example: "“Dear Ada, …” passes for “Dear”.",
    group: "Text",
    usesExpected: true,
    settings: [value, ignoreCase, negate],
  },
  {
    kind: "regex",
    title: "Pattern",
    help: "The answer matches a regular expression (RE2: no lookaround, no backreferences).",
    example: "“order 123” passes for order \\d{3}.",
    group: "Text",
    usesExpected: true,
    settings: [
      { name: "pattern", label: "Pattern", control: "text", help: expectedInstead },
      { name: "flags", label: "Flags", control: "text", help: "i, m, s." },
      negate,
    ],
  },
];

/** How near an answer is to the expected text. */
export const similarityEntries: readonly ScorerEntry[] = [
  {
    kind: "levenshtein",
    title: "Edit distance",
    help: "How many characters differ from the expected text (Levenshtein), as a share of the longer one.",
    example: "“sitting” against “kitten” is 3 edits of 7 characters: 0.57, below 0.8.",
    group: "Similarity",
    usesExpected: true,
    settings: [
      value,
      { ...threshold, help: "0 to 1, by default 0.8." },
      {
        name: "maxDistance",
        label: "Maximum edits",
        control: "number",
        help: "In place of the minimum.",
      },
      ignoreCase,
    ],
  },
  {
    kind: "rouge-n",
    title: "ROUGE-N",
    help: "How many words, or runs of n words, the answer shares with the expected text: F1 of ROUGE-N.",
    example: "“the gunman kill police” against “police killed the gunman” has 3 of 4 words: 0.75.",
    group: "Similarity",
    usesExpected: true,
    settings: [
      { name: "n", label: "Words in a run", control: "number", help: "1 to 9, by default 1." },
      value,
      { ...threshold, help: "0 to 1, by default 0.75." },
    ],
  },
  {
    kind: "bleu",
    title: "BLEU",
    help: "Sentence BLEU with up to 4 words, as sacreBLEU counts it (tokens 13a, smoothing exp). A list of expected texts are its references.",
    example: "“… fox jumps over the lazy dog.” against “… fox jumped over …” is 0.66, above 0.5.",
    group: "Similarity",
    usesExpected: true,
    settings: [value, { ...threshold, help: "0 to 1, by default 0.5." }],
  },
];

export const embeddingEntries: readonly ScorerEntry[] = [
  {
    kind: "similar",
    title: "Similar by embeddings",
    help: "How near the answer is in meaning to the expected text: the cosine of their embeddings. Each answer costs a call; local/baseline compares words and word parts only.",
    example:
      "“The money is back on your card.” and “We refunded you.” are near; what is near enough depends on the model.",
    group: "Similarity",
    usesExpected: true,
    settings: [
      {
        name: "model",
        label: "Embedding model",
        control: "model",
        required: true,
        help: '{ "provider": "openai", "name": "text-embedding-3-small" }',
      },
      value,
      { ...threshold, help: "-1 to 1, by default 0.75." },
    ],
  },
];

export const jsonEntries: readonly ScorerEntry[] = [
  {
    kind: "is-json",
    title: "Is JSON",
    help: "The whole answer is valid JSON.",
    example: `“Sure: {"a": 1}” fails, {"a": 1} passes.`,
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
    example: `{"priority": "urgent"} fails where the schema lists low and high.`,
    group: "JSON",
    usesExpected: false,
    settings: [{ ...schema, help: "Empty: the version's output schema." }, repair],
  },
  {
    kind: "contains-json",
    title: "Contains JSON",
    help: "Somewhere in the answer is a JSON object or list.",
    example: `“Sure: {"a": 1}” passes.`,
    group: "JSON",
    usesExpected: false,
    settings: [{ ...schema, help: "Optional: what it has to match." }, repair],
  },
];
