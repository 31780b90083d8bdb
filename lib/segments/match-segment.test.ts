import fc from "fast-check";
import { expect, test } from "vitest";
import type { SegmentCondition } from "./contract";
import { describeCondition } from "./describe-condition";
import { matchingSegments, matchSegment, type SegmentFacts } from "./match-segment";
import { segmentFacts } from "./segment-facts";

const facts: SegmentFacts = {
  attributes: { customer_tier: "enterprise", account_age_days: "12", beta: true, region: "" },
  language: "de",
  inputLength: 900,
  kind: "edge",
};

const attr = (attribute: string, operator: string, value?: unknown) =>
  ({
    subject: "attribute",
    attribute,
    operator,
    ...(value === undefined ? {} : { value }),
  }) as SegmentCondition;

test.each([
  [attr("customer_tier", "=", "enterprise"), true, "customer_tier is enterprise"],
  [attr("customer_tier", "!=", "enterprise"), false, "customer_tier is not enterprise"],
  [attr("customer_tier", "=", "Enterprise"), false, "customer_tier is Enterprise"],
  [
    attr("customer_tier", "in", ["basic", "enterprise"]),
    true,
    "customer_tier is basic or enterprise",
  ],
  [attr("customer_tier", "not-in", ["basic"]), true, "customer_tier is not basic"],
  [attr("account_age_days", "<", 30), true, "account_age_days < 30"],
  [attr("account_age_days", "=", 12), true, "account_age_days is 12"],
  [attr("customer_tier", "<", 30), false, "customer_tier < 30"],
  [attr("beta", "=", "true"), true, "beta is true"],
  [attr("region", "exists"), false, "region is known"],
  [attr("region", "missing"), true, "region is missing"],
  [attr("constructor", "exists"), false, "constructor is known"],
  [{ subject: "language", operator: "!=", value: "en" }, true, "language is not en"],
  [
    { subject: "language", operator: "in", value: ["de", "fr", "it"] },
    true,
    "language is de, fr or it",
  ],
  [{ subject: "inputLength", operator: ">", value: 1800 }, false, "input length > 1,800"],
  [{ subject: "inputLength", operator: "<=", value: 900 }, true, "input length <= 900"],
  [{ subject: "kind", operator: "=", value: "edge" }, true, "kind is edge"],
  [
    {
      all: [
        { subject: "language", operator: "!=", value: "en" },
        { subject: "inputLength", operator: ">", value: 800 },
      ],
    },
    true,
    "language is not en and input length > 800",
  ],
  [
    {
      any: [
        { all: [attr("beta", "=", false), attr("region", "missing")] },
        { not: attr("beta", "=", true) },
      ],
    },
    false,
    "(beta is false and region is missing) or not (beta is true)",
  ],
] as [SegmentCondition, boolean, string][])(
  "%j matches: %s, and reads: %s",
  (condition, matches, sentence) => {
    expect(matchSegment(condition, facts)).toBe(matches);
    expect(describeCondition(condition)).toBe(sentence);
  },
);

test("a text whose language nobody knows is neither English nor non-English", () => {
  const unknown = { ...facts, language: "und" };
  const isEnglish: SegmentCondition = { subject: "language", operator: "=", value: "en" };
  expect(matchSegment(isEnglish, unknown)).toBe(false);
  expect(matchSegment({ subject: "language", operator: "!=", value: "en" }, unknown)).toBe(false);
  expect(matchSegment({ not: isEnglish }, unknown)).toBe(false);
});

test("a missing attribute does not match, nor does its negation, but another branch may", () => {
  const missing = attr("plan", "=", "pro");
  expect(matchSegment(missing, facts)).toBe(false);
  expect(matchSegment({ not: missing }, facts)).toBe(false);
  expect(matchSegment({ any: [missing, attr("beta", "=", true)] }, facts)).toBe(true);
  expect(matchSegment({ all: [missing, attr("beta", "=", true)] }, facts)).toBe(false);
});

test("a condition and its negation never both hold", () => {
  const leaf = fc.constantFrom<SegmentCondition>(
    attr("customer_tier", "=", "enterprise"),
    attr("plan", "=", "pro"),
    attr("account_age_days", ">=", 20),
    { subject: "language", operator: "=", value: "en" },
  );
  const { tree } = fc.letrec<{ tree: SegmentCondition }>((tie) => ({
    tree: fc.oneof(
      { depthSize: "small" },
      leaf,
      fc.record({ all: fc.array(tie("tree"), { minLength: 1, maxLength: 3 }) }),
      fc.record({ any: fc.array(tie("tree"), { minLength: 1, maxLength: 3 }) }),
      fc.record({ not: tie("tree") }),
    ),
  }));
  fc.assert(
    fc.property(tree, fc.constantFrom("en", "de", "und"), (condition, language) => {
      const row = { ...facts, language };
      expect(matchSegment(condition, row) && matchSegment({ not: condition }, row)).toBe(false);
      expect(matchSegment({ not: { not: condition } }, row)).toBe(matchSegment(condition, row));
    }),
  );
});

test("a case is in every segment that holds", () => {
  const segments = [
    { name: "Enterprise", condition: attr("customer_tier", "=", "enterprise") },
    {
      name: "Short",
      condition: { subject: "inputLength", operator: "<", value: 100 } as SegmentCondition,
    },
    {
      name: "Edge",
      condition: { subject: "kind", operator: "=", value: "edge" } as SegmentCondition,
    },
  ];
  expect(matchingSegments(segments, facts)).toEqual(["Enterprise", "Edge"]);
});

test("twenty thousand cases are matched in a moment when nobody asks for the language", () => {
  const condition = {
    all: [attr("tier", "=", "pro"), { subject: "inputLength", operator: ">", value: 10 }],
  } as SegmentCondition;
  const rows = Array.from({ length: 20_000 }, (_, i) => ({
    input: { ticket: `Ticket ${i}: where is my order?` },
    attributes: { tier: i % 2 ? "pro" : "basic" },
    kind: "routine",
  }));
  const started = process.cpuUsage();
  expect(rows.filter((row) => matchSegment(condition, segmentFacts(row)))).toHaveLength(10_000);
  expect(process.cpuUsage(started).user / 1_000).toBeLessThan(300);
});
