import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ScorerSpec, type ScorerSpecInput } from "@/lib/scorers/contract";
import type { Candidate } from "@/lib/scorers/finding";
import type { JsonValue } from "@/lib/scorers/json-value";
import { scoreOutput } from "./score-output";
import { matchesTrajectory } from "./score-trajectory";

type Calls = { name: string; arguments: JsonValue }[];

const call = (name: string, args: JsonValue = {}) => ({ name, arguments: args });

const score = (spec: ScorerSpecInput, more: Partial<Candidate>) =>
  scoreOutput(
    ScorerSpec.parse(spec),
    { output: "", expected: null, input: {}, latencyMs: 1, costUsd: null, ...more },
    "a",
  );

const tools = [
  {
    name: "search",
    parameters: {
      type: "object",
      properties: { query: { type: "string" }, limit: { type: "integer" } },
      required: ["query"],
      additionalProperties: false,
    },
  },
  { name: "pay", parameters: { type: "object" } },
];

describe("finish-reason", () => {
  test.each([
    ["stop", "stop", true],
    ["content_filter", "content-filter", true],
    ["length", "stop", false],
  ])("%s of an answer that ended with %s: %s", async (value, finishReason, passed) => {
    const spec = { kind: "finish-reason", config: { value } } as ScorerSpecInput;
    expect(await score(spec, { finishReason })).toMatchObject({ passed });
  });

  test("is not measured where nobody said why the answer ended", async () => {
    const spec: ScorerSpecInput = { kind: "finish-reason", config: { value: "stop" } };
    expect(await score(spec, { finishReason: null })).toMatchObject({ status: "not_measured" });
  });

  test("a filtered answer is a refusal", async () => {
    const spec: ScorerSpecInput = { kind: "refusal", config: { expect: "refuse" } };
    expect(await score(spec, { output: "…", finishReason: "content_filter" })).toMatchObject({
      passed: true,
    });
  });
});

describe("tool-call with a name", () => {
  const named = (config: object, calls: Calls, more: Partial<Candidate> = {}) =>
    score({ kind: "tool-call", config } as ScorerSpecInput, { toolCalls: calls, ...more });

  test.each([
    [{ name: "search" }, [call("search", { query: "a" })], true],
    [{ name: "search" }, [call("pay"), call("search", { query: "a" })], true],
    [{ name: "search" }, [call("pay")], false],
    [{ name: "search" }, [], false],
    [
      { name: "search", arguments: { query: "a" } },
      [call("search", { query: "a", limit: 5 })],
      true,
    ],
    [
      { name: "search", arguments: { query: "a" }, match: "exact" },
      [call("search", { query: "a", limit: 5 })],
      false,
    ],
    [{ name: "search", arguments: { query: "b" } }, [call("search", { query: "a" })], false],
    [{ name: "search", arguments: { query: "a" } }, [call("search", "not JSON")], false],
    [{ name: "pay", negate: true }, [call("search")], true],
    [{ name: "pay", negate: true }, [call("pay")], false],
  ] as [object, Calls, boolean][])("%j of %j: %s", async (config, calls, passed) => {
    expect(await named(config, calls)).toMatchObject({ status: "scored", passed });
  });

  test("arguments may name values of the case", async () => {
    const config = { name: "search", arguments: { query: "{{input.question}}" } };
    const input = { question: "tents" };
    expect(await named(config, [call("search", { query: "tents" })], { input })).toMatchObject({
      passed: true,
    });
  });

  test.each([
    [call("search", { limit: 5 }), /arguments of search do not fit its schema: .*query/],
    [call("search", { query: "a", page: 1 }), /must not have the property "page"/],
    [call("search", { query: "a", limit: "5" }), /limit must be integer/],
    [call("search", "{broken"), /without valid JSON arguments/],
    [call("drop_table"), /drop_table is not a tool of this version, which has search, pay/],
  ])("a call that the version's tools do not allow fails: %j", async (wrong, reason) => {
    const calls = [call("pay"), wrong];
    const result = await named({ name: "pay" }, calls, { context: { tools } });
    expect(result).toMatchObject({ passed: false });
    expect(result.reason).toMatch(reason);
    expect(await named({ name: "pay" }, calls)).toMatchObject({ passed: true });
  });
});

describe("tool-call against what the case expects", () => {
  const against = (expected: JsonValue, calls: Calls, config = {}) =>
    score({ kind: "tool-call", config }, { expected, toolCalls: calls });

  test.each([
    ["search", [call("search", { query: "a" })], true, 1],
    [{ name: "search", arguments: { query: "a" } }, [call("search", { query: "a" })], true, 1],
    [["search", "pay"], [call("pay"), call("search")], true, 1],
    [[], [], true, 1],
    [[], [call("pay")], false, 0],
    [["search", "pay"], [call("search")], false, 2 / 3],
    [["search", "search"], [call("search")], false, 2 / 3],
    [["search"], [call("search"), call("search"), call("pay")], false, 0.5],
    [{ toolCalls: [{ name: "pay" }] }, [call("pay")], true, 1],
    [[{ function: { name: "pay", arguments: '{"sum":1}' } }], [call("pay", { sum: 1 })], true, 1],
    [[{ name: "pay", arguments: { sum: 1 } }], [call("pay", { sum: 2 })], false, 0],
  ] as [JsonValue, Calls, boolean, number][])(
    "%j against %j: %s, F1 %d",
    async (expected, calls, passed, value) => {
      const result = await against(expected, calls);
      expect(result).toMatchObject({ status: "scored", passed });
      expect(result.value).toBeCloseTo(value, 12);
    },
  );

  test("names and arguments are counted apart", async () => {
    const expected: JsonValue[] = [
      { name: "pay", arguments: { sum: 1, to: "Ada" } },
      { name: "search" },
    ];
    const result = await against(expected, [call("pay", { sum: 2, to: "Ada" }), call("log")]);
    expect(result).toMatchObject({
      passed: false,
      value: 0,
      details: {
        names: { truePositives: 1, falsePositives: 1, falseNegatives: 1, f1: 0.5 },
        arguments: { truePositives: 1, falsePositives: 1, falseNegatives: 1, f1: 0.5 },
        calls: { truePositives: 0, falsePositives: 2, falseNegatives: 2, f1: 0 },
      },
    });
    expect(result.reason).toMatch(/missing pay\(\{"sum":1,"to":"Ada"\}\)/);
  });

  test("a threshold below 1 lets a missing call pass", async () => {
    expect(await against(["search", "pay"], [call("search")], { threshold: 0.6 })).toMatchObject({
      passed: true,
    });
  });

  test("something else than calls is not measured, nor is an answer whose calls nobody knows", async () => {
    expect(await against({ category: "refund" }, [])).toMatchObject({ status: "not_measured" });
    expect(await score({ kind: "tool-call" }, { expected: "search" })).toMatchObject({
      status: "not_measured",
    });
  });

  const calls = fc.array(
    fc.record({
      name: fc.constantFrom("search", "pay", "log"),
      arguments: fc.dictionary(fc.constantFrom("a", "b"), fc.integer({ min: 0, max: 2 })),
    }),
    { maxLength: 6 },
  );

  test("F1 is 1 for the same calls in any order, symmetric for exact arguments, and within 0 and 1", async () => {
    const f1 = async (expected: Calls, actual: Calls) =>
      (await against(expected as JsonValue, actual, { match: "exact" })).value ?? Number.NaN;
    await fc.assert(
      fc.asyncProperty(calls, calls, async (one, two) => {
        expect(await f1(one, one.toReversed())).toBe(1);
        const forth = await f1(one, two);
        expect(forth).toBeCloseTo(await f1(two, one), 12);
        expect(forth).toBeGreaterThanOrEqual(0);
        expect(forth).toBeLessThanOrEqual(1);
      }),
      { numRuns: 60 },
    );
  });
});

describe("trajectory", () => {
  const path = (text: string) => (text === "" ? [] : text.split(" "));

  test.each([
    ["a b c", "a b c", ["exact", "in-order", "unordered", "subset", "superset"]],
    ["a x b c", "a b c", ["in-order", "superset"]],
    ["c b a", "a b c", ["unordered", "subset", "superset"]],
    ["a b", "a b c", ["subset"]],
    ["a a b c", "a b c", ["in-order", "superset"]],
    ["", "", ["exact", "in-order", "unordered", "subset", "superset"]],
    ["", "a", ["subset"]],
    ["a", "", ["in-order", "superset"]],
    ["x", "a", []],
  ])("%j against %j matches %j", (actual, expected, matches) => {
    const all = ["exact", "in-order", "unordered", "subset", "superset"] as const;
    const matching = all.filter((match) => matchesTrajectory(path(actual), path(expected), match));
    expect(matching).toEqual(matches);
  });

  test("every match follows from exact, and unordered is subset and superset", () => {
    const names = fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 6 });
    fc.assert(
      fc.property(names, names, (one, two) => {
        const is = (match: Parameters<typeof matchesTrajectory>[2]) =>
          matchesTrajectory(one, two, match);
        if (is("exact")) expect(is("in-order") && is("unordered")).toBe(true);
        expect(is("unordered")).toBe(is("subset") && is("superset"));
        if (is("in-order")) expect(is("superset")).toBe(true);
        expect(is("subset")).toBe(matchesTrajectory(two, one, "superset"));
      }),
    );
  });

  test("takes the tools from its settings, else from the case", async () => {
    const toolCalls = [call("search"), call("pay")];
    const spec: ScorerSpecInput = { kind: "trajectory", config: { tools: ["search", "pay"] } };
    expect(await score(spec, { toolCalls })).toMatchObject({ passed: true });
    const wrong = await score({ kind: "trajectory" }, { toolCalls, expected: ["pay", "search"] });
    expect(wrong).toMatchObject({
      passed: false,
      reason: "expected exactly pay → search, got search → pay",
    });
    expect(await score({ kind: "trajectory" }, { toolCalls })).toMatchObject({
      status: "not_measured",
    });
  });
});
