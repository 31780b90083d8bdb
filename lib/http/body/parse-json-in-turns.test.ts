import fc from "fast-check";
import { expect, test } from "vitest";
import { parseJsonInTurns } from "./parse-json-in-turns";

const long = 'text with \\ and " in it, é '.repeat(2_500);

/** Members of this name are dropped on purpose. */
const Name = fc.string().filter((name) => name !== "__proto__");

const Big = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.integer(),
    fc.string(),
    fc.constant(long),
    fc.constant(null),
    fc.array(tie("value"), { maxLength: 6 }),
    fc.dictionary(Name, tie("value"), { maxKeys: 6 }),
    fc.constant(Array.from({ length: 4_000 }, (_, n) => ({ n, "a,b": ["[", "\\"] }))),
  ),
})).value;

test("it parses what JSON.parse parses, however it is spaced", async () => {
  await fc.assert(
    fc.asyncProperty(Big, fc.constantFrom(undefined, 2), async (value, space) => {
      const text = JSON.stringify(value, null, space);
      expect(await parseJsonInTurns(text)).toEqual(JSON.parse(text));
    }),
    { numRuns: 20 },
  );
});

const many = Array.from({ length: 20_000 }, () => "[1]").join(",");

test.each([
  ["nothing", ""],
  ["a comma before a large member", `[,"${"a".repeat(60_000)}"]`],
  ["a comma at the end", `[${many},]`],
  ["two commas", `[${many},,${many}]`],
  ["no end", `[${many}`],
  ["another bracket at the end", `[${many}}`],
  ["two values", `[${many}],[${many}]`],
  ["an object without a colon", `{"a" "${"a".repeat(60_000)}"}`],
  ["an object whose name is no text", `{1:"${"a".repeat(60_000)}"}`],
  ["a text without an end", `["${"a".repeat(60_000)}]`],
])("it refuses %s", async (_, text) => {
  await expect(parseJsonInTurns(text)).rejects.toThrow(SyntaxError);
});

test("a member named __proto__ is dropped, large or small", async () => {
  const list = `[${many}]`;
  const parsed = (await parseJsonInTurns(
    `{"__proto__":${list},"a":{"__proto__":1,"b":2},"c":${list}}`,
  )) as object;
  expect(Object.keys(parsed)).toEqual(["a", "c"]);
  expect(parsed).toMatchObject({ a: { b: 2 } });
  expect(Object.getPrototypeOf(parsed)).toBe(Object.prototype);
});
