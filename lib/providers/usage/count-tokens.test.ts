import { expect, test } from "vitest";
import { countTokens, requestTokens } from "./count-tokens";
import { cutRuns } from "./cut-runs";

test("a text is counted in tokens of the o200k encoding", async () => {
  expect(await countTokens(["", "Where is my tent?"])).toEqual([0, 5]);
});

test("a marker that customers type counts as text and breaks nothing", async () => {
  const [count] = await countTokens(["<|endoftext|>"]);
  expect(count).toBeGreaterThan(1);
});

test("messages count their wrapping", () => {
  expect(requestTokens([4, 5])).toBe(4 + 5 + 2 * 4 + 3);
  expect(requestTokens([])).toBe(0);
});

test("ordinary text is not cut", () => {
  const prose = "Where is my tent? I have waited for 12 days.\n".repeat(50);
  expect(cutRuns(prose)).toEqual([prose]);
});

test.each(["a", " ", "\n", "漢", "!\n/", "e\u0301", "!\u0301", "1"])(
  "runs of %j are cut, lose nothing and count the same but for a token per cut",
  async (unit) => {
    const text = `Before ${unit.repeat(1_500)} after`;
    const parts = cutRuns(text);
    expect(parts.join("")).toBe(text);
    const { countTokens: exactly } = await import("gpt-tokenizer/encoding/o200k_base");
    const [count = 0] = await countTokens([text]);
    expect(Math.abs(count - exactly(text))).toBeLessThanOrEqual(parts.length);
  },
);
