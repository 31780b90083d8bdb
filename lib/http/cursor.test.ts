import { expect, test } from "vitest";
import { cursorOf, parseCursor, parseIdCursor, parseNumberCursor } from "./cursor";

const refused = expect.objectContaining({ code: "invalid" });
const encode = (text: string) => Buffer.from(text).toString("base64url");

test("a cursor gives back the keys that it was made of", () => {
  expect(parseCursor(cursorOf("2026-01-01", "é"), 2)).toEqual(["2026-01-01", "é"]);
  expect(parseCursor(undefined)).toEqual([]);
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
  expect(() => parseCursor(cursor)).toThrow(refused);
});

test("a cursor of another list is refused before the database would fail on it", () => {
  expect(() => parseIdCursor(cursorOf("not an id"))).toThrow(refused);
  expect(parseIdCursor(cursorOf("0198c9a0-0000-7000-8000-000000000001"))).toBeDefined();
  expect(() => parseNumberCursor(cursorOf("not a number"))).toThrow(refused);
  expect(() => parseNumberCursor(cursorOf("99999999999999"))).toThrow(refused);
  expect(parseNumberCursor(cursorOf("12"))).toBe(12);
});
