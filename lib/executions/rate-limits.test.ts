import { expect, test } from "vitest";
import { computeSpacing, estimateTokens } from "./rate-limits";

test.each([
  [{ requestsPerMinute: 60, tokensPerMinute: null }, 500, { requestMs: 1_000, tokensMs: 0 }],
  [{ requestsPerMinute: null, tokensPerMinute: 60_000 }, 500, { requestMs: 0, tokensMs: 500 }],
  [{ requestsPerMinute: 600, tokensPerMinute: 1_000 }, 500, { requestMs: 100, tokensMs: 30_000 }],
  [{ requestsPerMinute: null, tokensPerMinute: null }, 500, { requestMs: 0, tokensMs: 0 }],
  [{ requestsPerMinute: 60, tokensPerMinute: 60_000 }, -100, { requestMs: 1_000, tokensMs: -100 }],
])("%j and %i tokens keep a connection busy for %j", (limits, tokens, spacing) => {
  expect(computeSpacing(limits, tokens)).toEqual(spacing);
});

test("a request's tokens are guessed from its text, tools and schema", () => {
  const request = { model: "m", messages: [{ role: "user" as const, content: "a".repeat(400) }] };
  expect(estimateTokens({ ...request, settings: {} })).toBe(100);
  const outputSchema = { type: "object" };
  expect(estimateTokens({ ...request, settings: {}, outputSchema })).toBeGreaterThan(100);
});
