import { expect, test } from "vitest";
import { type ChainContent, ChainStep } from "./chain-content";
import { diffChains } from "./diff-chains";

const code = (key: string, source: string) =>
  ChainStep.parse({ key, kind: "code", config: { code: source } });

test("a step that is called like the chain itself is a part of its own", () => {
  const before: ChainContent = { steps: [code("chain", "return 1;"), code("answer", "return 2;")] };
  const after: ChainContent = { steps: [code("chain", "return 3;"), code("answer", "return 2;")] };
  const { messages } = diffChains({ number: 1, content: before }, { number: 2, content: after });
  expect(messages.map(({ title, change }) => [title, change])).toEqual([
    ["input and output", "same"],
    ["chain", "changed"],
    ["answer", "same"],
  ]);
});
