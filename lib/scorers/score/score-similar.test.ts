import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { ScorerSpec } from "@/lib/scorers/contract";
import type { JsonValue } from "@/lib/scorers/json-value";
import { computeCosine } from "@/lib/scorers/similarity/cosine";
import { scoreOutput } from "./score-output";
import type { Embed } from "./score-similar";

const model = { provider: "openai", name: "text-embedding-3-small" };

/** A text of two numbers is its own vector. */
const embed: Embed = async ({ texts }) => texts.map((text) => text.split(" ").map(Number));

const score = (
  output: string,
  expected: JsonValue | null,
  { config = {}, by = embed }: { config?: object; by?: Embed | null } = {},
) =>
  scoreOutput(
    ScorerSpec.parse({ kind: "similar", config: { model, ...config } }),
    { output, expected, input: {}, latencyMs: 1, costUsd: null, ...(by ? { embed: by } : {}) },
    "a",
  );

describe("cosine", () => {
  test.each([
    [[1, 0], [2, 0], 1],
    [[1, 0], [0, 3], 0],
    [[1, 0], [-1, 0], -1],
    [[3, 4], [4, 3], 24 / 25],
    [[1, 2, 3], [4, 5, 6], 32 / Math.sqrt(14 * 77)],
    [[0, 0], [1, 0], null],
    [[1], [1, 0], null],
    [[Number.NaN, 1], [1, 1], null],
  ])("of %j and %j", (one, two, cosine) => {
    const result = computeCosine(one, two);
    if (cosine === null) expect(result).toBeNull();
    else expect(result).toBeCloseTo(cosine, 12);
  });

  test("is symmetric, within -1 and 1, 1 for a vector itself, and knows no length", () => {
    const vector = fc.array(fc.double({ min: -100, max: 100, noNaN: true }), {
      minLength: 3,
      maxLength: 3,
    });
    fc.assert(
      fc.property(vector, vector, fc.double({ min: 0.1, max: 9, noNaN: true }), (a, b, scale) => {
        fc.pre(Math.hypot(...a) > 1e-3 && Math.hypot(...b) > 1e-3);
        const cosine = computeCosine(a, b) ?? Number.NaN;
        expect(cosine).toBe(computeCosine(b, a));
        expect(Math.abs(cosine)).toBeLessThanOrEqual(1);
        expect(computeCosine(a, a)).toBeCloseTo(1, 9);
        expect(
          computeCosine(
            a.map((value) => value * scale),
            b,
          ),
        ).toBeCloseTo(cosine, 9);
      }),
    );
  });
});

test.each([
  ["1 0", "1 0", {}, true, 1],
  ["3 4", "4 3", {}, true, 0.96],
  ["1 0", "1 1", {}, false, Math.SQRT1_2],
  ["1 0", "1 1", { threshold: 0.7 }, true, Math.SQRT1_2],
  ["1 0", ["0 1", "1 0"], {}, true, 1],
  ["1 0", null, { value: "1 0" }, true, 1],
] as [string, JsonValue | null, object, boolean, number][])(
  "%s against %j with %j: %s",
  async (output, expected, config, passed, value) => {
    const result = await score(output, expected, { config });
    expect(result).toMatchObject({ status: "scored", passed });
    expect(result.value).toBeCloseTo(value, 12);
  },
);

test("one call embeds the answer and all expected texts, by the model of the scorer", async () => {
  const spy = vi.fn(embed);
  const result = await score("1 0", ["1 1", "0 1"], { by: spy });
  expect(spy.mock.calls).toEqual([[{ model, texts: ["1 0", "1 1", "0 1"] }]]);
  expect(result.reason).toBe("similarity 0.71 by text-embedding-3-small, needs 0.75");
});

test("what cannot be known is no fail", async () => {
  expect(await score("1 0", null)).toMatchObject({ status: "not_measured" });
  expect(await score("1 0", "1 0", { by: null })).toMatchObject({ status: "errored" });
  const broken: Embed = async () => Promise.reject(new Error("No such model."));
  expect(await score("1 0", "1 0", { by: broken })).toMatchObject({
    status: "errored",
    reason: expect.stringMatching(/No such model/),
  });
  expect(await score("0 0", "1 0")).toMatchObject({ status: "errored" });
});

test("an empty answer fails without a call", async () => {
  const spy = vi.fn(embed);
  expect(await score(" ", "1 0", { by: spy })).toMatchObject({ passed: false });
  expect(spy).not.toHaveBeenCalled();
});
