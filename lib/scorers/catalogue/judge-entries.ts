import type { EntryText, ScorerSetting } from "./scorer-entry";

const judge: ScorerSetting = {
  name: "judge",
  label: "Judge",
  control: "judge",
  required: true,
  help: "One of the project's judges. It votes in gates while it is calibrated.",
};

/** Kinds that a model grades, as the picker shows them. */
export const judgeEntries: readonly EntryText[] = [
  {
    kind: "judge-rubric",
    help: "A model says whether the answer is good enough. Only a judge of the project can be calibrated and open a gate.",
    example: "“Names the next step and promises no date.” as a rubric.",
    group: "Judge",
    usesExpected: true,
    settings: [
      { ...judge, required: false, help: "Empty: the rubric below, which opens no gate." },
      { name: "rubric", label: "Rubric", control: "long-text" },
      {
        name: "threshold",
        label: "Minimum score",
        control: "number",
        help: "0 to 1. Empty: the judge's own verdict.",
      },
      { name: "model", label: "Judge model", control: "model" },
      { name: "includeInput", label: "Show the input", control: "switch" },
      { name: "includeExpected", label: "Show the expected value", control: "switch" },
    ],
  },
  {
    kind: "judge-label",
    help: "A model chooses one of the judge's labels, and some of them pass.",
    example: "The label “off topic” fails, “complete” passes.",
    group: "Judge",
    usesExpected: false,
    settings: [judge],
  },
  {
    kind: "judge-pairwise",
    help: "A model compares the answer with the expected one, in both orders. It passes when it is at least as good.",
    example: "An answer that is shorter and as correct as the expected one passes.",
    group: "Judge",
    usesExpected: true,
    settings: [
      judge,
      { name: "baseline", label: "Compare with", control: "choice", choices: ["expected"] },
    ],
  },
  {
    kind: "judge-grounded",
    help: "A model checks whether the retrieved context supports every claim of the answer.",
    example: "“Delivered on Friday” fails where the context names no day.",
    group: "Judge",
    usesExpected: false,
    settings: [
      judge,
      {
        name: "context",
        label: "Context variable",
        control: "text",
        help: "The input variable with the context. Empty: context.",
      },
    ],
  },
];
