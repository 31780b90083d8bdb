import { expect, test } from "vitest";
import { noUsage } from "@/lib/providers/usage/usage";
import { replayRecorded, toRecorded } from "./recorded-response";

const response = {
  text: "billing",
  toolCalls: [],
  finishReason: "stop" as const,
  usage: { ...noUsage, inputTokens: 10, cacheWriteTokens: 4, outputTokens: 2, costUsd: 0.5 },
  latencyMs: 300,
  timeToFirstTokenMs: null,
  requestId: null,
  model: "small",
};

test("a recorded answer comes back as it was given, and marked", () => {
  expect(replayRecorded(toRecorded(response))).toEqual({ ...response, recorded: true });
});

test("why a cost is unknown is recorded too", () => {
  const usage = { ...response.usage, costUsd: null, costUnknown: "no_price" as const };
  expect(replayRecorded(toRecorded({ ...response, usage })).usage).toEqual(usage);
});

test("a recording from before cache writes and reasoning were counted does not know them", () => {
  const earlier = {
    ...response,
    usage: { inputTokens: 10, cachedInputTokens: null, outputTokens: 2 },
    costUsd: null,
  };
  expect(replayRecorded(earlier).usage).toEqual({
    inputTokens: 10,
    cachedInputTokens: null,
    cacheWriteTokens: null,
    outputTokens: 2,
    reasoningTokens: null,
    costUsd: null,
    costUnknown: "not_given",
  });
});
