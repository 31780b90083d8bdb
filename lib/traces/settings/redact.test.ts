import { expect, test } from "vitest";
import type { Span, TraceBatch } from "@/lib/traces/span";
import { findRuleProblems } from "./find-rule-problems";
import { redactBatch, redactText } from "./redact";
import type { RedactionRule } from "./settings-contract";

const EMAIL: RedactionRule = { kind: "builtIn", builtIn: "email" };
const CARD: RedactionRule = { kind: "builtIn", builtIn: "card" };
const ORDER: RedactionRule = {
  kind: "pattern",
  name: "order",
  pattern: "ord-\\d+",
  ignoreCase: true,
};

const span: Span = {
  traceId: "t",
  id: "s",
  parentId: null,
  kind: "tool",
  name: "find_customer",
  startedAt: new Date(0),
  endedAt: new Date(1),
  provider: null,
  model: "m",
  inputTokens: null,
  cachedInputTokens: null,
  cacheWriteTokens: null,
  outputTokens: null,
  costUsd: null,
  firstTokenMs: null,
  finishReason: null,
  retries: 0,
  input: { customer: { email: "a@b.co", tier: "gold" }, note: "ORD-77 of a@b.co" },
  output: [{ role: "assistant", content: "Sent to a@b.co" }],
  error: "no such user a@b.co\n  at find (a.js:1)",
  attributes: { plan: "free", comment: "I am a@b.co" },
  facts: { input: "from a@b.co", userId: "a@b.co", attributes: { "ticket.owner": "a@b.co" } },
};
const batch: TraceBatch = {
  traceId: "t",
  source: "rest",
  spans: [span],
  facts: { output: "a@b.co" },
};
const redacted = (redaction: RedactionRule[], captureContent = true) =>
  redactBatch(batch, { captureContent, redaction });

test("without rules nothing is touched", () => {
  expect(redacted([])).toBe(batch);
});

test("what a rule finds is replaced by its name, in every text of a trace and its steps", () => {
  const { spans, facts } = redacted([EMAIL, ORDER]);
  expect(spans[0]).toMatchObject({
    name: "find_customer",
    input: {
      customer: { email: "[redacted: e-mail]", tier: "gold" },
      note: "[redacted: order] of [redacted: e-mail]",
    },
    output: [{ role: "assistant", content: "Sent to [redacted: e-mail]" }],
    attributes: { plan: "free", comment: "I am [redacted: e-mail]" },
    facts: {
      input: "from [redacted: e-mail]",
      attributes: { "ticket.owner": "[redacted: e-mail]" },
    },
  });
  expect(spans[0]?.error).toContain("no such user [redacted: e-mail]");
  expect(facts?.output).toBe("[redacted: e-mail]");
});

test("what was sent is not changed itself", () => {
  redacted([EMAIL]);
  expect(JSON.stringify(batch)).not.toContain("redacted");
});

const field = (path: string): RedactionRule => ({ kind: "field", name: "who", field: path });

test("a path takes out just what stands there", () => {
  const [step] = redacted([field("input.customer.email")]).spans;
  expect(step?.input).toMatchObject({
    customer: { email: "[redacted: who]", tier: "gold" },
    note: "ORD-77 of a@b.co",
  });
});

test("a bare name takes out every member that is called so, at any depth", () => {
  const { spans } = redacted([field("content")]);
  expect(spans[0]?.output).toEqual([{ role: "assistant", content: "[redacted: who]" }]);
});

test("a star stands for any one member, and a name may hold dots", () => {
  expect(redacted([field("output.*.content")]).spans[0]?.output).toEqual([
    { role: "assistant", content: "[redacted: who]" },
  ]);
  expect(redacted([field("attributes.ticket.owner")]).spans[0]?.facts?.attributes).toEqual({
    "ticket.owner": "[redacted: who]",
  });
});

test("the user's id is a field like others", () => {
  expect(redacted([field("userId")]).spans[0]?.facts?.userId).toBe("[redacted: who]");
});

test("with content off, inputs, outputs and sentences are not kept; labels and the error's line are", () => {
  const [step] = redactBatch(
    { ...batch, spans: [{ ...span, attributes: { plan: "free", text: "long ".repeat(30) } }] },
    { captureContent: false, redaction: [EMAIL] },
  ).spans;
  expect(step).toMatchObject({
    input: null,
    output: null,
    attributes: { plan: "free" },
    error: "no such user [redacted: e-mail]",
    facts: {
      inputShape: { language: "und", inputLength: 11 },
      ownInputShape: { language: "und" },
    },
  });
  expect(step?.facts).not.toHaveProperty("input");
  expect(step?.attributes).not.toHaveProperty("text");
});

test("every match is told to who counts", () => {
  const counted: string[] = [];
  redactText("a@b.co, c@d.co, 4111111111111111", [EMAIL, CARD], ({ rule }) => counted.push(rule));
  expect(counted).toEqual(["e-mail", "e-mail", "card"]);
});

test("where two rules overlap, the first one names it", () => {
  const domain: RedactionRule = {
    kind: "pattern",
    name: "host",
    pattern: "b\\.co",
    ignoreCase: false,
  };
  expect(redactText("a@b.co", [domain, EMAIL])).toBe("a@[redacted: host]");
  expect(redactText("a@b.co", [EMAIL, domain])).toBe("[redacted: e-mail]");
});

test.each([
  ["(?=x)", "not supported"],
  ["a*", "empty text"],
  ["(", "not valid"],
])("the pattern %s is refused, with the reason", (pattern, reason) => {
  const rule = { kind: "pattern", name: "p", pattern, ignoreCase: false } as const;
  expect(findRuleProblems([EMAIL, rule])).toEqual([
    { path: "redaction.1.pattern", message: expect.stringContaining(reason) },
  ]);
});
