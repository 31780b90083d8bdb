import { expect, test } from "vitest";
import { type ChainContent, ChainStep } from "@/lib/prompts/chain/chain-content";
import { applyOptions } from "./apply-options";

const code = (key: string, source: string) =>
  ChainStep.parse({ key, kind: "code", config: { code: source } });

const content: ChainContent = {
  steps: [code("find", "return 1;"), code("count", "return 2;"), code("answer", "return 3;")],
  output: "steps.answer.output",
};

test("an option puts its steps in place of those with their keys and leaves the rest as it is", () => {
  const changed = applyOptions(
    content,
    { steps: [code("answer", "return 4;")] },
    { steps: [code("find", "return 5;")] },
  );
  expect(changed).toEqual({
    ...content,
    steps: [code("find", "return 5;"), code("count", "return 2;"), code("answer", "return 4;")],
  });
  expect(content.steps[0]).toEqual(code("find", "return 1;"));
});

test("without changes, and with a step that the version does not have, it stays as it is", () => {
  expect(applyOptions(content, { steps: [] }, undefined)).toEqual(content);
  expect(applyOptions(content, { steps: [code("other", "return 6;")] })).toEqual(content);
});
