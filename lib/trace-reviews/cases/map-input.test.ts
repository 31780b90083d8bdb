import { describe, expect, test } from "vitest";
import type { ReviewedTrace } from "@/lib/trace-reviews/reviewed-trace";
import { mapInput } from "./map-input";
import { parseVariables } from "./parse-variables";

const trace = (more: Partial<ReviewedTrace>): ReviewedTrace => ({
  input: null,
  output: null,
  outcome: null,
  outputTokens: null,
  attributes: {},
  steps: [],
  ...more,
});
const template = [
  { role: "system" as const, content: "Sort the ticket of a {{tier}} customer." },
  { role: "user" as const, content: "Ticket:\n{{ticket}}\n\nAnswer with one label." },
];
const call = {
  kind: "llm" as const,
  name: "triage",
  input: [
    { role: "system", content: "Sort the ticket of a basic customer." },
    { role: "user", content: "Ticket:\nJ’ai payé deux fois.\n\nAnswer with one label." },
  ],
  output: null,
  error: null,
};

describe("messages read backwards", () => {
  test("give what the variables stood for", () => {
    expect(parseVariables(template, call.input)).toEqual({
      tier: "basic",
      ticket: "J’ai payé deux fois.",
    });
  });
  test("say nothing where they do not fit", () => {
    expect(parseVariables(template, [{ role: "user", content: "Ticket: what" }])).toEqual({});
  });
  test("say nothing where two variables touch", () => {
    const touching = [{ role: "user" as const, content: "{{a}}{{b}}" }];
    expect(parseVariables(touching, [{ role: "user", content: "xy" }])).toEqual({});
  });
});

test("the trace's own input comes first, by name", () => {
  const withCall = trace({ input: { ticket: "mine" }, steps: [call] });
  expect(mapInput(withCall, ["ticket", "tier"], template)).toEqual({
    input: { ticket: "mine", tier: "basic" },
    sources: [
      { variable: "ticket", from: "input" },
      { variable: "tier", from: "messages" },
    ],
    missing: [],
  });
});

test("attributes fill what the messages do not say", () => {
  const withText = trace({ input: "Where is it?", attributes: { tier: "plus" } });
  expect(mapInput(withText, ["ticket", "tier"], null).input).toEqual({
    ticket: "Where is it?",
    tier: "plus",
  });
});

test("retrieved documents are the context that they were", () => {
  const subject = trace({
    input: "Can I return shoes?",
    steps: [
      {
        kind: "retrieval",
        name: "search",
        input: null,
        output: [{ content: "Thirty days." }],
        error: null,
      },
    ],
  });
  const mapped = mapInput(subject, ["context", "question"], null);
  expect(mapped.input).toEqual({ context: "Thirty days.", question: "Can I return shoes?" });
});

test("two variables without a value are missing, not guessed", () => {
  expect(mapInput(trace({ input: "text" }), ["question", "order"], null)).toEqual({
    input: {},
    sources: [],
    missing: ["question", "order"],
  });
});

test("a set without cases takes the trace's own names", () => {
  expect(mapInput(trace({ input: { ticket: "a", tier: "b" } }), [], null).input).toEqual({
    ticket: "a",
    tier: "b",
  });
  expect(mapInput(trace({ input: "text" }), [], null).input).toEqual({ input: "text" });
});
