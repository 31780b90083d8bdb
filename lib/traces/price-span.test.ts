import { expect, test } from "vitest";
import { parseSpan } from "./otlp/parse-span";
import { makeRawSpan } from "./otlp/test-span";
import { priceSpan } from "./price-span";
import type { Span } from "./span";

const call = (more: Partial<Span>): Span => ({
  ...parseSpan(makeRawSpan()),
  kind: "llm",
  model: "gpt-4.1-mini",
  inputTokens: 1_000_000,
  outputTokens: 0,
  ...more,
});
const cost = (more: Partial<Span>) => priceSpan(call(more)).costUsd;

test("a call without its input tokens has no price, and neither has one without its output", () => {
  expect(cost({ inputTokens: null, outputTokens: 100 })).toBeNull();
  expect(cost({ outputTokens: null })).toBeNull();
  expect(cost({})).toBeCloseTo(0.4, 9);
});

test("a call with more cached tokens than input has no price, and is no error", () => {
  expect(cost({ inputTokens: 900, cachedInputTokens: 1_024 })).toBeNull();
});

test("tokens that were written to a cache cost what the provider takes for them", () => {
  const claude = { provider: "anthropic", model: "claude-sonnet-4-5" } as const;
  expect(cost({ ...claude, inputTokens: 100_000 })).toBeCloseTo(0.3, 9);
  expect(cost({ ...claude, inputTokens: 100_000, cacheWriteTokens: 80_000 })).toBeCloseTo(
    0.2 * 0.3 + 0.8 * 0.375,
    9,
  );
  expect(cost({ ...claude, inputTokens: 100_000, cacheWriteTokens: 100_001 })).toBeNull();
});

test("an embedding has no output, so its input is its price", () => {
  const embedding = { kind: "other", model: "text-embedding-3-small", outputTokens: null } as const;
  expect(cost({ ...embedding, provider: "openai" })).toBeCloseTo(0.02, 9);
});

test("a model that one provider alone has is priced without its name; one of several is not", () => {
  expect(cost({ model: "llama-3.3-70b-versatile" })).toBeCloseTo(0.59, 9);
  expect(cost({ model: "sonar-pro" })).toBeGreaterThan(0);
  expect(cost({ model: "text-embedding-3-small" })).toBeNull();
  expect(cost({ model: "our-own-finetune" })).toBeNull();
});

test("a provider that is named is asked for its own price", () => {
  expect(cost({ provider: "groq", model: "llama-3.3-70b-versatile" })).toBeCloseTo(0.59, 9);
  expect(cost({ provider: "a gateway", model: "gpt-4.1-mini" })).toBeCloseTo(0.4, 9);
});
