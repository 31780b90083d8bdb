import { expect, test } from "vitest";
import type { EmbedResponse, Provider } from "@/lib/providers/provider";
import { ProviderError } from "@/lib/providers/provider-error";
import { noUsage } from "@/lib/providers/usage/usage";
import type { ModelCall } from "./execution";
import { makeEmbed } from "./make-embed";

const response: EmbedResponse = {
  vectors: [[1, 0]],
  usage: { ...noUsage, inputTokens: 7, costUsd: 0.0001 },
  latencyMs: 12,
  requestId: "r1",
};

function connect(embed: Provider["embed"]) {
  const calls: ModelCall[] = [];
  const provider = {
    complete: () => Promise.reject(new Error("Nobody completes here.")),
    ...(embed ? { embed } : {}),
  };
  const ask = makeEmbed({
    signal: new AbortController().signal,
    backOff: async () => {},
    models: async (name) =>
      name === "openai" ? { connectionId: "c", connection: name, provider } : null,
    onCall: (call) => void calls.push(call),
  });
  const embedText = (provider = "openai") =>
    ask({ model: { provider, name: "small" }, texts: ["a"] });
  return { calls, embedText };
}

test("a call is counted with its tokens and its price, and tried again when the server is busy", async () => {
  let attempts = 0;
  const { calls, embedText } = connect(async () => {
    attempts += 1;
    if (attempts === 1) throw new ProviderError("rate_limited", "Too many requests.");
    return response;
  });
  expect(await embedText()).toEqual([[1, 0]]);
  expect(calls).toMatchObject([
    {
      connection: "openai",
      model: "small",
      retries: 1,
      usage: { inputTokens: 7, costUsd: 0.0001 },
    },
  ]);
});

test("a refusal is reported and says why", async () => {
  const { calls, embedText } = connect(async () => {
    throw new ProviderError("auth", "The key is not valid.");
  });
  await expect(embedText()).rejects.toThrow("The key is not valid.");
  expect(calls).toMatchObject([{ error: { reason: "auth" } }]);
});

test("a connection that is gone or has no embeddings says so before any call", async () => {
  const { calls, embedText } = connect(undefined);
  await expect(embedText()).rejects.toThrow(/has no embeddings/);
  await expect(embedText("gone")).rejects.toThrow(/does not exist/);
  expect(calls).toEqual([]);
});
