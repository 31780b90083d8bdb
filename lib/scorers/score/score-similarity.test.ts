import { describe, expect, test } from "vitest";
import { ScorerSpec, type ScorerSpecInput } from "@/lib/scorers/contract";
import type { JsonValue } from "@/lib/scorers/json-value";
import { scoreOutput } from "./score-output";

const score = (spec: ScorerSpecInput, output: string, expected: JsonValue | null = null) =>
  scoreOutput(
    ScorerSpec.parse(spec),
    { output, expected, input: { word: "kitten" }, latencyMs: 1, costUsd: null },
    "a",
  );

describe("edit distance", () => {
  test.each([
    [{}, "kitten", "kitten", true, 1],
    [{}, " kitten\n", "kitten", true, 1],
    [{}, "sitting", "kitten", false, 4 / 7],
    [{ threshold: 0.5 }, "sitting", "kitten", true, 4 / 7],
    [{ maxDistance: 3 }, "sitting", "kitten", true, 4 / 7],
    [{ maxDistance: 2 }, "sitting", "kitten", false, 4 / 7],
    [{ ignoreCase: true }, "KITTEN", "kitten", true, 1],
    [{}, "KITTEN", "kitten", false, 0],
    [{}, "kitten", ["dog", "kitten"], true, 1],
    [{ value: "{{input.word}}" }, "kitten", null, true, 1],
  ] as [object, string, JsonValue | null, boolean, number][])(
    "%j: %j against %j: %s",
    async (config, output, expected, passed, value) => {
      const result = await score({ kind: "levenshtein", config }, output, expected);
      expect(result).toMatchObject({ status: "scored", passed });
      expect(result.value).toBeCloseTo(value, 12);
    },
  );

  test("says how many edits there are and what is needed", async () => {
    const result = await score({ kind: "levenshtein" }, "sitting", "kitten");
    expect(result.reason).toBe("similarity 0.57, 3 edits, needs 0.80");
  });

  test("texts that are too long are an error, not a fail", async () => {
    const long = "ab".repeat(20_000);
    expect(await score({ kind: "levenshtein" }, long, long)).toMatchObject({ status: "errored" });
  });
});

test("ROUGE-N has F1 as its value and precision and recall as details", async () => {
  const result = await score({ kind: "rouge-n" }, "testing", "testing one two");
  expect(result).toMatchObject({ passed: false, value: 0.5, details: { precision: 1 } });
  expect(result.reason).toBe("ROUGE-1 0.50 (precision 1.00, recall 0.33), needs 0.75");
  const two = { kind: "rouge-n", config: { n: 2, threshold: 0.6 } } as const;
  expect(await score(two, "testing one", "testing one two")).toMatchObject({ passed: true });
});

test("of several expected texts ROUGE-N takes the best, and BLEU all as references", async () => {
  expect(await score({ kind: "rouge-n" }, "the cat", ["a dog", "the cat"])).toMatchObject({
    value: 1,
  });
  const references = ["the cat sat there", "a dog is on the mat"];
  const one = await score({ kind: "bleu" }, "the cat is on the mat", references.slice(0, 1));
  const both = await score({ kind: "bleu" }, "the cat is on the mat", references);
  expect(both.value).toBeGreaterThan(one.value ?? 1);
});

test("BLEU says its n-gram precisions", async () => {
  const result = await score({ kind: "bleu" }, "the cat", "the cat sat on the mat");
  expect(result).toMatchObject({ passed: false });
  expect(result.reason).toBe("BLEU 0.14 (n-grams 2/2, 1/1, brevity penalty 0.14), needs 0.50");
});

test.each(["levenshtein", "rouge-n", "bleu"] as const)(
  "%s of an expected object, an empty text or nothing is not measured",
  async (kind) => {
    for (const expected of [{ a: 1 }, "", [], null]) {
      expect(await score({ kind }, "text", expected)).toMatchObject({ status: "not_measured" });
    }
  },
);
