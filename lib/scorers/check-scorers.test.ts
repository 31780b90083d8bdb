import { expect, test } from "vitest";
import { checkScorers } from "./check-scorers";
import { ScorerList } from "./contract";

const problems = (schema: Record<string, unknown>) =>
  checkScorers(
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
])("%j cannot be used, and the place is named", (schema, message) => {
  const [problem] = problems(schema);
  expect(problem?.path).toBe("scorers.1.config.schema");
  expect(problem?.message).toMatch(message);
});

test("schemas that compile are no problem, alone or in a weighted set", () => {
  expect(
    problems({ type: "object", properties: { id: { type: "string", pattern: "^[A-Z]+-\\d+$" } } }),
  ).toEqual([]);
  const set = [
    {
      kind: "all",
      config: {
        scorers: [{ scorer: { kind: "json-schema", config: { schema: { type: "nope" } } } }],
      },
    },
  ];
  expect(checkScorers(ScorerList.parse(set))[0]?.path).toBe(
    "scorers.0.config.scorers.0.scorer.config.schema",
  );
});
