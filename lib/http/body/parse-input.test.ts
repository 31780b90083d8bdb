import { expect, test } from "vitest";
import { z } from "zod";
import { parseInput } from "./parse-input";

const Note = z.object({ text: z.string(), tags: z.array(z.string()).default([]) });

test("every wrong place of an input is named", () => {
  expect(() => parseInput(Note, { text: 1, tags: [2] }, "body")).toThrow(
    expect.objectContaining({
      code: "invalid",
      errors: [
        expect.objectContaining({ path: "text" }),
        expect.objectContaining({ path: "tags.0" }),
      ],
    }),
  );
});

test.each([
  ["a NUL character", "a\u0000b"],
  ["half a character", "a\ud800b"],
])("%s is refused where it stands, before the database would fail on it", (_, text) => {
  expect(() => parseInput(Note, { text: "fine", tags: ["x", text] }, "body")).toThrow(
    expect.objectContaining({
      code: "invalid",
      errors: [expect.objectContaining({ path: "tags.1" })],
    }),
  );
});

test("a NUL character in the name of a member is refused as well", () => {
  const values = z.record(z.string(), z.string());
  expect(() => parseInput(values, { "a\u0000": "b" }, "body")).toThrow("NUL");
});

test("text of any language passes", () => {
  expect(parseInput(Note, { text: "🦄 ünï مرحبا" }, "body").text).toBe("🦄 ünï مرحبا");
});
