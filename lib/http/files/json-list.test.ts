import { expect, test } from "vitest";
import { listRows } from "./import-file";
import { parseJsonRows } from "./parse-jsonl";

const rowsOf = async (text: string) => {
  const file = await parseJsonRows(text);
  const { errors } = file;
  return { rows: (await listRows(file)).map(({ cells }) => Object.fromEntries(cells)), errors };
};

test.each([
  ["a list", '[{"a":1},{"a":2}]'],
  ["a list with white space and a mark", '\uFEFF\n [\n {"a": 1} ,\n {"a": 2}\n ]\n'],
  ["a list in an object", '{"name":"x","rows":[{"a":1},{"a":2}],"n":2}'],
  [
    "a list in an object of several lines",
    '{\n "v": {"k": [1]},\n "data": [ {"a":1}, {"a":2} ]\n}',
  ],
  [
    "a list after another list, on one line",
    '{"features":[{"name":"a"}],"rows":[{"a":1},{"a":2}],"num_rows_total":2}',
  ],
  ["an object a line", '{"a":1}\n\n{"a":2}\n'],
])("%s is read row by row", async (_, text) => {
  expect(await rowsOf(text)).toEqual({ rows: [{ a: 1 }, { a: 2 }], errors: [] });
});

test("brackets and commas in texts and in nested values part nothing", async () => {
  const rows = [{ a: 'x],[{"' }, { a: "\\" }, { b: [1, { c: ["]", 2] }] }];
  expect(await rowsOf(JSON.stringify(rows))).toEqual({ rows, errors: [] });
});

test("a chat's messages are no rows", async () => {
  const row = { input: [{ role: "user" }], ideal: "x" };
  expect((await rowsOf(JSON.stringify(row))).rows).toEqual([row]);
});

test("a wrong item is told with its place and stops no other", async () => {
  const { rows, errors } = await rowsOf('[{"a":1}, 7, {"a":}, {"a":2}');
  expect(rows).toEqual([{ a: 1 }, { a: 2 }]);
  expect(errors.map(({ row }) => row)).toEqual([2, 3]);
});
