import { expect, test } from "vitest";
import type { ChainContent } from "@/lib/prompts/chain/chain-content";
import { chainFields, planStepAlone, runnablePart } from "./plan-chain-try";

const content: ChainContent = {
  steps: ["one", "two", "three"].map((key) => ({
    ...{ key, kind: "code", config: { code: "return 1;" }, input: { ticket: "inputs.ticket" } },
  })),
  output: "steps.three.output",
};

test("a chain with a problem runs up to it, without the answer that it cannot give yet", () => {
  const part = runnablePart(content, 2);
  expect(part.steps.map(({ key }) => key)).toEqual(["one", "two"]);
  expect(part.output).toBeUndefined();
  expect(runnablePart(content, null)).toBe(content);
});

test("a step alone takes what the steps before it gave", () => {
  const outputs = new Map<string, unknown>([
    ["one", { category: "billing" }],
    ["two", null],
  ]);
  const plan = planStepAlone(content, 2, outputs);
  expect(plan?.outputs).toEqual({ one: { category: "billing" }, two: null });
  expect(plan?.content.steps).toHaveLength(3);
  expect(planStepAlone(content, 0, new Map())?.outputs).toEqual({});
});

test("a step whose inputs were never made cannot run alone", () => {
  expect(planStepAlone(content, 2, new Map([["one", 1]]))).toBeNull();
});

test("an input is asked for once, declared or not", () => {
  const inputs = { type: "object", properties: { tier: { type: "string" } } };
  expect(chainFields({ ...content, inputs }).map(({ name }) => name)).toEqual(["tier", "ticket"]);
});
