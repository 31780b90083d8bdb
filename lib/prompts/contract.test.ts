import { expect, test } from "vitest";
import { PromptName } from "./contract";
import { SaveDraft } from "./draft-contract";
import { CreateVersion } from "./version-contract";

const body = {
  messages: [{ role: "user", content: "Hello" }, { placeholder: "history" }],
  model: { provider: "local", name: "baseline" },
  commitMessage: "First",
};

test.each(["triage", "support/triage", "a/b.c/d_e-1", "0"])("%s is a prompt's name", (name) => {
  expect(PromptName.safeParse(name).success).toBe(true);
});

test.each(["", "/a", "a/", "a//b", "A", "a b", "../a", ".a", "a/.b", "a".repeat(121)])(
  "“%s” is not a prompt's name",
  (name) => {
    expect(PromptName.safeParse(name).success).toBe(false);
  },
);

test("settings may be left out", () => {
  expect(CreateVersion.parse(body).settings).toEqual({});
});

test.each([
  ["no commit message", { commitMessage: " " }],
  ["a ticket that is a script", { ticketUrl: "javascript:alert(1)" }],
  ["an unknown role", { messages: [{ role: "robot", content: "" }] }],
  ["an unknown setting", { settings: { temprature: 1 } }],
  ["more than 200 messages", { messages: Array.from({ length: 201 }, () => body.messages[0]) }],
  ["a message over 400 kB", { messages: [{ role: "user", content: "x".repeat(400_001) }] }],
  [
    "more than 2 MB in all",
    { messages: Array.from({ length: 6 }, () => ({ role: "user", content: "x".repeat(390_000) })) },
  ],
])("a version with %s is refused", (_, change) => {
  expect(CreateVersion.safeParse({ ...body, ...change }).success).toBe(false);
});

test("a draft may still be empty", () => {
  const { commitMessage: _, ...content } = { ...body, messages: [] };
  const draft = { content, baseVersion: null, expectedRevision: 0 };
  expect(SaveDraft.safeParse(draft).success).toBe(true);
});
