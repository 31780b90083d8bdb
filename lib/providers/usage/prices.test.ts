import { waitForUpdate } from "@pydantic/genai-prices";
import { expect, test } from "vitest";
import { PRICE_PROVIDERS } from "./price-providers";
import { computeCost, type PricedModel } from "./prices";
import type { TokenCounts } from "./usage-contract";

const openai = { kind: "openai", baseUrl: null, model: "gpt-4.1-mini" } as const;
const million = { inputTokens: 1_000_000, cachedInputTokens: 0, outputTokens: 0 };

test("a known model costs what its maker's list says", () => {
  const usage = { inputTokens: 1000, cachedInputTokens: null, outputTokens: 500 };
  expect(computeCost(openai, usage).costUsd).toBeCloseTo(1000 * 0.4e-6 + 500 * 1.6e-6, 12);
});

test("cached tokens are part of the input and are not paid twice", () => {
  const usage = { inputTokens: 1000, cachedInputTokens: 400, outputTokens: 0 };
  expect(computeCost(openai, usage).costUsd).toBeCloseTo(600 * 0.4e-6 + 400 * 0.1e-6, 12);
});

test("writing to Anthropic's cache costs more than plain input", () => {
  const model = { kind: "anthropic", baseUrl: null, model: "claude-sonnet-4-5" } as const;
  const usage = {
    inputTokens: 1000,
    cachedInputTokens: 400,
    cacheWriteTokens: 100,
    outputTokens: 0,
  };
  expect(computeCost(model, usage).costUsd).toBeCloseTo(
    500 * 3e-6 + 400 * 0.3e-6 + 100 * 3.75e-6,
    12,
  );
});

test("an unknown model and unknown usage have no cost, which is not a cost of 0", () => {
  const cost = (model: Partial<PricedModel>, tokens: Partial<TokenCounts>) =>
    computeCost({ ...openai, ...model }, { ...million, ...tokens });
  const noTokens = { costUsd: null, costUnknown: "no_tokens" };
  expect(cost({ model: "our-own-finetune" }, {})).toEqual({
    costUsd: null,
    costUnknown: "no_price",
  });
  expect(cost({}, { inputTokens: null })).toEqual(noTokens);
  expect(cost({}, { outputTokens: null })).toEqual(noTokens);
});

test("more cached tokens than tokens are a mistake that nobody can price", () => {
  const usage = { inputTokens: 100, cachedInputTokens: 200, outputTokens: 0 };
  expect(computeCost(openai, usage)).toEqual({ costUsd: null, costUnknown: "unclear_tokens" });
});

test("a model without a price for cached tokens pays the whole one for them", () => {
  const model = { kind: "openai", baseUrl: null, model: "gpt-4" } as const;
  expect(computeCost(model, { ...million, cachedInputTokens: 1_000_000 })).toEqual(
    computeCost(model, million),
  );
});

test("a model of one's own machine has no list price, a gateway's known model has its maker's", () => {
  const server = { kind: "openai-compatible", baseUrl: "http://127.0.0.1:11434/v1" } as const;
  expect(computeCost({ ...server, model: "llama3.1" }, million).costUsd).toBeNull();
  expect(computeCost({ ...server, model: "gpt-4.1-mini" }, million).costUsd).toBeCloseTo(0.4, 9);
});

test("a known host is priced as that host", () => {
  const mistral = { kind: "openai-compatible", baseUrl: "https://api.mistral.ai/v1" } as const;
  expect(
    computeCost({ ...mistral, model: "mistral-small-latest" }, million).costUsd,
  ).toBeGreaterThan(0);
});

test("the baseline and recordings cost nothing", () => {
  expect(
    computeCost({ kind: "local-baseline", baseUrl: null, model: "baseline" }, million).costUsd,
  ).toBe(0);
  expect(
    computeCost({ kind: "replay", baseUrl: null, model: "gpt-4.1-mini" }, million).costUsd,
  ).toBe(0);
});

test("every provider whose prices ship with the app is asked", async () => {
  const providers = (await waitForUpdate()) ?? [];
  expect(PRICE_PROVIDERS).toEqual(providers.map(({ id }) => id));
});
