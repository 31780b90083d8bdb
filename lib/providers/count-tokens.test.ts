import { expect, test } from "vitest";
import { countMessageTokens, countTokens } from "./count-tokens";

test("a text is counted in tokens of the o200k encoding", async () => {
  expect(await countTokens("")).toBe(0);
  expect(await countTokens("Where is my tent?")).toBe(5);
});

test("a marker that customers type counts as text and breaks nothing", async () => {
  expect(await countTokens("<|endoftext|>")).toBeGreaterThan(1);
});

test("messages count their wrapping", async () => {
  const { perMessage, total } = await countMessageTokens([
    { content: "Sort the ticket." },
    { content: "Where is my tent?" },
  ]);
  expect(total).toBe((perMessage[0] ?? 0) + (perMessage[1] ?? 0) + 2 * 4 + 3);
  expect(await countMessageTokens([])).toEqual({ perMessage: [], total: 0 });
});
