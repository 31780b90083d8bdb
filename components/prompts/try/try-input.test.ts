import { expect, test } from "vitest";
import { lacking, parseHistory, tryFields, typedInput, typedValue } from "./try-input";

test("a history is written as lines with a role, and a message may have several lines", () => {
  expect(parseHistory("user: Hello\nassistant: Hi,\nhow can I help?")).toEqual([
    { role: "user", content: "Hello" },
    { role: "assistant", content: "Hi,\nhow can I help?" },
  ]);
});

test("an empty history has no messages", () => {
  expect(parseHistory(" \n")).toEqual([]);
});

test("what reaches into an object is asked for as the object", () => {
  const messages = [{ role: "user" as const, content: "{{customer.tier}} {{customer.id}}" }];
  expect(tryFields(messages, []).map(({ name }) => name)).toEqual(["customer"]);
  expect(typedValue('{"tier":"gold"}')).toEqual({ tier: "gold" });
});

test("text that only begins like JSON stays text", () => {
  expect(typedValue("[sic] he wrote")).toBe("[sic] he wrote");
});

const user = (content: string) => ({ role: "user" as const, content });

test("what only the compared version needs has a field of its own and is sent", () => {
  const fields = tryFields([user("{{ticket}}")], [user("{{ticket}} for {{tier}}")]);
  expect(fields).toEqual([
    { name: "ticket", kind: "variable", isOnlyCompared: false },
    { name: "tier", kind: "variable", isOnlyCompared: true },
  ]);
  expect(typedInput(fields, { ticket: "Late", tier: "gold" })).toEqual({
    variables: { ticket: "Late", tier: "gold" },
  });
});

test("a case leaves only those fields that it has no value for", () => {
  const fields = tryFields([user("{{ticket}}"), { placeholder: "history" }], [user("{{tier}}")]);
  expect(lacking(fields, { ticket: "Late" }).map(({ name }) => name)).toEqual(["tier"]);
});
