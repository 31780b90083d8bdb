import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Score, ScorerSpec, type ScorerSpecInput, scorerKinds } from "@/lib/scorers/contract";
import type { Candidate } from "@/lib/scorers/finding";
import type { Judge } from "./judge-request";
import { scoreAnswer, scoreOutput } from "./score-output";

const answer = (more: Partial<Candidate>): Candidate => ({
  output: "",
  expected: null,
  input: {},
  latencyMs: 120,
  costUsd: null,
  ...more,
});

const score = (
  spec: ScorerSpecInput,
  output: string,
  expected: Candidate["expected"] = null,
  more: Partial<Candidate> & { judge?: Judge } = {},
): Promise<Score> =>
  scoreOutput(ScorerSpec.parse(spec), { ...answer({ output, expected }), ...more }, "a");

const leafSpecs: ScorerSpecInput[] = [
  { kind: "equals" },
  { kind: "contains" },
  { kind: "icontains-any" },
  { kind: "contains-all" },
  { kind: "starts-with" },
  { kind: "regex" },
  { kind: "regex", config: { pattern: ".*" } },
  { kind: "contains", config: { value: "x", negate: true } },
  { kind: "is-json" },
  { kind: "json-schema", config: { schema: true } },
  { kind: "contains-json" },
  { kind: "label" },
  { kind: "fields" },
  { kind: "refusal", config: { expect: "answer" } },
  { kind: "levenshtein", config: { threshold: 0 } },
  { kind: "rouge-n", config: { threshold: 0 } },
  { kind: "bleu", config: { threshold: 0 } },
  { kind: "grounded-quotes", config: { allowNone: true } },
  { kind: "word-count", config: { min: 0 } },
  { kind: "judge-rubric", config: { rubric: "be kind" } },
];

test.each(leafSpecs)("an empty output is a fail, not a pass: $kind $config", async (spec) => {
  for (const output of ["", " \n\t"]) {
    const result = await score(spec, output, "x", {
      judge: async () => ({
        text: '{"passed":true,"reason":"ok"}',
        finishReason: "stop",
        toolCalls: 0,
      }),
    });
    expect(result).toMatchObject({ status: "scored", passed: false });
    expect(result.reason).toMatch(/empty/);
  }
});

test.each([
  [{ kind: "equals" }, " refund_request\n", "refund_request", true, 'equals "refund_request"'],
  [{ kind: "equals" }, "Refund", "refund", false, 'expected "refund", got "Refund"'],
  [{ kind: "equals", config: { ignoreCase: true } }, "Refund", "refund", true, 'equals "refund"'],
  [{ kind: "equals" }, '{"b":1,"a":[2]}', { a: [2], b: 1 }, true, "equals {"],
  [{ kind: "equals" }, "42", 42, true, "equals 42"],
  [
    { kind: "equals", config: { field: "priority" } },
    '```json\n{"priority":"high"}\n```',
    { priority: "high" },
    true,
    'priority equals "high"',
  ],
  [
    { kind: "equals", config: { field: "priority" } },
    '{"a":1}',
    { priority: "high" },
    false,
    "has no priority",
  ],
  [{ kind: "equals", config: { value: "no", negate: true } }, "yes", null, true, 'is not "no"'],
  [{ kind: "contains" }, "The refund is on its way", "refund", true, 'contains "refund"'],
  [{ kind: "contains" }, "The Refund", "refund", false, 'does not contain "refund"'],
  [{ kind: "icontains" }, "STRASSE und Äpfel", "äpfel", true, 'contains "äpfel"'],
  [
    { kind: "contains", config: { value: "{{expected.id}}" } },
    "order 17",
    { id: 17 },
    true,
    'contains "17"',
  ],
  [
    { kind: "contains-any", config: { values: ["cat", "dog"] } },
    "a dog",
    null,
    true,
    'contains "dog"',
  ],
  [
    { kind: "contains-any", config: { values: ["cat", "dog"] } },
    "a cow",
    null,
    false,
    'none of "cat", "dog"',
  ],
  [{ kind: "contains-all" }, "cat and dog", ["cat", "dog"], true, 'contains "cat", "dog"'],
  [
    { kind: "icontains-all", config: { values: ["CAT", "cow"] } },
    "cat",
    null,
    false,
    'does not contain "cow"',
  ],
  [
    { kind: "contains", config: { value: "http", negate: true } },
    "see http://x",
    null,
    false,
    "must not",
  ],
  [
    { kind: "starts-with", config: { value: "Dear" } },
    "Dear Ada,",
    null,
    true,
    'starts with "Dear"',
  ],
  [{ kind: "starts-with", config: { value: "Dear" } }, "Hello", null, false, 'got "Hello"'],
  [
    { kind: "regex", config: { pattern: "order \\d{3}" } },
    "your order 123.",
    null,
    true,
    "matches /order",
  ],
  [{ kind: "regex", config: { pattern: "^b$", flags: "m" } }, "a\nb", null, true, "matches /^b$/m"],
  [
    { kind: "regex", config: { pattern: "id={{expected.id}}$" } },
    "id=a.c",
    { id: "a.c" },
    true,
    "matches",
  ],
  [
    { kind: "regex", config: { pattern: "id={{expected.id}}$" } },
    "id=abc",
    { id: "a.c" },
    false,
    "does not match",
  ],
  [{ kind: "is-json" }, '{"a":1}', null, true, "valid JSON"],
  [{ kind: "is-json" }, 'Sure! {"a":1}', null, false, "not valid JSON"],
  [{ kind: "is-json", config: { repair: true } }, "{a:1,}", null, true, "after repair"],
  [{ kind: "is-json", config: { repair: true } }, "just prose", null, false, "not valid JSON"],
  [
    { kind: "is-json", config: { type: "object" } },
    "[1]",
    null,
    false,
    "expected a JSON object, got an array",
  ],
  [
    { kind: "contains-json" },
    'Here you are:\n```json\n{"a": 1}\n```',
    null,
    true,
    'contains {"a":1}',
  ],
  [
    { kind: "contains-json" },
    'see [the docs] and {"a":"}"} there',
    null,
    true,
    'contains {"a":"}"}',
  ],
  [{ kind: "contains-json" }, "no braces at all", null, false, "no JSON found"],
  [
    { kind: "contains-json", config: { schema: { required: ["b"] } } },
    '{"a":1}',
    null,
    false,
    "but the value must have required property 'b'",
  ],
  [
    { kind: "json-schema", config: { schema: { properties: { p: { enum: ["low", "high"] } } } } },
    '{"p":"urgent"}',
    null,
    false,
    'p must be one of "low", "high"',
  ],
  [
    {
      kind: "json-schema",
      config: { schema: { type: "object", properties: { mail: { format: "email" } } } },
    },
    '{"mail":"nobody"}',
    null,
    false,
    'mail must match format "email"',
  ],
  [
    { kind: "word-count", config: { max: 3 } },
    "one two - three",
    null,
    true,
    "3 words, within at most 3",
  ],
  [{ kind: "word-count", config: { min: 4 } }, "one", null, false, "1 word, expected at least 4"],
] as [ScorerSpecInput, string, Candidate["expected"], boolean, string][])(
  "%j of %j against %j: passed is %s",
  async (spec, output, expected, passed, reason) => {
    const result = await score(spec, output, expected);
    expect(result).toMatchObject({ status: "scored", passed });
    expect(result.reason).toContain(reason);
  },
);

describe("labels", () => {
  test.each([
    ["refund_request", "refund_request", {}],
    ["Refund Request.", "refund_request", {}],
    ["**Refund-Request**", "refund_request", {}],
    ["Category: refund request", "refund_request", {}],
    ['{"category":"Refund request","priority":"high"}', "refund_request", {}],
    [
      'Sure:\n```json\n{"category":"refund_request"}\n```',
      { category: "refund_request", priority: "low" },
      {},
    ],
    ['{"result":{"class":"refund"}}', { "result.class": "refund" }, { field: "result.class" }],
    ["This is about a refund, I think", "refund", { labels: ["refund", "billing"] }],
    ["This is a refund request", "refund_request", { labels: ["refund", "refund_request"] }],
  ])("%j names %j", async (output, expected, config) => {
    expect(await score({ kind: "label", config }, output, expected)).toMatchObject({
      passed: true,
      value: 1,
    });
  });

  test("a wrong label says what was expected and what came", async () => {
    const result = await score({ kind: "label" }, "refund_request", "billing_dispute");
    expect(result).toMatchObject({
      passed: false,
      reason: "label: expected billing_dispute, got refund_request",
      details: { expected: "billing_dispute", actual: "refund_request" },
    });
  });

  test("an answer that names two labels has none", async () => {
    const config = { labels: ["refund", "billing"] };
    const result = await score({ kind: "label", config }, "either refund or billing", "refund");
    expect(result).toMatchObject({ passed: false, details: { expected: "refund", actual: null } });
    expect(result.reason).toContain("several labels");
  });

  test("prose that merely mentions the expected label is no answer without a list of labels", async () => {
    expect(await score({ kind: "label" }, "I doubt that this is a refund", "refund")).toMatchObject(
      { passed: false },
    );
  });

  test("a missing field and an empty output have no label", async () => {
    const config = { field: "category" };
    expect(
      await score({ kind: "label", config }, '{"priority":"low"}', { category: "a" }),
    ).toMatchObject({
      passed: false,
      details: { expected: "a", actual: null },
    });
    expect(await score({ kind: "label", config }, "", { category: "a" })).toMatchObject({
      passed: false,
      details: { actual: null },
    });
  });

  test("names like __proto__ are ordinary labels", async () => {
    expect(await score({ kind: "label" }, '{"category":"x"}', "__proto__")).toMatchObject({
      passed: false,
    });
    expect(
      await score({ kind: "label", config: { field: "constructor" } }, "{}", { constructor: "a" }),
    ).toMatchObject({ passed: false });
  });
});

describe("fields", () => {
  const expected = { category: "refund", amount: 12.5, tags: ["a", "b"], id: "7" };

  test("every expected field is compared in the way that fits its type", async () => {
    const output = '{"category":"refund","amount":"12.50","tags":["B","a"],"id":7,"extra":true}';
    expect(await score({ kind: "fields" }, output, expected)).toMatchObject({
      passed: true,
      value: 1,
    });
  });

  test("the value is the share of matching fields and the reason names the wrong ones", async () => {
    const result = await score(
      { kind: "fields" },
      '{"category":"Refund","amount":12.5,"tags":["a"]}',
      expected,
    );
    expect(result).toMatchObject({ passed: false, value: 0.25 });
    expect(result.reason).toContain(
      '1 of 4 fields match; category: expected "refund", got "Refund"',
    );
    expect(result.reason).toContain('id: expected "7", got nothing');
  });

  test("an optional field lowers the value but does not fail the case", async () => {
    const config = {
      fields: ["category", { field: "amount", tolerance: 0.1, required: false }],
    };
    expect(
      await score({ kind: "fields", config }, '{"category":"refund","amount":13}', expected),
    ).toMatchObject({
      passed: true,
      value: 0.5,
    });
    expect(
      await score(
        { kind: "fields", config: { ...config, threshold: 0.8 } },
        '{"category":"refund","amount":13}',
        expected,
      ),
    ).toMatchObject({ passed: false });
  });

  test("a tolerance and upper case are forgiven where asked", async () => {
    const config = {
      fields: [
        { field: "amount", tolerance: 0.5 },
        { field: "category", match: "ignore-case" as const },
      ],
    };
    expect(
      await score({ kind: "fields", config }, '{"amount":13,"category":"REFUND"}', expected),
    ).toMatchObject({ passed: true });
  });

  test("an invented field is a false positive, a missing one a false negative, a wrong one both", async () => {
    const config = { fields: ["category", "amount", "order", "po"] };
    const result = await score(
      { kind: "fields", config },
      '{"category":"refund","amount":13,"po":"NW-1"}',
      { category: "refund", amount: 12, order: "7", po: null },
    );
    expect(result).toMatchObject({ passed: false, value: 0.25 });
    expect(result.reason).toContain('po: expected nothing, got "NW-1"');
    expect(result).toMatchObject({
      details: {
        truePositives: 1,
        falsePositives: 2,
        falseNegatives: 2,
        precision: expect.closeTo(1 / 3),
        recall: expect.closeTo(1 / 3),
        f1: expect.closeTo(1 / 3),
      },
    });
  });

  test.each([
    [{ order: null }, '{"order":null}', true],
    [{ order: null }, "{}", true],
    [{ order: "" }, '{"order":""}', true],
    [{ order: null }, '{"order":"7"}', false],
    [{}, "{}", true],
    [{}, '{"order":"7"}', false],
  ])("expecting %j of %s is %s", async (reference, output, passed) => {
    expect(await score({ kind: "fields" }, output, reference)).toMatchObject({ passed });
  });

  test("a named field that the case does not mention is expected to be empty", async () => {
    const config = { fields: ["category", "order"] };
    const of = (output: string) =>
      score({ kind: "fields", config }, output, { category: "refund" });
    expect(await of('{"category":"refund"}')).toMatchObject({ passed: true, value: 1 });
    expect(await of('{"category":"refund","order":"7"}')).toMatchObject({ passed: false });
  });

  test("the threshold is one of the measure that is chosen", async () => {
    const of = (measure: "share" | "precision" | "recall" | "f1") =>
      score(
        { kind: "fields", config: { measure, threshold: 0.7, fields: fieldsOf(["a", "b", "c"]) } },
        '{"a":"1","b":"2","c":"invented"}',
        { a: "1", b: "2", c: null },
      );
    const fieldsOf = (names: string[]) => names.map((field) => ({ field, required: false }));
    expect(await of("share")).toMatchObject({ passed: false });
    expect(await of("recall")).toMatchObject({ passed: true, value: 1 });
    expect(await of("precision")).toMatchObject({ passed: false });
    expect(await of("f1")).toMatchObject({ passed: true, value: 0.8 });
  });

  test("prose instead of JSON has no matching field", async () => {
    expect(await score({ kind: "fields" }, "It is a refund", expected)).toMatchObject({
      passed: false,
      value: 0,
    });
  });
});

describe("what cannot be known is neither a pass nor a fail", () => {
  test.each([
    [{ kind: "cost", config: { maxUsd: 1 } }, "not_measured", /cost .* not known/],
    [{ kind: "equals" }, "not_measured", /no expected text: fill it in, or set value/],
    [{ kind: "label" }, "not_measured", /set field|set value/],
    [{ kind: "refusal" }, "not_measured", /does not say whether to refuse/],
    [{ kind: "json-schema" }, "not_measured", /no schema/],
    [
      { kind: "contains", config: { value: "{{expected.missing}}" } },
      "errored",
      /no expected.missing/,
    ],
    [
      { kind: "contains", config: { value: "{{input.__proto__}}" } },
      "errored",
      /no input.__proto__/,
    ],
    [{ kind: "judge-rubric", config: { rubric: "x" } }, "errored", /No judge model/],
  ] as [ScorerSpecInput, string, RegExp][])("%j is %s", async (spec, status, reason) => {
    const result = await score(spec, "some output");
    expect(result).toMatchObject({ status, value: null, passed: null });
    expect(result.reason).toMatch(reason);
  });
});

test("latency and cost are measured in their own units, even for an empty output", async () => {
  expect(await score({ kind: "latency", config: { maxMs: 100 } }, "")).toMatchObject({
    passed: false,
    value: 120,
    reason: "120 ms, more than 100 ms",
  });
  expect(
    await score({ kind: "cost", config: { maxUsd: 0.01 } }, "", null, { costUsd: 0.002 }),
  ).toMatchObject({ passed: true, value: 0.002 });
});

test("json-schema takes the version's output schema when it has none of its own", async () => {
  const context = { outputSchema: { type: "object", required: ["category"] } };
  expect(await score({ kind: "json-schema" }, "{}", null, { context })).toMatchObject({
    passed: false,
  });
});

describe("weighted sets", () => {
  const set = (threshold: number, required = false): ScorerSpecInput => ({
    kind: "all",
    config: {
      threshold,
      scorers: [
        { scorer: { kind: "contains", config: { value: "sorry" } }, weight: 3 },
        { scorer: { kind: "word-count", config: { max: 3 } }, weight: 1, required },
      ],
    },
  });

  test("the weighted share has to reach the threshold", async () => {
    expect(await score(set(0.75), "sorry for the long wait")).toMatchObject({
      passed: true,
      value: 0.75,
    });
    expect(await score(set(0.8), "sorry for the long wait")).toMatchObject({
      passed: false,
      value: 0.75,
    });
  });

  test("a required member that fails fails all", async () => {
    const result = await score(set(0.5, true), "sorry for the long wait");
    expect(result).toMatchObject({ passed: false });
    expect(result.reason).toContain("word-count, which is required, failed: 5 words");
  });

  test("a member that could not be measured makes the set an error", async () => {
    const spec: ScorerSpecInput = {
      kind: "all",
      config: { threshold: 0, scorers: [{ scorer: { kind: "cost", config: { maxUsd: 1 } } }] },
    };
    expect(await score(spec, "text")).toMatchObject({ status: "errored", passed: null });
  });
});

describe("hostile input", () => {
  test("a pattern that explodes elsewhere runs in linear time", async () => {
    const started = process.cpuUsage();
    await score({ kind: "regex", config: { pattern: "(a+)+$" } }, `${"a".repeat(50_000)}!`);
    await score(
      { kind: "json-schema", config: { schema: { pattern: "(a+)+$" } } },
      JSON.stringify(`${"a".repeat(50_000)}!`),
    );
    expect(process.cpuUsage(started).user / 1_000).toBeLessThan(2_000);
  });

  test("a schema whose references multiply is stopped", async () => {
    const defs: Record<string, object> = { d0: { not: { const: 1 } } };
    for (let i = 1; i < 40; i++) {
      defs[`d${i}`] = { allOf: [{ $ref: `#/$defs/d${i - 1}` }, { $ref: `#/$defs/d${i - 1}` }] };
    }
    const schema = { $defs: defs, $ref: "#/$defs/d39" } as never;
    expect(await score({ kind: "json-schema", config: { schema } }, "2")).toMatchObject({
      status: "errored",
    });
  });

  test("deep nesting and endless brackets are refused, not run", async () => {
    const started = process.cpuUsage();
    const deep = "[".repeat(100_000) + "]".repeat(100_000);
    expect(await score({ kind: "is-json" }, deep)).toMatchObject({ passed: false });
    expect(await score({ kind: "contains-json" }, "{".repeat(200_000))).toMatchObject({
      passed: false,
    });
    expect(
      await score({ kind: "label", config: { repair: true } }, `${'{"a":'.repeat(50_000)}`, "x"),
    ).toMatchObject({ passed: false });
    expect(process.cpuUsage(started).user / 1_000).toBeLessThan(2_000);
  });

  test("no output makes a scorer throw", async () => {
    const specs = scorerKinds
      .filter(
        (kind) => !["latency", "cost", "word-count", "script", "similar", "all"].includes(kind),
      )
      .filter((kind) => !kind.startsWith("judge-"))
      .map((kind) => ScorerSpec.parse({ kind }));
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.string({ unit: "binary" }), fc.json()),
        fc.oneof(fc.string(), fc.jsonValue()),
        async (output, expected) => {
          const scores = await scoreAnswer(
            specs,
            answer({ output, expected: expected as Candidate["expected"] }),
            "a",
          );
          expect(scores.every(({ reason }) => !reason.startsWith("The scorer stopped"))).toBe(true);
        },
      ),
      { numRuns: 80 },
    );
  });
});

test("a thousand answers are scored by six text scorers in no time", async () => {
  const specs = (
    [
      { kind: "equals" },
      { kind: "icontains-any", config: { values: ["refund", "billing"] } },
      { kind: "regex", config: { pattern: "refund_\\w+" } },
      { kind: "label", config: { field: "category" } },
      { kind: "is-json" },
      { kind: "starts-with", config: { value: "{" } },
    ] as ScorerSpecInput[]
  ).map((spec) => ScorerSpec.parse(spec));
  const output = JSON.stringify({
    category: "refund_request",
    next_action: "Look at the order. ".repeat(10),
  });
  const candidate = answer({ output, expected: { category: "refund_request" } });
  await scoreAnswer(specs, candidate, "a");
  const started = process.cpuUsage();
  for (let i = 0; i < 1_000; i++) await scoreAnswer(specs, candidate, "a");
  expect(process.cpuUsage(started).user / 1_000).toBeLessThan(400);
});
