import { expect, test } from "vitest";
import { checkContent } from "./check-content";
import { schemaProblems, validateTools } from "./validate-tools";
import type { VersionContent } from "./version-contract";

const content: VersionContent = {
  messages: [{ role: "user", content: "{{ticket}}" }],
  model: { provider: "local", name: "baseline" },
  settings: {},
};

test("a valid schema has no problems, in both dialects", () => {
  const schema = { type: "object", properties: { n: { type: "string", format: "date" } } };
  expect(schemaProblems(schema, "s")).toEqual([]);
  expect(
    schemaProblems({ $schema: "http://json-schema.org/draft-07/schema#", ...schema }, "s"),
  ).toEqual([]);
});

test.each([
  [{ type: "strnig" }, "s.type"],
  [{ properties: { a: { minLength: -1 } } }, "s.properties.a.minLength"],
  [{ properties: { a: { pattern: "(" } } }, "s"],
  [{ properties: { a: { $ref: "#/$defs/gone" } } }, "s"],
  [[], "s"],
])("%j is refused at %s", (schema, path) => {
  expect(schemaProblems(schema, "s").map((problem) => problem.path)).toContain(path);
});

test("a tool's parameters must be an object", () => {
  const tools = [{ name: "lookup", parameters: { type: "string" } }];
  expect(validateTools({ tools })).toMatchObject([{ path: "tools.0.parameters.type" }]);
});

test("a text prompt is one user message", () => {
  expect(checkContent("text", content)).toEqual([]);
  const chat = {
    ...content,
    messages: [{ role: "system" as const, content: "a" }, ...content.messages],
  };
  expect(checkContent("chat", chat)).toEqual([]);
  expect(checkContent("text", chat)).toMatchObject([{ path: "messages" }]);
});

test("an empty prompt, an empty message, a broken mark and a doubled tool are refused", () => {
  const tool = { name: "a", parameters: {} };
  const messages = [
    { role: "user" as const, content: " " },
    { role: "user" as const, content: "{{ a b }}" },
  ];
  expect(checkContent("chat", { ...content, messages: [] })).toHaveLength(1);
  expect(
    checkContent("chat", { ...content, messages, tools: [tool, tool] }).map((p) => p.path),
  ).toEqual(["messages.0.content", "messages.1.content", "tools.1.name"]);
});
