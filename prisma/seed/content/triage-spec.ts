import type { DemoSpec } from "../seed-specs";

const SET = "triage-main";

const requirements = [
  "Gives each ticket one of 12 categories",
  "Treats every language alike",
  "Answers in the schema, so that the queue can read it",
  "Answers within 1.5 s",
];
const failureCases = [
  "Loses the last request of a long ticket",
  "Reads a double charge as a refund",
  "Repeats personal data in next_action",
];

const [ONE_CATEGORY, LANGUAGES, SCHEMA, IN_TIME] = requirements;
const [LONG_TICKET, DOUBLE_CHARGE] = failureCases;

const first = {
  requirements,
  failureCases,
  criteria: [
    {
      key: "category-development",
      statement: "The category is right",
      evalSet: SET,
      scorer: "category",
      comparator: ">=",
      threshold: 0.65,
      level: "must",
      serves: [ONE_CATEGORY, DOUBLE_CHARGE],
    },
    {
      key: "schema-valid",
      statement: "The answer is valid for the schema",
      evalSet: SET,
      scorer: "schema",
      comparator: ">=",
      threshold: 0.95,
      level: "must",
      serves: [SCHEMA],
    },
    {
      key: "p95-latency",
      statement: "p95 latency stays under 1.5 s",
      evalSet: SET,
      metric: "latency_p95_ms",
      comparator: "<=",
      threshold: 1_500,
      level: "must",
      serves: [IN_TIME],
    },
  ],
};

const second = {
  ...first,
  criteria: [
    ...first.criteria,
    {
      key: "category-holdout",
      statement: "The category is right on tickets that nobody tuned for",
      evalSet: SET,
      split: "holdout",
      scorer: "category",
      comparator: ">=",
      threshold: 0.75,
      level: "should",
      serves: [ONE_CATEGORY],
    },
    {
      key: "non-english",
      statement: "The category is right in other languages",
      evalSet: SET,
      scorer: "category",
      comparator: ">=",
      threshold: 0.7,
      segment: "Non-English",
      level: "must",
      serves: [LANGUAGES],
    },
    {
      key: "non-english-no-worse",
      statement: "Other languages are read no worse than by the live version",
      evalSet: SET,
      scorer: "category",
      comparator: ">=",
      threshold: 0.02,
      kind: "non_regression",
      environment: "production",
      segment: "Non-English",
      level: "should",
      serves: [LANGUAGES],
    },
    {
      key: "long-input-no-worse",
      statement: "Long tickets are read no worse than by the live version",
      evalSet: SET,
      scorer: "category",
      comparator: ">=",
      threshold: 0.02,
      kind: "non_regression",
      environment: "production",
      segment: "Long input",
      level: "should",
      serves: [LONG_TICKET],
    },
  ],
};

/** The spec of the demo's main prompt, written in two steps by two people. */
export const triageSpec: DemoSpec = {
  prompt: "support/triage",
  steps: [
    { by: "ines", spec: first },
    { by: "tomas", spec: second },
  ],
};
