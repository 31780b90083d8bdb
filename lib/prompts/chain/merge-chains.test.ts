import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalJson } from "@/lib/http/body/canonical-json";
import { type ChainContent, ChainStep } from "./chain-content";
import { mergeChains } from "./merge-chains";

const code = (key: string, source = "return 1;") =>
  ChainStep.parse({ key, kind: "code", config: { code: source } });
const chain = (...steps: ChainStep[]): ChainContent => ({ steps });
const keysOf = ({ steps }: ChainContent) => steps.map(({ key }) => key);

const base = chain(code("route"), code("find"), code("answer"));

test("steps that only one side changed merge by themselves, with what it says of input and output", () => {
  const mine = { ...chain(code("route", "return 2;"), code("find"), code("answer")) };
  const theirs: ChainContent = {
    ...chain(code("route"), code("find"), code("answer", "return 3;")),
    output: "steps.find.output",
  };
  const merged = mergeChains(base, mine, theirs);
  expect(merged.conflicts).toEqual([]);
  expect(merged.content).toEqual({
    ...chain(code("route", "return 2;"), code("find"), code("answer", "return 3;")),
    output: "steps.find.output",
  });
});

test("a step that both changed is a conflict by its key: mine, until theirs is chosen", () => {
  const mine = chain(code("route", "return 2;"), code("find"), code("answer"));
  const theirs = chain(code("route", "return 3;"), code("find"), code("answer"));
  const merged = mergeChains(base, mine, theirs);
  expect(merged.conflicts).toMatchObject([{ key: "step:route", label: "route" }]);
  expect(merged.content).toEqual(mine);
  expect(mergeChains(base, mine, theirs, { "step:route": "theirs" }).content).toEqual(theirs);
});

test("steps that both add are both there, a step that one took out is gone, and an order that one changed stays", () => {
  const mine = chain(code("route"), code("check"), code("find"), code("answer"));
  const theirs = chain(code("find"), code("route"), code("log"));
  const merged = mergeChains(base, mine, theirs);
  expect(merged.conflicts).toEqual([]);
  expect(keysOf(merged.content).toSorted()).toEqual(["check", "find", "log", "route"]);
  expect(keysOf(merged.content).indexOf("find")).toBeLessThan(
    keysOf(merged.content).indexOf("route"),
  );
});

test("a step that one took out and the other changed is a conflict", () => {
  const mine = chain(code("route"), code("answer"));
  const theirs = chain(code("route"), code("find", "return 4;"), code("answer"));
  const merged = mergeChains(base, mine, theirs);
  expect(merged.conflicts).toMatchObject([{ key: "step:find", mine: undefined }]);
  expect(keysOf(merged.content)).toEqual(["route", "answer"]);
  expect(mergeChains(base, mine, theirs, { "step:find": "theirs" }).content).toEqual(theirs);
});

const anyChain = fc
  .shuffledSubarray(["a", "b", "c", "d"], { minLength: 1 })
  .chain((keys) =>
    fc.tuple(...keys.map((key) => fc.constantFrom(1, 2).map((n) => code(key, `return ${n};`)))),
  )
  .map((steps) => chain(...steps));

test("with one side unchanged the merge is the other, and choosing theirs in every conflict keeps no step twice", () => {
  fc.assert(
    fc.property(anyChain, anyChain, anyChain, (from, mine, theirs) => {
      expect(canonicalJson(mergeChains(from, mine, from).content)).toBe(canonicalJson(mine));
      expect(canonicalJson(mergeChains(from, from, theirs).content)).toBe(canonicalJson(theirs));
      const { conflicts } = mergeChains(from, mine, theirs);
      const choices = Object.fromEntries(conflicts.map(({ key }) => [key, "theirs" as const]));
      const keys = keysOf(mergeChains(from, mine, theirs, choices).content);
      expect(new Set(keys).size).toBe(keys.length);
    }),
  );
});
