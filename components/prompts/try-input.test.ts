import { expect, test } from "vitest";
import { inputNames, readHistory, typedValue } from "./try-input";

test("a history is written as lines with a role, and a message may have several lines", () => {
  expect(readHistory("user: Hello\nassistant: Hi,\nhow can I help?")).toEqual([
    { role: "user", content: "Hello" },
    { role: "assistant", content: "Hi,\nhow can I help?" },
  ]);
});

test("an empty history has no messages", () => {
  expect(readHistory(" \n")).toEqual([]);
});

test("what reaches into an object is asked for as the object", () => {
  const messages = [{ role: "user" as const, content: "{{customer.tier}} {{customer.id}}" }];
  expect(inputNames(messages)).toEqual(["customer"]);
  expect(typedValue('{"tier":"gold"}')).toEqual({ tier: "gold" });
});

test("text that only begins like JSON stays text", () => {
  expect(typedValue("[sic] he wrote")).toBe("[sic] he wrote");
});
