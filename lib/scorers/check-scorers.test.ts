import { expect, test } from "vitest";
import { checkScorers } from "./check-scorers";
import { ScorerList } from "./contract";

const problems = (schema: Record<string, unknown>) =>
  checkScorers(
    "a",
    ScorerList.parse([{ kind: "is-json" }, { kind: "json-schema", config: { schema } }]),
  );

test.each([
  [{ type: "objekt" }, /schema is not valid/],
  [
    { $ref: "https://example.com/x.json" },
    /refers to https:\/\/example\.com\/x\.json.*nothing is fetched/,
  ],
  [{ $ref: "#/$defs/gone" }, /refers to #\/\$defs\/gone/],
  [{ pattern: "(?!x)" }, /Lookahead/],
])("%j cannot be used, and the place is named", async (schema, message) => {
  const [problem] = await problems(schema);
  expect(problem?.path).toBe("scorers.1.config.schema");
  expect(problem?.message).toMatch(message);
});

test("schemas that compile are no problem, alone or in a weighted set", async () => {
  expect(
    await problems({
      type: "object",
      properties: { id: { type: "string", pattern: "^[A-Z]+-\\d+$" } },
    }),
  ).toEqual([]);
  const set = [
    {
      kind: "all",
      config: {
        scorers: [{ scorer: { kind: "json-schema", config: { schema: { type: "nope" } } } }],
      },
    },
  ];
  const [problem] = await checkScorers("a", ScorerList.parse(set));
  expect(problem?.path).toBe("scorers.0.config.scorers.0.scorer.config.schema");
});

test.each([
  [{ pattern: "(?=x)" }, /Lookahead and lookbehind/],
  [{ pattern: "(a)\\1" }, /Backreferences/],
  [{ pattern: "(" }, /not valid: missing closing \)/],
  [{ pattern: "a", flags: "g" }, /Flag "g" is not known: use i, m or s/],
  [
    { pattern: "x(.{0,999})".repeat(5) },
    /too large: written out it has about 10,0\d\d instructions/,
  ],
])("the pattern of %j is refused with what to fix", async (config, message) => {
  const [problem] = await checkScorers("a", ScorerList.parse([{ kind: "regex", config }]));
  expect(problem?.path).toBe("scorers.0.config.pattern");
  expect(problem?.message).toMatch(message);
});

test("all patterns of a request together are bounded before any is compiled", async () => {
  const large = { kind: "regex", config: { pattern: "x(.{0,999})(.{0,999})" } };
  const [problem] = await checkScorers("a", ScorerList.parse(Array(20).fill(large)));
  expect(problem?.path).toBe("scorers");
  expect(problem?.message).toMatch(/about 80,\d\d\d instructions, more than 20,000/);
});

test("a script that is not JavaScript is refused with its place, and nothing of it runs", async () => {
  const scripts = ["return output !== ''", "return (", "while (true) {}"];
  const list = scripts.map((code) => ({ kind: "script", config: { code } }));
  const problems = await checkScorers("a", ScorerList.parse(list));
  expect(problems).toEqual([
    {
      path: "scorers.1.config.code",
      message: expect.stringMatching(/^The script is not valid JavaScript/),
    },
  ]);
});

test("more scripts than an answer can wait for are refused", async () => {
  const scorer = { kind: "script", config: { code: "return true" } };
  const set = { kind: "all", config: { scorers: Array(11).fill({ scorer }) } };
  const [problem] = await checkScorers("a", ScorerList.parse([set, set]));
  expect(problem).toEqual({
    path: "scorers",
    message: "There are 22 scripts, at most 20 are possible. Put several checks into one.",
  });
});
