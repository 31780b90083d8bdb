import { expect, test } from "vitest";
import { pickStep } from "./pick-step";
import { buildStepTree, type TreeStep } from "./step-tree";

const START = Date.parse("2026-11-18T09:47:12.000Z");
const at = (ms: number) => new Date(START + ms).toISOString();
const step = (id: string, kind: string, to: number, error: string | null = null): TreeStep => ({
  id,
  parentId: null,
  kind,
  name: id,
  model: null,
  startedAt: at(0),
  endedAt: at(to),
  retries: 0,
  error,
});
const picked = (...steps: TreeStep[]) => pickStep(buildStepTree(steps, at(0)))?.step.id;

test("the call that answered last is what one wants to see", () => {
  const [first, last] = [step("first", "llm", 300), step("last", "llm", 900)];
  expect(picked(first, step("check", "validate", 990), last)).toBe("last");
});

test("when no call answered, what went wrong last", () => {
  expect(picked(step("ask", "llm", 300, "429"), step("look-up", "tool", 200, "down"))).toBe("ask");
});

test("without calls and errors the first step, and nothing of nothing", () => {
  expect(picked(step("one", "tool", 10), step("two", "tool", 5))).toBe("one");
  expect(picked()).toBeUndefined();
});
