import { describe, expect, test } from "vitest";
import type { ExecutionStep } from "@/lib/executions/execution";
import { noUsage } from "@/lib/providers/usage/usage";
import { judgeSteps } from "./judge-steps";
import { matchExpectation } from "./match-expectation";

const step = (
  key: string,
  output: ExecutionStep["output"],
  more: Partial<ExecutionStep> = {},
): ExecutionStep => ({
  ...{ key, kind: "code", mode: "live", status: "ok", input: {}, output, reason: null },
  ...{ latencyMs: 1, usage: noUsage, retries: 0, calls: [], error: null },
  ...more,
});

test("the first wrong step is where the fault is, and later ones get no verdict", () => {
  const steps = [step("route", "a"), step("answer", "b"), step("check", "c")];
  const { steps: results, firstWrongStep } = judgeSteps(steps, {
    route: "a",
    answer: "x",
    check: "y",
  });
  expect(firstWrongStep).toBe("answer");
  expect(results.map(({ status }) => status)).toEqual(["ok", "wrong", "not_reached"]);
  expect(results[1]).toMatchObject({ expected: "x", output: "b", reason: 'expected "x", got "b"' });
});

test("without an expectation a step is right, unless it has no answer or its validation fails", () => {
  const steps = [step("a", 1), step("b", null, { status: "errored", reason: "429" })];
  expect(judgeSteps(steps, null)).toMatchObject({
    firstWrongStep: "b",
    steps: [{ status: "ok" }, { status: "errored" }],
  });
  expect(judgeSteps([step("v", 1, { status: "failed", reason: "no" })], null).firstWrongStep).toBe(
    "v",
  );
  expect(
    judgeSteps([step("a", 1), step("s", null, { status: "skipped" })], { s: 1 }).firstWrongStep,
  ).toBeNull();
});

describe("an expectation", () => {
  const of = (output: ExecutionStep["output"], more: Partial<ExecutionStep> = {}) =>
    step("s", output, more);
  const passages = { passages: [{ id: "6.2" }, { id: "4.1" }] };
  test.each([
    ["the same text, white space aside", " billing ", of("billing"), true],
    ["another text", "billing", of("refund"), false],
    ["the same JSON in any order of names", { a: 1, b: 2 }, of({ b: 2, a: 1 }), true],
    ["less than there is", { a: 1 }, of({ a: 1, b: 2 }), false],
    ["a superset", { $match: "superset", value: { a: 1 } }, of({ a: 1, b: 2 }), true],
    ["a superset of lists", { $match: "superset", value: [1] }, of([2, 1]), true],
    ["a subset of lists", { $match: "subset", value: [1, 2, 3] }, of([2, 1]), true],
    ["no subset", { $match: "subset", value: [1] }, of([2, 1]), false],
    ["a list in any order", { $match: "unordered", value: [1, 2] }, of([2, 1]), true],
    ["a list in its order", [1, 2], of([2, 1]), false],
    ["as many of each", { $match: "unordered", value: [1, 1] }, of([1, 2]), false],
    ["passages by their ids", ["6.2"], of(passages, { kind: "retrieve" }), true],
    ["a passage that is missing", ["5.1"], of(passages, { kind: "retrieve" }), false],
    ["words of the text", { $contains: ["Second", "charge"] }, of("the second charge"), true],
    ["words that are missing", { $contains: "refund" }, of("the second charge"), false],
    [
      "the arguments of a tool",
      { $arguments: true, value: { order: "1" } },
      of(5, { input: { order: "1" } }),
      true,
    ],
  ] as const)("%s", (_, expected, result, matches) => {
    expect(matchExpectation(expected as never, result)).toBe(matches);
  });
});
