import type { EntryText } from "./scorer-entry";
import { negate, threshold } from "./usual-settings";

export const behaviourEntries: readonly EntryText[] = [
  {
    kind: "refusal",
    help: "The answer declines what it should decline and answers the rest, in nine languages. Over-refusal is counted apart.",
    example: "“I can’t help with that.” fails where an answer is expected.",
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
    kind: "grounded-quotes",
    help: "Everything in quotation marks stands word for word in a variable of the case, apart from case and white space.",
    example: "“The policy says “within 60 days”.” fails where the context says 30 days.",
    group: "Behaviour",
    usesExpected: false,
    settings: [
      {
        name: "context",
        label: "Variable to quote from",
        control: "text",
        help: "By default context.",
      },
      { name: "allowNone", label: "Pass without quotes", control: "switch" },
    ],
  },
  {
    kind: "finish-reason",
    help: "Why the model stopped: at its own end, at the token limit, at a filter, or to call tools.",
    example: "An answer that was cut at the token limit ends with length and fails for stop.",
    group: "Behaviour",
    usesExpected: true,
    settings: [
      {
        name: "value",
        label: "Reason",
        control: "choice",
        choices: ["stop", "length", "content_filter", "tool_calls", "error", "other"],
        help: "Default: the case's expected value.",
      },
    ],
  },
  {
    kind: "script",
    help: "JavaScript decides: the body of a function of output, expected, input and context. It runs apart, for at most a second, without network or files.",
    example: 'return output.split("\\n").length <= 3 passes answers of up to three lines.',
    group: "Behaviour",
    usesExpected: true,
    settings: [
      {
        name: "code",
        label: "Code",
        control: "code",
        required: true,
        help: "Returns true or false, a number, or { passed, value, reason }.",
      },
      {
        name: "threshold",
        label: "Minimum number",
        control: "number",
        help: "Empty: a number passes when it is above 0.",
      },
    ],
  },
];

export const toolEntries: readonly EntryText[] = [
  {
    kind: "tool-call",
    help: "The answer calls the right tool with the right arguments, and every call fits the version's tools. Without a name: the calls that the case expects, as F1.",
    example: `search({"query": "tents", "limit": 5}) passes for search with {"query": "tents"}.`,
    group: "Tools",
    usesExpected: true,
    settings: [
      { name: "name", label: "Tool", control: "text", help: "Empty: the case's expected calls." },
      {
        name: "arguments",
        label: "Arguments",
        control: "json",
        help: 'For example { "query": "{{input.question}}" }.',
      },
      {
        name: "match",
        label: "Arguments match",
        control: "choice",
        choices: ["subset", "exact"],
        help: "Subset: other arguments may be given too.",
      },
      { ...threshold, label: "Minimum F1", help: "0 to 1, by default 1. For expected calls." },
      negate,
    ],
  },
  {
    kind: "trajectory",
    help: "The tools that were called, in their order.",
    example: "search → pay passes for search, pay; pay → search passes unordered only.",
    group: "Tools",
    usesExpected: true,
    settings: [
      {
        name: "tools",
        label: "Tools",
        control: "list",
        help: "Empty: the case's expected calls.",
      },
      {
        name: "match",
        label: "Match",
        control: "choice",
        choices: ["exact", "in-order", "unordered", "subset", "superset"],
        help: "In order: others may stand between. Subset: nothing beyond these. Superset: at least these.",
      },
    ],
  },
];

export const budgetEntries: readonly EntryText[] = [
  {
    kind: "word-count",
    help: "The answer is neither too short nor too long.",
    example: "“one two - three” has 3 words.",
    group: "Budget",
    usesExpected: false,
    settings: [
      { name: "min", label: "At least", control: "number" },
      { name: "max", label: "At most", control: "number" },
    ],
  },
  {
    kind: "latency",
    help: "The answer came in time.",
    example: "An answer after 900 ms fails for at most 800 ms.",
    group: "Budget",
    usesExpected: false,
    settings: [{ name: "maxMs", label: "At most, ms", control: "number", required: true }],
  },
  {
    kind: "cost",
    help: "The answer stayed within a price. An unknown price is not measured.",
    example: "An answer for $0.002 passes for at most $0.01.",
    group: "Budget",
    usesExpected: false,
    settings: [{ name: "maxUsd", label: "At most, US dollars", control: "number", required: true }],
  },
];

export const combinedEntries: readonly EntryText[] = [
  {
    kind: "all",
    help: "Several scorers as one, with weights; a required one fails all.",
    example: "Of a set with weights 3 and 1 the first alone gives 0.75.",
    group: "Combined",
    usesExpected: true,
    settings: [
      { name: "scorers", label: "Scorers", control: "scorers", required: true },
      {
        ...threshold,
        label: "Minimum weighted share",
        help: "0 to 1, by default 1.",
      },
    ],
  },
];
