import { expect, test } from "vitest";
import { cursorOf, readCursor, readIdCursor, readNumberCursor } from "./cursor";

const refused = expect.objectContaining({ code: "invalid" });
const encode = (text: string) => Buffer.from(text).toString("base64url");

test("a cursor gives back the keys that it was made of", () => {
  expect(readCursor(cursorOf("2026-01-01", "é"), 2)).toEqual(["2026-01-01", "é"]);
  expect(readCursor(undefined)).toEqual([]);
});

test.each([
  ["no base64", "zz"],
  ["an object", encode("{}")],
  ["no key", encode("[]")],
  ["a number instead of a text", encode("[1]")],
  ["a list in a list", encode('[["a"]]')],
  ["one key too many", cursorOf("a", "b")],
  ["a NUL character", cursorOf("a\u0000")],
  ["half a character", encode('["\\ud800"]')],
])("a cursor that holds %s is refused", (_, cursor) => {
  expect(() => readCursor(cursor)).toThrow(refused);
});

test("a cursor of another list is refused before the database would fail on it", () => {
  expect(() => readIdCursor(cursorOf("not an id"))).toThrow(refused);
  expect(readIdCursor(cursorOf("0198c9a0-0000-7000-8000-000000000001"))).toBeDefined();
  expect(() => readNumberCursor(cursorOf("not a number"))).toThrow(refused);
  expect(() => readNumberCursor(cursorOf("99999999999999"))).toThrow(refused);
  expect(readNumberCursor(cursorOf("12"))).toBe(12);
});
