import type { ScorerKind } from "./contract";

/** Names of the scorers for people. Apart from the catalogue, which is long and only for forms. */
export const SCORER_TITLE: Readonly<Record<ScorerKind, string>> = {
  label: "Label",
  fields: "Fields",
  equals: "Equals",
  contains: "Contains",
  icontains: "Contains, any case",
  "contains-any": "Contains any",
  "icontains-any": "Contains any, any case",
  "contains-all": "Contains all",
  "icontains-all": "Contains all, any case",
  "starts-with": "Starts with",
  regex: "Pattern",
  levenshtein: "Edit distance",
  "rouge-n": "ROUGE-N",
  bleu: "BLEU",
  similar: "Similar by embeddings",
  "is-json": "Is JSON",
  "json-schema": "JSON Schema",
  "contains-json": "Contains JSON",
  refusal: "Refusal",
  "grounded-quotes": "Grounded quotes",
  "finish-reason": "Finish reason",
  script: "Script",
  "tool-call": "Tool call",
  trajectory: "Trajectory",
  "word-count": "Word count",
  latency: "Latency",
  cost: "Cost",
  all: "Weighted set",
  "judge-rubric": "Judge with a rubric",
  "judge-label": "Judge with labels",
  "judge-pairwise": "Judge of two answers",
  "judge-grounded": "Judge of groundedness",
};

export const scorerTitle = (kind: ScorerKind): string => SCORER_TITLE[kind];
