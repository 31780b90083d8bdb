import { expect, test } from "vitest";
import { ConnectionInput, ModelSettings, ToolDefinition } from "./contract";

const messagesOf = (input: unknown) =>
  ConnectionInput.safeParse(input).error?.issues.map(
    ({ path, message }) => `${path.join(".")}: ${message}`,
  ) ?? [];

test("a connection of each kind can be written down", () => {
  expect(messagesOf({ name: "openai", kind: "openai", apiKey: "sk-1" })).toEqual([]);
  expect(
    messagesOf({
      name: "our-gateway",
      kind: "openai-compatible",
      baseUrl: "http://localhost:4000/v1",
    }),
  ).toEqual([]);
  expect(messagesOf({ name: "local", kind: "local-baseline" })).toEqual([]);
  expect(messagesOf({ name: "replay", kind: "replay" })).toEqual([]);
});

test("what is missing or too much is said at its field", () => {
  expect(messagesOf({ name: "openai", kind: "openai" })).toEqual([
    "apiKey: This provider needs an API key.",
  ]);
  expect(messagesOf({ name: "x", kind: "openai-compatible" })).toEqual([
    "baseUrl: An OpenAI-compatible connection needs the address of its server.",
  ]);
  expect(messagesOf({ name: "local", kind: "local-baseline", apiKey: "sk-1" })[0]).toContain(
    "without the network",
  );
  expect(messagesOf({ name: "Our Gateway", kind: "replay" })[0]).toContain("lower-case");
  expect(messagesOf({ name: "x", kind: "replay", secret: 1 })[0]).toContain("secret");
});

test.each([
  ["ftp://models.example/v1", "https://"],
  ["models.example", "https://"],
  ["https://user:pw@models.example/v1", "user name"],
  ["https://models.example/v1?key=1", "?"],
])("the address %s is refused with a reason", (baseUrl, reason) => {
  expect(messagesOf({ name: "x", kind: "openai-compatible", baseUrl })[0]).toContain(reason);
});

test("a key with a line break from copying is refused, not sent", () => {
  expect(messagesOf({ name: "x", kind: "openai", apiKey: "sk-1\r\nHost: evil" })[0]).toContain(
    "apiKey",
  );
});

test("settings outside what providers take are refused, and so are unknown ones", () => {
  expect(
    ModelSettings.safeParse({
      temperature: 0,
      maxOutputTokens: 200,
      topP: 1,
      seed: 7,
      stop: ["\n"],
    }).success,
  ).toBe(true);
  for (const wrong of [
    { temperature: 3 },
    { maxOutputTokens: 0 },
    { topP: 0 },
    { seed: 1.5 },
    { stop: [""] },
    { temprature: 0 },
  ]) {
    expect(ModelSettings.safeParse(wrong).success, JSON.stringify(wrong)).toBe(false);
  }
});

test("a tool's name is one that every provider accepts", () => {
  expect(ToolDefinition.safeParse({ name: "lookup_order", parameters: {} }).success).toBe(true);
  expect(ToolDefinition.safeParse({ name: "look up", parameters: {} }).success).toBe(false);
});
