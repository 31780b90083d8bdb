import { expect, test } from "vitest";
import { cursorOf, readCursor, readIdCursor, readNumberCursor } from "./cursor";

test("a cursor gives back the keys that it was made of", () => {
  expect(readCursor(cursorOf("2026-01-01", "é"))).toEqual(["2026-01-01", "é"]);
});

test.each(["zz", Buffer.from("{}").toString("base64url"), cursorOf("a\u0000"), ""])(
  "a made-up cursor (%s) starts at the top",
  (cursor) => {
    expect(readCursor(cursor)).toEqual([]);
  },
);

test("a cursor of another list starts at the top instead of failing in the database", () => {
  expect(readIdCursor(cursorOf("not an id"))).toBeUndefined();
  expect(readIdCursor(cursorOf("0198c9a0-0000-7000-8000-000000000001"))).toBeDefined();
  expect(readNumberCursor(cursorOf("not a number"))).toBeUndefined();
  expect(readNumberCursor(cursorOf("99999999999999"))).toBeUndefined();
  expect(readNumberCursor(cursorOf("12"))).toBe(12);
});
