import { expect, test } from "vitest";
import { ScorerSpec, type ScorerSpecInput } from "./contract";
import { needsExpected } from "./needs-expected";
import { scoreOutput } from "./score-output";

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
  { kind: "refusal" },
  { kind: "refusal", config: { expect: "answer" } },
  { kind: "contains-json" },
  { kind: "word-count", config: { min: 1 } },
];

test.each(specs)(
  "%j needs what a case expects just where it says nothing without it",
  async (input) => {
    const spec = ScorerSpec.parse(input);
    const score = await scoreOutput(
      spec,
      {
        output: '{"category": "refund"}',
        expected: null,
        input: {},
        latencyMs: 1,
        costUsd: null,
        finishReason: "stop",
        toolCalls: [],
        context: { outputSchema: null },
      },
      "a",
    );
    expect(needsExpected(spec)).toBe(score.status === "not_measured");
  },
);
