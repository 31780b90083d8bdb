import { expect, test } from "vitest";
import { scoreFields } from "@/lib/scorers/score/score-fields";
import { scoreFinishReason } from "@/lib/scorers/score/score-finish-reason";
import { scoreLabel } from "@/lib/scorers/score/score-label";
import { scoreRefusal } from "@/lib/scorers/score/score-refusal";
import { scoreBleu, scoreLevenshtein, scoreRougeN } from "@/lib/scorers/score/score-similarity";
import {
  scoreContains,
  scoreEquals,
  scoreRegex,
  scoreStartsWith,
} from "@/lib/scorers/score/score-text";
import { scoreToolCall } from "@/lib/scorers/score/score-tool-call";
import { scoreTrajectory } from "@/lib/scorers/score/score-trajectory";
import { ScorerSpec, type ScorerSpecInput } from "./contract";
import type { Candidate, Finding } from "./finding";
import { needsExpected } from "./needs-expected";

const specs: ScorerSpecInput[] = [
  { kind: "equals" },
  { kind: "equals", config: { value: "yes" } },
  { kind: "label" },
  { kind: "label", config: { value: "refund" } },
  { kind: "contains" },
  { kind: "contains", config: { value: "yes" } },
  { kind: "contains-all" },
  { kind: "icontains-any", config: { values: ["yes"] } },
  { kind: "starts-with" },
  { kind: "regex" },
  { kind: "regex", config: { pattern: "y" } },
  { kind: "fields" },
  { kind: "fields", config: { fields: ["category"] } },
  { kind: "fields", config: { fields: [{ field: "category", value: "refund" }] } },
  { kind: "finish-reason" },
  { kind: "finish-reason", config: { value: "stop" } },
  { kind: "tool-call" },
  { kind: "tool-call", config: { name: "search" } },
  { kind: "trajectory" },
  { kind: "trajectory", config: { tools: [] } },
  { kind: "levenshtein" },
  { kind: "levenshtein", config: { value: "yes" } },
  { kind: "rouge-n" },
  { kind: "rouge-n", config: { value: "yes" } },
  { kind: "bleu" },
  { kind: "bleu", config: { value: "yes" } },
  { kind: "refusal" },
  { kind: "refusal", config: { expect: "answer" } },
];

const candidate: Candidate = {
  output: '{"category": "refund"}',
  expected: null,
  input: {},
  latencyMs: 1,
  costUsd: null,
  finishReason: "stop",
  toolCalls: [],
  context: { outputSchema: null },
};

function score(spec: ScorerSpec): Finding {
  switch (spec.kind) {
    case "equals":
      return scoreEquals(spec, candidate);
    case "label":
      return scoreLabel(spec, candidate);
    case "contains":
    case "contains-all":
    case "icontains-any":
      return scoreContains(spec, candidate);
    case "starts-with":
      return scoreStartsWith(spec, candidate);
    case "regex":
      return scoreRegex(spec, candidate);
    case "fields":
      return scoreFields(spec, candidate);
    case "refusal":
      return scoreRefusal(spec, candidate);
    case "finish-reason":
      return scoreFinishReason(spec, candidate);
    case "tool-call":
      return scoreToolCall(spec, candidate);
    case "trajectory":
      return scoreTrajectory(spec, candidate);
    case "levenshtein":
      return scoreLevenshtein(spec, candidate);
    case "rouge-n":
      return scoreRougeN(spec, candidate);
    case "bleu":
      return scoreBleu(spec, candidate);
    default:
      throw new Error(`${spec.kind} compares with nothing that a case expects.`);
  }
}

test.each(specs)("%j needs what a case expects just where it says nothing without it", (input) => {
  const spec = ScorerSpec.parse(input);
  expect(needsExpected(spec)).toBe(score(spec).status === "not_measured");
});

test("what looks at the output alone needs nothing", () => {
  expect(needsExpected(ScorerSpec.parse({ kind: "contains-json" }))).toBe(false);
  expect(needsExpected(ScorerSpec.parse({ kind: "word-count", config: { min: 1 } }))).toBe(false);
});
