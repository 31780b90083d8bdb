import fc from "fast-check";
import { expect, test } from "vitest";
import type { PromptMessage, VersionContent } from "@/lib/prompts/version-contract";
import { applyHunks, splitLines } from "./diff-lines";
import { diffVersions } from "./diff-versions";

const base: VersionContent = {
  messages: [],
  model: { provider: "openai", name: "gpt-4.1-mini" },
  settings: { temperature: 0 },
};
const version = (messages: PromptMessage[], more: Partial<VersionContent> = {}) => ({
  ...base,
  ...more,
  messages,
});
const system = {
  role: "system" as const,
  content: "You sort tickets.\nAnswer with JSON.\nBe brief.",
};
const user = { role: "user" as const, content: "Tier: {{tier}}\n{{ticket}}" };
const example = { role: "user" as const, content: "Mir wurde die Zeltstange zweimal abgebucht." };
const answer = { role: "assistant" as const, content: '{"category": "billing_dispute"}' };
const changes = (diff: ReturnType<typeof diffVersions>) =>
  diff.messages.map(({ change, from, to }) => [change, from, to]);

test("a version compared with itself has no differences", () => {
  const diff = diffVersions(version([system, user]), version([system, user]));
  expect(diff.counts).toMatchObject({ differing: 0, added: 0, removed: 0 });
  expect(changes(diff)).toEqual([
    ["same", 1, 1],
    ["same", 2, 2],
  ]);
});

test("inserting examples adds messages and leaves the others where they are", () => {
  const diff = diffVersions(version([system, user]), version([system, example, answer, user]));
  expect(changes(diff)).toEqual([
    ["same", 1, 1],
    ["added", undefined, 2],
    ["added", undefined, 3],
    ["same", 2, 4],
  ]);
});

test("messages that change places are moved, and only the smaller of the two", () => {
  const diff = diffVersions(version([system, answer]), version([answer, system]));
  expect(changes(diff)).toEqual([
    ["moved", 2, 1],
    ["same", 1, 2],
  ]);
});

test("a message that moved and changed a little is moved, with its changes", () => {
  const edited = { ...example, content: `${example.content} Ich möchte nur einmal zahlen.` };
  const diff = diffVersions(version([system, example, user]), version([edited, system, user]));
  expect(diff.messages[0]).toMatchObject({ change: "moved", from: 2, to: 1, added: 1, removed: 1 });
});

test("a rewritten system message is changed, not removed and added", () => {
  const rewritten = { role: "system" as const, content: "Completely other words here" };
  const diff = diffVersions(version([system, user]), version([rewritten, user]));
  expect(changes(diff)[0]).toEqual(["changed", 1, 1]);
});

test("a rewritten short message is changed, not removed and added", () => {
  const rewritten = { role: "user" as const, content: "Hi {{name}}" };
  const diff = diffVersions(version([system, user]), version([system, rewritten]));
  expect(changes(diff)).toEqual([
    ["same", 1, 1],
    ["changed", 2, 2],
  ]);
});

test("a rewritten question is changed, also where examples are added before it", () => {
  const rewritten = { role: "user" as const, content: "Hi {{name}}" };
  const diff = diffVersions(version([system, user]), version([system, example, answer, rewritten]));
  expect(changes(diff)).toEqual([
    ["same", 1, 1],
    ["added", undefined, 2],
    ["added", undefined, 3],
    ["changed", 2, 4],
  ]);
});

test("a removed message is named where it stood", () => {
  const diff = diffVersions(version([system, example, user]), version([system, user]));
  expect(changes(diff)).toEqual([
    ["same", 1, 1],
    ["removed", 2, undefined],
    ["same", 3, 2],
  ]);
});

test("a changed role is a change", () => {
  const diff = diffVersions(version([user]), version([{ ...user, role: "system" }]));
  expect(diff.messages[0]).toMatchObject({ change: "changed", role: "system", fromRole: "user" });
});

test("settings and model are rows with both values, absent when not set", () => {
  const diff = diffVersions(
    version([], { settings: { temperature: 0, maxOutputTokens: 200, stop: ["a"] } }),
    version([], {
      settings: { maxOutputTokens: 400, stop: ["a"], seed: 7 },
      model: { provider: "openai", name: "gpt-4.1" },
    }),
  );
  expect(diff.settings).toEqual([
    { path: "temperature", from: 0 },
    { path: "maxOutputTokens", from: 200, to: 400 },
    { path: "seed", to: 7 },
  ]);
  expect(diff.model).toEqual([{ path: "name", from: "gpt-4.1-mini", to: "gpt-4.1" }]);
});

test("the config of the application is compared beside the settings", () => {
  const from = { ...base, config: { queue: "gold", limits: { replies: 2 } } };
  const to = { ...base, config: { queue: "gold", limits: { replies: 3 } } };
  expect(diffVersions(from, to).settings).toEqual([
    { path: "config.limits.replies", from: 2, to: 3 },
  ]);
  expect(diffVersions(base, from).settings).toEqual([
    { path: "config.queue", to: "gold" },
    { path: "config.limits.replies", to: 2 },
  ]);
});

test("tools are compared by name, value by value", () => {
  const tool = (pattern?: string) => ({
    name: "lookup_order",
    description: "Looks up an order",
    parameters: {
      type: "object",
      properties: { order: { type: "string", ...(pattern && { pattern }) } },
    },
  });
  const diff = diffVersions(
    version([], { tools: [tool(), { name: "old", parameters: { type: "object" } }] }),
    version([], { tools: [tool("^NW")] }),
  );
  expect(diff.tools).toMatchObject([
    {
      name: "lookup_order",
      change: "changed",
      rows: [{ path: "parameters.properties.order.pattern", to: "^NW" }],
    },
    { name: "old", change: "removed" },
  ]);
});

test("the output schema is compared line by line", () => {
  const diff = diffVersions(
    version([], { outputSchema: { type: "object", required: ["a"] } }),
    version([], { outputSchema: { type: "object", required: ["a", "b"] } }),
  );
  expect(diff.outputSchema).toMatchObject({ change: "changed", added: 2, removed: 1 });
  expect(diffVersions(version([]), version([])).outputSchema.change).toBe("absent");
});

test("every message of both sides appears once, and its hunks lead from one to the other", () => {
  const message = fc.oneof(
    fc.constantFrom<PromptMessage>(system, user, example, answer, { placeholder: "history" }),
    fc.record({
      role: fc.constantFrom("system" as const, "user" as const),
      content: fc
        .array(fc.constantFrom("one", "two", "three", "\n", " "), { maxLength: 9 })
        .map((w) => w.join(" ")),
    }),
  );
  const messages = fc.array(message, { maxLength: 7 });
  fc.assert(
    fc.property(messages, messages, (from, to) => {
      const diff = diffVersions(version(from), version(to));
      const positions = (side: "from" | "to") =>
        diff.messages.flatMap((m) => m[side] ?? []).sort((a, b) => a - b);
      expect(positions("from")).toEqual(from.map((_, i) => i + 1));
      expect(positions("to")).toEqual(to.map((_, i) => i + 1));
      for (const entry of diff.messages) {
        const text = (m: PromptMessage | undefined) =>
          m && "content" in m ? m.content : undefined;
        const before = text(from[(entry.from ?? 0) - 1]);
        const after = text(to[(entry.to ?? 0) - 1]);
        if (after === undefined) continue;
        const lines = before === undefined ? [] : splitLines(before);
        expect(applyHunks(lines, entry.hunks ?? []).join("\n")).toBe(after);
      }
    }),
  );
});
