import { expect, vi } from "vitest";
import { scoreAnswer } from "@/lib/scorers/score/score-output";
import { attack } from "@/scripts/testing/attack";
import { longestBlock } from "@/scripts/testing/effort";
import { checkScorers } from "./check-scorers";
import { ScorerList } from "./contract";
import type { Candidate } from "./finding";

const candidate: Candidate = { output: "x", expected: null, input: {}, latencyMs: 1, costUsd: 0 };

const weightedSets = (pattern: string) =>
  ScorerList.parse(
    Array.from({ length: 20 }, () => ({
      kind: "all",
      config: {
        scorers: Array.from({ length: 20 }, () => ({
          scorer: { kind: "regex", config: { pattern } },
        })),
      },
    })),
  );

attack("editor", "20 sets × 20 patterns of 90 counted repeats", async () => {
  let problem: Awaited<ReturnType<typeof checkScorers>>[number] | undefined;
  const blocked = await longestBlock(async () => {
    [problem] = await checkScorers("a", weightedSets("x(.{0,999})".repeat(90)));
  });
  expect(problem?.message).toMatch(/instructions, more than 20,000/);
  expect(blocked).toBeLessThan(100);
  return "refused before anything is compiled";
});

attack("editor", "stored scorers with patterns that cost or are not valid", async () => {
  const { RE2JS } = await import("re2js");
  const compile = vi.spyOn(RE2JS, "compile");
  for (const pattern of ["x(.{0,999})".repeat(90), "(((", "(?=x)"]) weightedSets(pattern);
  expect(compile).not.toHaveBeenCalled();
  compile.mockRestore();
  return "read without compiling";
});

attack(
  "editor",
  "20 slow patterns on an answer of 200,000 characters",
  async () => {
    const specs = ScorerList.parse(
      Array.from({ length: 20 }, (_, index) => ({
        kind: "regex",
        config: { pattern: `(.{0,400}b)x?[0-9]{2}${index}$` },
      })),
    );
    let text = "";
    for (let index = 0; index < 200_000; index++) text += "ab1"[(index * 7919) % 3];
    let reason = "";
    const pause = await longestBlock(async () => {
      const [score] = await scoreAnswer(specs, { ...candidate, output: text }, "a");
      reason = score?.reason ?? "";
    });
    expect(pause).toBeLessThan(100);
    return `the caller's thread pauses for ${pause} JSON documents of 1 MB; ${reason}`;
  },
  60_000,
);

attack("editor", "a pattern with 800 references to a value of 200,000 characters", async () => {
  const specs = ScorerList.parse([
    { kind: "contains", config: { value: "{{input.a}}".repeat(800) } },
  ]);
  const [score] = await scoreAnswer(
    specs,
    { ...candidate, input: { a: "x".repeat(200_000) } },
    "a",
  );
  expect(score).toMatchObject({ status: "errored", reason: expect.stringMatching(/160\.0 MB/) });
  return score?.reason ?? "";
});

attack(
  "editor",
  "a JSON Schema that takes seconds to compile",
  async () => {
    const schema = { anyOf: Array.from({ length: 20_000 }, () => ({})) };
    const specs = ScorerList.parse([{ kind: "json-schema", config: { schema } }]);
    const pause = await longestBlock(() => checkScorers("a", specs).catch(() => {}));
    expect(pause).toBeLessThan(100);
    return `the caller's thread pauses for ${pause} JSON documents of 1 MB`;
  },
  60_000,
);

attack(
  "editor",
  "scripts that loop, take all memory or return 100 MB",
  async () => {
    const specs = ScorerList.parse(
      [
        "while (true) {}",
        "const all = []; while (true) all.push(new Array(10000).fill(output))",
        "return 'x'.repeat(5e7)",
        "return process.env",
      ].map((code) => ({ kind: "script", config: { code } })),
    );
    let reasons: string[] = [];
    const pause = await longestBlock(async () => {
      const scores = await scoreAnswer(specs, candidate, "a");
      expect(scores.map(({ status }) => status)).toEqual(Array(4).fill("errored"));
      reasons = scores.map(({ reason }) => reason);
    });
    expect(pause).toBeLessThan(100);
    return `the caller's thread pauses for ${pause} JSON documents of 1 MB; ${reasons.join(" ")}`;
  },
  60_000,
);

attack(
  "editor",
  "edit distance, ROUGE, BLEU and quotations of answers of 300,000 characters",
  async () => {
    const specs = ScorerList.parse([
      { kind: "levenshtein" },
      { kind: "rouge-n", config: { n: 4 } },
      { kind: "bleu" },
      { kind: "grounded-quotes", config: { context: "text" } },
    ]);
    const output = "“a b” c ".repeat(40_000);
    const pause = await longestBlock(() =>
      scoreAnswer(
        specs,
        { ...candidate, output, expected: `x ${output}`, input: { text: output } },
        "a",
      ),
    );
    expect(pause).toBeLessThan(100);
    return `the caller's thread pauses for ${pause} JSON documents of 1 MB`;
  },
  60_000,
);
