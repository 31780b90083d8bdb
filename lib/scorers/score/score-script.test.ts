import { expect, test } from "vitest";
import { isBusy } from "@/lib/http/app-error";
import { ScorerSpec } from "@/lib/scorers/contract";
import type { Candidate } from "@/lib/scorers/finding";
import type { JsonValue } from "@/lib/scorers/json-value";
import { scoreAnswer, scoreOutput } from "./score-output";
import { parseVerdict } from "./score-script";

const candidate: Candidate = {
  output: "Your refund is on its way.",
  expected: { category: "refund" },
  input: { name: "Ada" },
  latencyMs: 120,
  costUsd: null,
  finishReason: "stop",
  toolCalls: [{ name: "search", arguments: { query: "a" } }],
};

const score = (code: string, config = {}) =>
  scoreOutput(ScorerSpec.parse({ kind: "script", config: { code, ...config } }), candidate, "a");

test.each([
  ["return output.includes(expected.category)", true, 1, "returned true"],
  ["return input.name === 'Bob'", false, 0, "returned false"],
  [
    "return context.toolCalls[0].arguments.query === 'a' && context.vars.name === 'Ada'",
    true,
    1,
    "returned true",
  ],
  ["return { passed: context.latencyMs < 100, value: 0.3, reason: 'slow' }", false, 0.3, "slow"],
  [
    "return { pass: true, score: 0.9, reason: 'as promptfoo has it' }",
    true,
    0.9,
    "as promptfoo has it",
  ],
])("%s", async (code, passed, value, reason) => {
  expect(await score(code)).toMatchObject({ status: "scored", passed, value, reason });
});

test.each([
  [0, undefined, false],
  [0.2, undefined, true],
  [0.2, 0.5, false],
  [0.5, 0.5, true],
  [{ score: 0.2 }, 0.5, false],
  [{ pass: true, score: 0.2 }, 0.5, true],
])("%j with the threshold %s passes: %s", (result, threshold, passed) => {
  expect(parseVerdict(result, threshold)).toMatchObject({ passed });
});

test.each<[JsonValue | undefined]>([
  [undefined],
  [null],
  ["yes"],
  [[]],
  [{}],
  [{ passed: "yes" }],
  [{ score: "1" }],
])("%j is no verdict", (result) => {
  expect(parseVerdict(result)).toMatchObject({ status: "errored" });
});

test("a script that fails or loops is an error, and the other scorers of the answer are not touched", async () => {
  const specs = [
    { kind: "script", config: { code: "while (true) {}" } },
    { kind: "script", config: { code: "return expected.missing.length" } },
    { kind: "icontains", config: { value: "refund" } },
  ].map((spec) => ScorerSpec.parse(spec));
  const [loop, broken, rule] = await scoreAnswer(specs, candidate, "a");
  expect(loop).toMatchObject({
    status: "errored",
    reason: expect.stringMatching(/took more than/),
  });
  expect(broken).toMatchObject({ status: "errored", reason: expect.stringMatching(/TypeError/) });
  expect(rule).toMatchObject({ passed: true });
});

test("a loop inside one built-in ends with its thread", async () => {
  const result = await score("return new Array(4294967295).indexOf(1)");
  expect(result).toMatchObject({
    status: "errored",
    reason: expect.stringMatching(/took more than/),
  });
}, 20_000);

test("an empty answer is the script's to judge", async () => {
  const spec = ScorerSpec.parse({ kind: "script", config: { code: "return output === ''" } });
  expect(await scoreOutput(spec, { ...candidate, output: "" }, "a")).toMatchObject({
    passed: true,
  });
});

test("in a weighted set its number counts as a share from 0 to 1", async () => {
  const spec = ScorerSpec.parse({
    kind: "all",
    config: {
      threshold: 0.75,
      scorers: [
        { scorer: { kind: "script", config: { code: "return 7" } } },
        { scorer: { kind: "script", config: { code: "return 0.5" } } },
      ],
    },
  });
  expect(await scoreOutput(spec, candidate, "a")).toMatchObject({ passed: true, value: 0.75 });
});

test("while all threads are taken an answer is not scored at all, which is no error of its scorer", async () => {
  const scores = await Promise.allSettled(Array.from({ length: 30 }, () => score("return true")));
  const refused = scores.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
  expect(refused.length).toBeGreaterThan(0);
  expect(refused.every(isBusy)).toBe(true);
  const others = scores.flatMap((one) => (one.status === "fulfilled" ? [one.value.status] : []));
  expect(new Set(others)).toEqual(new Set(["scored"]));
});
