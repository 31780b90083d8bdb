import { expect, test } from "vitest";
import { ScorerList, ScorerSpec, scorerKinds } from "./contract";
import { scorerCatalogue } from "./scorer-catalogue";
import { nameScorers } from "./scorer-name";

const messages = (spec: unknown): string => {
  const parsed = ScorerSpec.safeParse(spec);
  return parsed.success
    ? "accepted"
    : parsed.error.issues.map(({ message }) => message).join(" | ");
};

test("a scorer needs nothing but its kind when the case says what is expected", () => {
  for (const kind of scorerKinds) {
    if (["latency", "cost", "word-count", "script", "similar", "all"].includes(kind)) continue;
    if (kind.startsWith("judge-")) continue;
    expect(messages({ kind })).toBe("accepted");
  }
  expect(ScorerSpec.parse({ kind: "label" }).config).toEqual({ repair: false });
});

test.each([
  [{ kind: "labell" }, /Unknown scorer kind "labell"\. Use one of: equals, contains/],
  [{}, /A scorer needs a kind/],
  [
    { kind: "label", config: { fild: "category" } },
    /Unknown setting "fild"\. Use: field, value, labels, repair\./,
  ],
  [{ kind: "latency" }, /Required|maxMs/],
  [{ kind: "latency", config: {} }, /Give maxMs/],
  [{ kind: "word-count", config: {} }, /Give min, max or both/],
  [{ kind: "word-count", config: { min: 5, max: 2 } }, /min is larger than max/],
  [{ kind: "all", config: { scorers: [] } }, /at least one scorer/],
  [
    { kind: "all", config: { scorers: [{ scorer: { kind: "all" } }] } },
    /Unknown scorer kind "all"/,
  ],
  [{ kind: "judge-rubric", config: {} }, /Give a rubric/],
  [{ kind: "finish-reason", config: { value: "done" } }, /stop/],
  [{ kind: "tool-call", config: { arguments: { a: 1 } } }, /name of their tool/],
  [{ kind: "tool-call", config: { negate: true } }, /Name the tool/],
  [{ kind: "trajectory", config: { match: "any" } }, /exact/],
  [{ kind: "rouge-n", config: { n: 0 } }, /1/],
  [{ kind: "levenshtein", config: { threshold: 5 } }, /1/],
  [{ kind: "similar", config: { threshold: 0.5 } }, /Name the model that embeds/],
  [{ kind: "script", config: {} }, /body of a function/],
  [{ kind: "script", config: { code: " " } }, /body of a function/],
])("%j is refused with what to fix", (spec, message) => {
  expect(messages(spec)).toMatch(message);
});

test("a schema nested beyond 32 levels is refused", () => {
  let schema: Record<string, unknown> = { type: "string" };
  for (let level = 0; level < 40; level++) schema = { items: schema };
  expect(messages({ kind: "json-schema", config: { schema } })).toMatch(/nested deeper than 32/);
});

test("a run has one to twenty scorers", () => {
  expect(ScorerList.safeParse([]).success).toBe(false);
  expect(ScorerList.safeParse(Array.from({ length: 21 }, () => ({ kind: "equals" }))).success).toBe(
    false,
  );
});

test("two scorers of one kind get different names", () => {
  const specs = ScorerList.parse([
    { kind: "contains", config: { value: "a" } },
    { kind: "contains", config: { value: "b" } },
    { kind: "label", config: { field: "category" } },
    { kind: "label", name: "priority", config: { field: "priority" } },
  ]);
  expect(nameScorers(specs).map(({ name }) => name)).toEqual([
    "contains",
    "contains 2",
    "label: category",
    "priority",
  ]);
});

test("the picker offers exactly the kinds and settings that the contract takes", () => {
  expect(scorerCatalogue.map(({ kind }) => kind).sort()).toEqual([...scorerKinds].sort());
  for (const entry of scorerCatalogue) {
    expect(entry.example).not.toBe("");
    for (const setting of entry.settings) {
      const probe = ScorerSpec.safeParse({
        kind: entry.kind,
        config: { [setting.name]: undefined },
      });
      const unknown = probe.error?.issues.some(({ code }) => code === "unrecognized_keys") ?? false;
      expect([entry.kind, setting.name, unknown]).toEqual([entry.kind, setting.name, false]);
    }
  }
});
