import { expect, test } from "vitest";
import { findPending } from "./migrate.mjs";

const first = { name: "1_init", sql: "", checksum: "a" };
const second = { name: "2_more", sql: "", checksum: "b" };

test("only what the database has not had is applied, in its order", () => {
  expect(findPending([first, second], [])).toEqual([first, second]);
  expect(findPending([first, second], [{ name: "1_init", checksum: "a" }])).toEqual([second]);
});

test("a migration that was edited after it had been applied is an error that names it", () => {
  expect(() => findPending([first], [{ name: "1_init", checksum: "old" }])).toThrow(
    "1_init was edited",
  );
});

test("a database that is ahead of this checkout is left alone", () => {
  expect(
    findPending(
      [first],
      [
        { name: "1_init", checksum: "a" },
        { name: "9_new", checksum: "z" },
      ],
    ),
  ).toEqual([]);
});
