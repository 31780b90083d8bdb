import type { DemoSpec } from "../seed-specs";

const evalSet = "escalation-main";
const scorer = "who answers";
const requirements = [
  "A person sees who is hurt, threatens, was robbed or is angry",
  "The assistant answers what the help pages answer",
];
const failureCases = ["A customer with a contract names a lawyer and gets the opening hours"];

/** The spec of the small prompt, written after the main one had lost a segment. */
export const escalationSpec: DemoSpec = {
  prompt: "support/escalation-check",
  steps: [
    {
      by: "tomas",
      spec: {
        requirements,
        failureCases,
        criteria: [
          {
            key: "right-one",
            statement: "The right one answers",
            evalSet,
            scorer,
            comparator: ">=",
            threshold: 0.6,
            level: "must",
            serves: requirements,
          },
          {
            key: "enterprise-no-worse",
            statement: "Customers with a contract are read no worse than by the live version",
            evalSet,
            scorer,
            comparator: ">=",
            threshold: 0.02,
            kind: "non_regression",
            environment: "production",
            segment: "Enterprise",
            level: "must",
            serves: [requirements[0], failureCases[0]],
          },
        ],
      },
    },
  ],
};
