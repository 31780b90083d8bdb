import type { EntryText } from "./scorer-entry";
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

const contains = (kind: EntryText["kind"], help: string, example: string): EntryText => ({
  kind,
  help,
  example,
  group: "Text",
  usesExpected: true,
  settings: kind.includes("-") ? [values, negate] : [value, negate],
});

/** Labels, fields and JSON. */
export const structuredEntries: readonly EntryText[] = [
  {
    kind: "label",
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

export const textEntries: readonly EntryText[] = [
  {
    kind: "equals",
    help: "The answer is exactly the expected text or JSON value.",
    example: `{"b": 1, "a": 2} passes where {"a": 2, "b": 1} is expected.`,
    group: "Text",
    usesExpected: true,
    settings: [value, field, ignoreCase, negate],
  },
  contains(
    "contains",
    "The answer contains the text.",
    "“Your refund is on its way.” passes for “refund”.",
  ),
  contains(
    "icontains",
    "The answer contains the text in upper or lower case.",
    "“Refund sent” passes for “refund”.",
  ),
  contains(
    "contains-any",
    "The answer contains at least one of the texts.",
    "“by courier” passes for “courier” or “mail”.",
  ),
  contains(
    "icontains-any",
    "At least one of the texts, in upper or lower case.",
    "“By Courier” passes for “courier” or “mail”.",
  ),
  contains(
    "contains-all",
    "The answer contains every text.",
    "“by courier” fails for “courier” and “Friday”.",
  ),
  contains(
    "icontains-all",
    "Every text, in upper or lower case.",
    "“By Courier on friday” passes for “courier” and “Friday”.",
  ),
  {
    kind: "starts-with",
    help: "The answer begins with the text.",
    example: "“Dear Ada, …” passes for “Dear”.",
    group: "Text",
    usesExpected: true,
    settings: [value, ignoreCase, negate],
  },
  {
    kind: "regex",
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
export const similarityEntries: readonly EntryText[] = [
  {
    kind: "levenshtein",
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
    help: "Sentence BLEU with up to 4 words, as sacreBLEU counts it (tokens 13a, smoothing exp). A list of expected texts are its references.",
    example: "“… fox jumps over the lazy dog.” against “… fox jumped over …” is 0.66, above 0.5.",
    group: "Similarity",
    usesExpected: true,
    settings: [value, { ...threshold, help: "0 to 1, by default 0.5." }],
  },
];

export const embeddingEntries: readonly EntryText[] = [
  {
    kind: "similar",
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

export const jsonEntries: readonly EntryText[] = [
  {
    kind: "is-json",
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
    help: "The whole answer is JSON that matches a schema (2020-12).",
    example: `{"priority": "urgent"} fails where the schema lists low and high.`,
    group: "JSON",
    usesExpected: false,
    settings: [{ ...schema, help: "Empty: the version's output schema." }, repair],
  },
  {
    kind: "contains-json",
    help: "Somewhere in the answer is a JSON object or list.",
    example: `“Sure: {"a": 1}” passes.`,
    group: "JSON",
    usesExpected: false,
    settings: [{ ...schema, help: "Optional: what it has to match." }, repair],
  },
];
