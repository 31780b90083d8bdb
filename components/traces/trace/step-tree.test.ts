import fc from "fast-check";
import { expect, test } from "vitest";
import { buildStepTree, errorWord, type TreeStep } from "./step-tree";

const start = Date.parse("2026-11-18T09:47:12.000Z");
const at = (ms: number) => new Date(start + ms).toISOString();
const step = (
  id: string,
  parentId: string | null,
  [from, to]: [number, number],
  more: Partial<TreeStep> = {},
): TreeStep => ({
  id,
  parentId,
  kind: "llm",
  name: "chat",
  model: "gpt-4.1-mini",
  startedAt: at(from),
  endedAt: at(to),
  retries: 0,
  error: null,
  ...more,
});

test("parents stand before their children, and children by their start", () => {
  const rows = buildStepTree(
    [
      step("late", "root", [500, 900], { name: "answer" }),
      step("early", "root", [10, 20], { name: "detect" }),
      step("root", null, [0, 1000], { name: "request" }),
      step("inner", "early", [12, 15], { name: "look up" }),
    ],
    at(0),
  );
  expect(rows.map(({ step: { id }, depth }) => [id, depth])).toEqual([
    ["root", 0],
    ["early", 1],
    ["inner", 2],
    ["late", 1],
  ]);
  expect(rows[3]).toMatchObject({ startMs: 500, durationMs: 400 });
});

test("the same call after a failed one is a second attempt, with the time it waited", () => {
  const rows = buildStepTree(
    [
      step("a", null, [150, 206], { error: "429 Too many requests" }),
      step("b", null, [386, 1368]),
      step("c", null, [1370, 1380], { name: "validate", kind: "validate" }),
    ],
    at(0),
  );
  expect(rows.map(({ attempt, waitMs }) => ({ attempt, waitMs }))).toEqual([
    { attempt: 1, waitMs: 180 },
    { attempt: 2, waitMs: null },
    { attempt: null, waitMs: null },
  ]);
});

test("two calls at the same time are not attempts of one", () => {
  const rows = buildStepTree(
    [step("a", null, [0, 300], { error: "boom" }), step("b", null, [100, 400])],
    at(0),
  );
  expect(rows.every(({ attempt }) => attempt === null)).toBe(true);
});

test("every step is shown once, whatever its parents say", () => {
  const ids = fc.constantFrom("a", "b", "c", "d", "e", "f");
  fc.assert(
    fc.property(
      fc.uniqueArray(
        fc.record({ id: ids, parentId: fc.option(fc.oneof(ids, fc.constant("gone"))) }),
        { selector: ({ id }) => id },
      ),
      (links) => {
        const rows = buildStepTree(
          links.map(({ id, parentId }, index) => step(id, parentId, [index, index + 1])),
          at(0),
        );
        expect(rows.map((row) => row.step.id).sort()).toEqual(links.map(({ id }) => id).sort());
      },
    ),
  );
});

test("a chain of thousands of parents is walked", () => {
  const steps = Array.from({ length: 20_000 }, (_, n) =>
    step(String(n), n === 0 ? null : String(n - 1), [n, n + 1]),
  );
  expect(buildStepTree(steps, at(0)).at(-1)?.depth).toBe(19_999);
});

test("an error is named by its status, or by its first words", () => {
  expect(errorWord("Request failed with status 429: slow down")).toBe("429");
  expect(errorWord("TimeoutError: no answer within 30 s")).toBe("TimeoutError");
  expect(errorWord("")).toBe("error");
});
