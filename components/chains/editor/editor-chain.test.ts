import { expect, test } from "vitest";
import type { ChainStep } from "@/lib/prompts/chain/chain-content";
import {
  type EditorChain,
  freeKey,
  keyedStep,
  moveStep,
  renameStep,
  setExpression,
  toChain,
  toEditorChain,
} from "./editor-chain";

const code = (key: string, input: Record<string, string> = {}): ChainStep => ({
  ...{ key, kind: "code", config: { code: "return 1;" }, input },
});

const chain: EditorChain = toEditorChain({
  steps: [
    code("sort"),
    { ...code("answer", { ticket: "inputs.ticket", what: "steps.sort.output.kind" }) },
  ],
  ...{ output: "steps.sort.output" },
});

test("a renamed step is renamed wherever it is named", () => {
  const { steps, output } = toChain(renameStep(chain, "s0", "triage"));
  expect(steps[0]?.key).toBe("triage");
  expect(steps[1]?.input).toEqual({
    ticket: "inputs.ticket",
    what: "steps.triage.output.kind",
  });
  expect(output).toBe("steps.triage.output");
});

test("steps with an address of one's own are opened as they were saved", () => {
  const search = {
    key: "find",
    kind: "retrieve",
    config: { url: "https://search.example.com", topK: 4 },
    input: { query: "inputs.question" },
  };
  const tool = {
    key: "lookup",
    kind: "tool",
    config: {
      tool: { name: "lookup", parameters: { type: "object" } },
      url: "https://crm.example.com",
    },
    input: {},
  };
  expect(toChain(toEditorChain({ steps: [search, tool] })).steps).toEqual([search, tool]);
});

test("a branch that names the route follows its new name", () => {
  const onlyIf = { step: "sort", is: ["yes"] };
  const routed = toEditorChain({ steps: [code("sort"), { ...code("answer"), ...{ onlyIf } }] });
  const [, answer] = toChain(renameStep(routed, "s0", "way")).steps;
  expect(answer?.onlyIf).toEqual({ step: "way", is: ["yes"] });
});

test("renaming one of two steps of a name leaves references to the name alone", () => {
  const twice = toEditorChain({
    steps: [code("a"), code("a"), code("b", { value: "steps.a.output" })],
  });
  expect(toChain(renameStep(twice, "s1", "c")).steps[2]?.input.value).toBe("steps.a.output");
});

test("a fix is put where its problem is", () => {
  const fixed = setExpression(chain, "steps.1.input.what", "steps.sort.output.category");
  expect(toChain(fixed).steps[1]?.input.what).toBe("steps.sort.output.category");
  expect(toChain(setExpression(chain, "output", "inputs.ticket")).output).toBe("inputs.ticket");
});

test("a draft that lacks most of a step is completed so that its form can show it", () => {
  const [step] = toEditorChain({ steps: [{ key: "look", kind: "retrieve" }] }).steps;
  expect(step?.step).toMatchObject({ kind: "retrieve", config: { topK: 4 }, input: {} });
});

test("what was written survives a way through the editor", () => {
  expect(toChain(chain)).toEqual({
    steps: chain.steps.map(({ step }) => step),
    output: "steps.sort.output",
  });
});

test("steps move, and stay themselves", () => {
  expect(moveStep(chain, "s1", 0).steps.map(({ id }) => id)).toEqual(["s1", "s0"]);
  expect(moveStep(chain, "s1", 2)).toBe(chain);
});

test("a new step gets a key that no other has", () => {
  expect(freeKey(chain.steps, "sort")).toBe("sort_2");
  expect(freeKey([...chain.steps, keyedStep(code("sort_2"))], "sort")).toBe("sort_3");
});
