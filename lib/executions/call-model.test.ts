import { expect, test, vi } from "vitest";
import type { ModelResponse, Provider } from "@/lib/providers/provider";
import { ProviderError } from "@/lib/providers/provider-error";
import { noUsage } from "@/lib/providers/usage/usage";
import { type CallOptions, callModel } from "./call-model";
import { shortPatience } from "./retry-policy";

const request = { model: "echo", messages: [], settings: {} };
const response: ModelResponse = {
  text: "hi",
  toolCalls: [],
  finishReason: "stop",
  usage: { ...noUsage, inputTokens: 3, outputTokens: 2 },
  latencyMs: 12,
  timeToFirstTokenMs: null,
  requestId: "r1",
  model: "echo-2",
};
const busy = new ProviderError("rate_limited", "Too many requests.", { status: 429 });

function call(complete: Provider["complete"], more: Partial<CallOptions> = {}) {
  const backOff = vi.fn(async () => {});
  const options = { signal: new AbortController().signal, backOff, ...more };
  return callModel({ connection: "test", provider: { complete } }, request, options);
}

test("an answer has what it used and took, and who gave it", async () => {
  expect(await call(async () => response)).toEqual({
    connection: "test",
    model: "echo",
    answeredBy: "echo-2",
    output: "hi",
    toolCalls: [],
    finishReason: "stop",
    usage: response.usage,
    latencyMs: 12,
    firstTokenMs: null,
    requestId: "r1",
    retries: 0,
    recorded: false,
    error: null,
  });
});

test("a busy provider is asked again, and the retries are counted", async () => {
  let attempts = 0;
  const saw = vi.fn();
  const outcome = await call(
    async () => {
      if (++attempts < 3) throw busy;
      return response;
    },
    { pace: { limit: () => 1, backOffShare: () => 1, saw } },
  );
  expect(outcome).toMatchObject({ output: "hi", retries: 2, error: null });
  expect(saw.mock.calls.flat()).toEqual(["refused", "refused", "answered"]);
});

test("whoever waits in front of it is told after three attempts, without an answer", async () => {
  const complete = vi.fn(() => Promise.reject(busy));
  const outcome = await call(complete, { patience: shortPatience });
  expect(complete).toHaveBeenCalledTimes(3);
  expect(outcome).toMatchObject({
    output: null,
    retries: 2,
    usage: { costUsd: null, costUnknown: "no_answer" },
    error: { reason: "rate_limited", status: 429, retryable: true },
  });
});

test("short patience does not sit out a long Retry-After", async () => {
  const later = new ProviderError("rate_limited", "Later.", { retryAfterMs: 20_000 });
  const complete = vi.fn(() => Promise.reject(later));
  expect(await call(complete, { patience: shortPatience })).toMatchObject({ retries: 0 });
});

test("text that was shown already is not asked for again", async () => {
  const texts: string[] = [];
  const outcome = await call(
    async (_, { onText }) => {
      onText?.("h");
      throw new ProviderError("network", "The stream broke.");
    },
    { onText: (delta) => texts.push(delta) },
  );
  expect(outcome).toMatchObject({ output: null, retries: 0, error: { reason: "network" } });
  expect(texts).toEqual(["h"]);
});

test("a call that is stopped while it waits is not made again", async () => {
  const stop = new AbortController();
  const complete = vi.fn(() => Promise.reject(busy));
  const backOff = async () => stop.abort();
  const outcome = await call(complete, { signal: stop.signal, backOff });
  expect(complete).toHaveBeenCalledTimes(1);
  expect(outcome.error?.reason).toBe("cancelled");
});

test("our own mistake is no refusal of the provider", async () => {
  await expect(call(() => Promise.reject(new TypeError("x is undefined")))).rejects.toThrow(
    TypeError,
  );
});
