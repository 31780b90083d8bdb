import { expect, test } from "vitest";
import { z } from "zod";
import "./contract";

const messageOf = (schema: z.ZodType, value: unknown) =>
  schema.safeParse(value).error?.issues[0]?.message;

test.each<[string, z.ZodType, unknown, string]>([
  ["an absent text", z.string(), undefined, "Required."],
  ["an empty text", z.string().min(1), "", "Required."],
  ["a short text", z.string().min(12), "abc", "At least 12 characters."],
  ["a long text", z.string().max(1000), "a".repeat(1001), "At most 1,000 characters."],
  ["a number as a text", z.number(), "3", "Give a number."],
  ["no number", z.number(), Number.NaN, "Give a number."],
  ["a fraction", z.int(), 1.5, "Give a whole number."],
  ["a small number", z.number().min(0), -1, "At least 0."],
  ["a number at an open end", z.number().positive(), 0, "More than 0."],
  ["too many entries", z.array(z.string()).max(1), ["a", "b"], "At most 1 entry."],
  ["an address", z.url(), "example", "Give an address that begins with https:// or http://."],
  ["an e-mail address", z.email(), "x", "Give an e-mail address, like ada@example.com."],
  ["one of several", z.enum(["json", "slack"]), "xml", "Choose one of json, slack."],
  ["no choice", z.enum(["json", "slack"]), undefined, "Choose one of json, slack."],
  ["a pattern", z.string().regex(/^[a-z]+$/), "A", "Check the format."],
  ["a list", z.array(z.string()), "a", "Give a list."],
])("%s that is refused is described in words for people", (_, schema, value, message) => {
  expect(messageOf(schema, value)).toBe(message);
});

test("the schema's own words come first", () => {
  expect(messageOf(z.string().min(1, "Name the source."), "")).toBe("Name the source.");
});
