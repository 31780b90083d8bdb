import { waitForUpdate } from "@pydantic/genai-prices";
import { expect, test } from "vitest";
import { PRICE_PROVIDERS } from "./price-providers";
import { costUsd } from "./prices";

const openai = { kind: "openai", baseUrl: null, model: "gpt-4.1-mini" } as const;
const million = { inputTokens: 1_000_000, cachedInputTokens: 0, outputTokens: 0 };

test("a known model costs what its maker's list says", () => {
  const usage = { inputTokens: 1000, cachedInputTokens: null, outputTokens: 500 };
  expect(costUsd(openai, usage)).toBeCloseTo(1000 * 0.4e-6 + 500 * 1.6e-6, 12);
});

test("cached tokens are part of the input and are not paid twice", () => {
  const usage = { inputTokens: 1000, cachedInputTokens: 400, outputTokens: 0 };
  expect(costUsd(openai, usage)).toBeCloseTo(600 * 0.4e-6 + 400 * 0.1e-6, 12);
});

test("writing to Anthropic's cache costs more than plain input", () => {
  const model = { kind: "anthropic", baseUrl: null, model: "claude-sonnet-4-5" } as const;
  const usage = {
    inputTokens: 1000,
    cachedInputTokens: 400,
    cacheWriteInputTokens: 100,
    outputTokens: 0,
  };
  expect(costUsd(model, usage)).toBeCloseTo(500 * 3e-6 + 400 * 0.3e-6 + 100 * 3.75e-6, 12);
});

test("an unknown model and unknown usage have no cost, which is not a cost of 0", () => {
  expect(costUsd({ ...openai, model: "our-own-finetune" }, million)).toBeNull();
  expect(costUsd(openai, { ...million, inputTokens: null })).toBeNull();
  expect(costUsd(openai, { ...million, outputTokens: null })).toBeNull();
});

test("a model of one's own machine has no list price, a gateway's known model has its maker's", () => {
  const server = { kind: "openai-compatible", baseUrl: "http://127.0.0.1:11434/v1" } as const;
  expect(costUsd({ ...server, model: "llama3.1" }, million)).toBeNull();
  expect(costUsd({ ...server, model: "gpt-4.1-mini" }, million)).toBeCloseTo(0.4, 9);
});

test("a known host is priced as that host", () => {
  const mistral = { kind: "openai-compatible", baseUrl: "https://api.mistral.ai/v1" } as const;
  expect(costUsd({ ...mistral, model: "mistral-small-latest" }, million)).toBeGreaterThan(0);
});

test("the baseline and recordings cost nothing", () => {
  expect(costUsd({ kind: "local-baseline", baseUrl: null, model: "baseline" }, million)).toBe(0);
  expect(costUsd({ kind: "replay", baseUrl: null, model: "gpt-4.1-mini" }, million)).toBe(0);
});

test("every provider whose prices ship with the app is asked", async () => {
  const providers = (await waitForUpdate()) ?? [];
  expect(PRICE_PROVIDERS).toEqual(providers.map(({ id }) => id));
});
