import fc from "fast-check";
import { expect, test } from "vitest";
import { contentHash } from "./content-hash";
import { mergeDrafts } from "./merge-drafts";
import type { VersionContent } from "./version-contract";

const system = { role: "system" as const, content: "You sort tickets into categories." };
const user = { role: "user" as const, content: "Tier {{tier}}: {{ticket}}" };
const base: VersionContent = {
  messages: [system, user],
  model: { provider: "openai", name: "gpt-4.1-mini" },
  settings: { temperature: 0, maxOutputTokens: 400 },
};
const edited = { ...system, content: "You sort tickets into twelve categories." };
const example = { role: "assistant" as const, content: '{"category": "refund"}' };

test("changes to different parts are both kept", () => {
  const mine = { ...base, messages: [edited, user] };
  const theirs = { ...base, settings: { temperature: 0, maxOutputTokens: 200 } };
  const merged = mergeDrafts(base, mine, theirs);
  expect(merged.conflicts).toEqual([]);
  expect(merged.content.messages[0]).toEqual(edited);
  expect(merged.content.settings.maxOutputTokens).toBe(200);
});

test("the same part changed in two ways is a conflict, mine until theirs is chosen", () => {
  const mine = { ...base, messages: [edited, user] };
  const theirs = {
    ...base,
    messages: [{ ...system, content: "You sort tickets into groups." }, user],
  };
  const merged = mergeDrafts(base, mine, theirs);
  expect(merged.conflicts).toMatchObject([{ key: "message:0", label: "1 system" }]);
  expect(merged.content.messages).toEqual(mine.messages);
  const chosen = mergeDrafts(base, mine, theirs, { "message:0": "theirs" });
  expect(chosen.content.messages).toEqual(theirs.messages);
});

test("a user message that both sides rewrote is one message in conflict, not two", () => {
  const mine = { ...base, messages: [system, { ...user, content: "Ticket: {{ticket}}" }] };
  const theirs = { ...base, messages: [system, { ...user, content: "Hello {{name}}" }] };
  const merged = mergeDrafts(base, mine, theirs);
  expect(merged.conflicts.map(({ key }) => key)).toEqual(["message:1"]);
  expect(merged.content.messages).toEqual(mine.messages);
  const chosen = mergeDrafts(base, mine, theirs, { "message:1": "theirs" });
  expect(chosen.content.messages).toEqual(theirs.messages);
});

test("messages added on both sides are both there", () => {
  const mine = { ...base, messages: [system, example, user] };
  const theirs = { ...base, messages: [system, user, { placeholder: "history" }] };
  expect(mergeDrafts(base, mine, theirs).content.messages).toEqual([
    system,
    example,
    user,
    { placeholder: "history" },
  ]);
});

test("a message removed by one and edited by the other is a conflict", () => {
  const mine = { ...base, messages: [user] };
  const theirs = { ...base, messages: [edited, user] };
  const merged = mergeDrafts(base, mine, theirs);
  expect(merged.conflicts.map((part) => part.key)).toEqual(["message:0"]);
  expect(merged.content.messages).toEqual([user]);
  expect(mergeDrafts(base, mine, theirs, { "message:0": "theirs" }).content.messages).toEqual(
    theirs.messages,
  );
});

test("a message that one side took out and nobody touched is gone", () => {
  const theirs = { ...base, messages: [system] };
  expect(mergeDrafts(base, base, theirs).content.messages).toEqual([system]);
});

const content = fc.record({
  messages: fc.shuffledSubarray([system, user, edited, example, { placeholder: "history" }]),
  model: fc.record({ provider: fc.constant("local"), name: fc.constantFrom("a", "b") }),
  settings: fc.record(
    { temperature: fc.constantFrom(0, 1), seed: fc.constantFrom(1, 2) },
    { requiredKeys: [] },
  ),
  tools: fc.shuffledSubarray([
    { name: "a", parameters: {} },
    { name: "b", parameters: {} },
  ]),
});

test("when one side changed nothing, the other's draft is the result", () => {
  fc.assert(
    fc.property(content, content, (b, changed) => {
      const mine = mergeDrafts(b, changed, b);
      const theirs = mergeDrafts(b, b, changed);
      const both = mergeDrafts(b, changed, changed);
      for (const merged of [mine, theirs, both]) {
        expect(merged.conflicts).toEqual([]);
        expect(contentHash(sortTools(merged.content))).toBe(contentHash(sortTools(changed)));
      }
    }),
  );
});

function sortTools(value: VersionContent): VersionContent {
  return { ...value, tools: value.tools?.toSorted((a, b) => (a.name < b.name ? -1 : 1)) };
}
