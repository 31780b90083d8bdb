import { expect, test } from "vitest";
import { findCell, listCells } from "./list-cells";

const haiku = { provider: "anthropic", name: "haiku" };
const mini = { provider: "openai", name: "mini" };
const rows = [
  { name: "4 passages", version: 3 },
  { name: "8 passages", version: 3 },
];

test("versions meet models row by row", () => {
  const cells = listCells({ versions: [1, 2], models: [haiku, mini] });
  expect(cells.map(({ version, model }) => `${version} ${model?.name}`)).toEqual([
    "1 haiku",
    "1 mini",
    "2 haiku",
    "2 mini",
  ]);
  expect(findCell(cells, { version: 2, model: { ...haiku } })).toBe(2);
  expect(findCell(cells, { version: 3, model: haiku })).toBe(-1);
});

test("rows of a chain meet columns; without columns each row is one cell", () => {
  const crossed = listCells({ rows, columns: [{ name: "loose" }, { name: "strict" }] });
  expect(crossed.map(({ option }) => [option?.row, option?.column])).toEqual([
    ["4 passages", "loose"],
    ["4 passages", "strict"],
    ["8 passages", "loose"],
    ["8 passages", "strict"],
  ]);
  expect(findCell(crossed, { row: "8 passages", column: "loose" })).toBe(2);
  expect(findCell(crossed, { row: "8 passages" })).toBe(-1);
  const plain = listCells({ rows });
  expect(plain.map(({ version, option }) => [version, option?.column])).toEqual([
    [3, null],
    [3, null],
  ]);
  expect(findCell(plain, { row: "8 passages" })).toBe(1);
});
