import fc from "fast-check";
import { expect, test } from "vitest";
import type { StepRow } from "@/components/traces/trace/step-tree";
import { alignSteps } from "./align-steps";

const row = (kind: string, name: string, id = name): StepRow => ({
  step: {
    id,
    parentId: null,
    kind,
    name,
    model: null,
    startedAt: "2026-11-18T09:47:12.000Z",
    endedAt: "2026-11-18T09:47:13.000Z",
    retries: 0,
    error: null,
  },
  depth: 0,
  startMs: 0,
  durationMs: 1000,
  attempt: null,
  waitMs: null,
});
const names = (a: StepRow[], b: StepRow[]) =>
  alignSteps(a, b).map((pair) => [pair.a?.step.name ?? null, pair.b?.step.name ?? null]);

test("the same steps stand on one line, and what one has more stands alone", () => {
  expect(
    names(
      [row("tool", "lookup"), row("llm", "answer")],
      [row("tool", "lookup"), row("retrieval", "search"), row("llm", "answer")],
    ),
  ).toEqual([
    ["lookup", "lookup"],
    [null, "search"],
    ["answer", "answer"],
  ]);
});

test("a call of another model stands beside the call that it replaced", () => {
  expect(
    names(
      [row("llm", "chat gpt-4.1"), row("validate", "schema")],
      [row("llm", "chat gpt-5"), row("validate", "schema")],
    ),
  ).toEqual([
    ["chat gpt-4.1", "chat gpt-5"],
    ["schema", "schema"],
  ]);
});

test("no step is lost or shown twice, and each side keeps its order", () => {
  const steps = fc.array(
    fc.tuple(fc.constantFrom("llm", "tool", "other"), fc.constantFrom("a", "b", "c")),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(steps, steps, (one, two) => {
      const make = (list: [string, string][]) =>
        list.map(([kind, name], index) => row(kind, name, String(index)));
      const pairs = alignSteps(make(one), make(two));
      const side = (which: "a" | "b") =>
        pairs.flatMap((pair) => (pair[which] ? [pair[which].step.id] : []));
      expect(side("a")).toEqual(one.map((_, index) => String(index)));
      expect(side("b")).toEqual(two.map((_, index) => String(index)));
      expect(pairs.every(({ a, b }) => a !== null || b !== null)).toBe(true);
    }),
  );
});
