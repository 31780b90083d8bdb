import { describe, expect, test } from "vitest";
import { ScorerSpec, type ScorerSpecInput } from "./contract";
import { isPlainScorer, scorerDefinition } from "./scorer-definition";

const read = (spec: ScorerSpecInput) => ScorerSpec.parse(spec);
const pattern = (text: string): ScorerSpecInput => ({ kind: "regex", config: { pattern: text } });

describe("a scorer's definition", () => {
  test("is the same under another name and with its defaults written out", () => {
    const plain = scorerDefinition(read({ kind: "equals" }));
    expect(scorerDefinition(read({ kind: "equals", name: "right" }))).toBe(plain);
    expect(scorerDefinition(read({ kind: "equals", config: { ignoreCase: false } }))).toBe(plain);
  });

  test("changes with every setting, also inside a weighted set", () => {
    const set = (weight: number, text: string) =>
      scorerDefinition(
        read({
          kind: "all",
          config: { scorers: [{ weight, scorer: { kind: "regex", config: { pattern: text } } }] },
        }),
      );
    const all = [
      set(1, "a"),
      set(2, "a"),
      set(1, "b"),
      scorerDefinition(read(pattern("a"))),
      scorerDefinition(read(pattern("b"))),
    ];
    expect(new Set(all).size).toBe(all.length);
  });
});

describe("a plain scorer only compares with what the case expects", () => {
  test.each<[ScorerSpecInput, boolean]>([
    [{ kind: "equals" }, true],
    [{ kind: "equals", config: { field: "category", ignoreCase: true } }, true],
    [{ kind: "equals", config: { value: "refund" } }, false],
    [{ kind: "contains" }, true],
    [{ kind: "contains", config: { value: "{{input.text}}" } }, false],
    [{ kind: "contains-all" }, true],
    [{ kind: "contains-any", config: { values: ["a"] } }, false],
    [{ kind: "label", name: "category", config: { field: "category" } }, true],
    [{ kind: "label", config: { labels: ["a", "b"] } }, false],
    [{ kind: "fields", config: { fields: ["city", "date"] } }, true],
    [{ kind: "fields", config: { fields: [{ field: "city", value: "Oslo" }] } }, false],
    [{ kind: "fields", config: { fields: ["city"], threshold: 0.4 } }, false],
    [{ kind: "is-json" }, true],
    [{ kind: "contains-json" }, true],
    [{ kind: "contains-json", config: { schema: { type: "object" } } }, false],
    // Without a schema it takes the version's, which an editor writes.
    [{ kind: "json-schema" }, false],
    [{ kind: "refusal" }, true],
    [pattern("^a"), false],
    [{ kind: "latency", config: { maxMs: 10 } }, false],
    [{ kind: "cost", config: { maxUsd: 0.1 } }, false],
    [{ kind: "word-count", config: { max: 3 } }, false],
    [{ kind: "finish-reason" }, true],
    [{ kind: "finish-reason", config: { value: "stop" } }, false],
    [{ kind: "tool-call" }, true],
    [{ kind: "tool-call", config: { match: "exact" } }, true],
    [{ kind: "tool-call", config: { name: "search" } }, false],
    [{ kind: "tool-call", config: { threshold: 0.4 } }, false],
    [{ kind: "trajectory", config: { match: "in-order" } }, true],
    [{ kind: "trajectory", config: { tools: ["search"] } }, false],
    [{ kind: "levenshtein" }, true],
    [{ kind: "levenshtein", config: { threshold: 0.31 } }, false],
    [{ kind: "levenshtein", config: { maxDistance: 3 } }, false],
    [{ kind: "rouge-n", config: { n: 2 } }, true],
    [{ kind: "rouge-n", config: { threshold: 0.5 } }, false],
    [{ kind: "bleu" }, true],
    [{ kind: "bleu", config: { value: "Is it Oslo?" } }, false],
    // It looks at an input variable that its author names, and a script at everything.
    [{ kind: "grounded-quotes" }, false],
    [{ kind: "similar", config: { model: { provider: "local", name: "baseline" } } }, false],
    [{ kind: "script", config: { code: "return true" } }, false],
    [{ kind: "judge-rubric", config: { rubric: "Is it right?" } }, false],
    [{ kind: "all", config: { scorers: [{ scorer: { kind: "equals", config: {} } }] } }, false],
  ])("%j: %s", (spec, isPlain) => {
    expect(isPlainScorer(read(spec))).toBe(isPlain);
  });
});
