import { expect, test } from "vitest";
import { ProviderList } from "@/lib/eval-sets/promptfoo/provider-list";
import type { JsonObject } from "@/lib/scorers/json-value";
import { mapGrader } from "./map-grader";
import { findGraders } from "./parse-graders";

const model = { provider: "main", name: "m" };
const map = (grader: JsonObject) =>
  mapGrader(
    grader,
    new ProviderList({ "openai:gpt-4o": model, "openai:text-embedding-3-large": model }),
  );

const check = {
  type: "string_check",
  input: "{{sample.output_text}}",
  reference: "{{item.label}}",
};
const similar = { ...check, type: "text_similarity", pass_threshold: 0.6 };
const messages = [{ role: "user", content: "Is {{sample.output_text}} right for {{item.q}}?" }];

test.each([
  [
    { ...check, operation: "eq", name: "same" },
    { kind: "equals", name: "same", config: { value: "{{input.label}}" } },
  ],
  [
    { ...check, operation: "ne" },
    { kind: "equals", config: { negate: true } },
  ],
  [{ ...check, operation: "like" }, { kind: "contains" }],
  [{ ...check, operation: "ilike" }, { kind: "icontains" }],
  [
    { ...check, input: "{{sample.output_json.a.b}}", operation: "eq" },
    { kind: "equals", config: { field: "a.b" } },
  ],
  [
    { ...similar, evaluation_metric: "rouge_2" },
    { kind: "rouge-n", config: { n: 2, threshold: 0.6 } },
  ],
  [
    { ...similar, evaluation_metric: "bleu" },
    { kind: "bleu", config: { threshold: 0.6 } },
  ],
  [
    { ...similar, evaluation_metric: "fuzzy_match" },
    { kind: "levenshtein", config: { threshold: 0.6 } },
  ],
  [
    { ...similar, evaluation_metric: "cosine" },
    { kind: "similar", config: { model } },
  ],
  [
    {
      type: "label_model",
      model: "gpt-4o",
      input: messages,
      labels: ["good", "bad"],
      passing_labels: ["good"],
    },
    {
      kind: "judge-rubric",
      config: {
        model,
        rubric: expect.stringMatching(
          /Is \(the answer\) right for \{\{input\.q\}\}\?\n\n.* when the label is good\./,
        ),
      },
    },
  ],
  [
    { type: "score_model", model: "gpt-4o", input: messages, range: [1, 5], pass_threshold: 4 },
    { kind: "judge-rubric", config: { threshold: 0.75 } },
  ],
  [
    {
      type: "multi",
      graders: { a: { ...check, operation: "eq" }, b: { ...similar, evaluation_metric: "bleu" } },
      calculate_output: "0.7 * a + b * 0.3",
      pass_threshold: 0.5,
    },
    { kind: "all", config: { threshold: 0.5, scorers: [{ weight: 0.7 }, { weight: 0.3 }] } },
  ],
])("%j is a scorer", (grader, scorer) => {
  expect(map(grader as JsonObject)).toMatchObject({ scorer });
});

test.each([
  [{ type: "python", source: "def grade(): pass" }, /Python/],
  [{ ...similar, evaluation_metric: "meteor" }, /no scorer for meteor/],
  [{ ...check, input: "{{item.q}}", operation: "eq" }, /something else than the output/],
  [
    { type: "label_model", model: "o9", input: messages, passing_labels: ["a"] },
    /No connection is mapped to openai:o9/,
  ],
  [
    { type: "multi", graders: { a: { ...check, operation: "eq" } }, calculate_output: "max(a, 1)" },
    /weighted sum/,
  ],
])("%j has a reason", (grader, reason) => {
  expect(map(grader as JsonObject)).toEqual({ reason: expect.stringMatching(reason) });
});

test("graders are one, a list or an eval's criteria, and nothing else", () => {
  const one = { ...check, operation: "eq" };
  for (const root of [one, [one], { testing_criteria: [one] }, { graders: [one] }]) {
    expect(findGraders(JSON.stringify(root))).toEqual([one]);
  }
  expect(findGraders('[{"type":"python","input":{}}, {"q":"multi"}]')).toBeNull();
  expect(findGraders('{"q":"string_check"}')).toBeNull();
});
