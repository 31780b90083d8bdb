import { beforeAll, expect, test, vi } from "vitest";
import { db } from "@/lib/db/client";
import { makeTestProject } from "@/lib/projects/test-project";
import type { ModelResponse, Provider } from "@/lib/providers/provider";
import { ProviderError } from "@/lib/providers/provider-error";
import { noUsage } from "@/lib/providers/usage/usage";
import { reserveCall } from "./reserve-call";
import { withRateLimits } from "./with-rate-limits";

const request = {
  model: "echo",
  messages: [{ role: "user" as const, content: "a".repeat(400) }],
  settings: {},
};
const response: ModelResponse = {
  text: "hi",
  toolCalls: [],
  finishReason: "stop",
  usage: { ...noUsage, inputTokens: 150, outputTokens: 50 },
  latencyMs: 5,
  timeToFirstTokenMs: null,
  requestId: null,
  model: "echo",
};

let projectId: string;
beforeAll(async () => {
  projectId = (await makeTestProject()).id;
});

async function makeConnection(): Promise<string> {
  const name = `c-${crypto.randomUUID()}`;
  return (await db.connection.create({ data: { projectId, name, kind: "openai" } })).id;
}

const paceOf = (connectionId: string) =>
  db.connectionPace.findUniqueOrThrow({ where: { connectionId } });

test("turns are spaced by the limit, also for callers that come at once", async () => {
  const id = await makeConnection();
  const limits = { requestsPerMinute: 600, tokensPerMinute: null };
  const turns = await Promise.all(Array.from({ length: 12 }, () => reserveCall(id, limits, 0)));
  const starts = turns.map(({ startsAt }) => startsAt).sort((a, b) => a - b);
  const gapsMs = starts.slice(1).map((start, index) => (start - (starts[index] ?? 0)) * 1_000);
  for (const gapMs of gapsMs) expect(gapMs).toBeGreaterThanOrEqual(100 - 0.01);
  const spreadMs = ((starts.at(-1) ?? 0) - (starts[0] ?? 0)) * 1_000;
  expect(spreadMs).toBeGreaterThanOrEqual(11 * 100 - 0.01);
});

test("a request of many tokens makes the next one wait for all of them", async () => {
  const id = await makeConnection();
  const limits = { requestsPerMinute: 6_000, tokensPerMinute: 60_000 };
  const first = await reserveCall(id, limits, 5_000);
  const second = await reserveCall(id, limits, 10);
  expect(second.startsAt - first.startsAt).toBeCloseTo(5, 3);
});

test("what an answer used is counted when it is there, in place of the guess", async () => {
  const id = await makeConnection();
  const limits = { requestsPerMinute: 60, tokensPerMinute: 1_000 };
  const provider = withRateLimits({ complete: async () => response }, id, limits);
  await provider.complete(request, { signal: new AbortController().signal });
  const { requestsFreeAt, tokensFreeAt } = await paceOf(id);
  // 200 tokens take 12 seconds of a minute, one request takes 1 second.
  expect(tokensFreeAt.getTime() - requestsFreeAt.getTime()).toBeCloseTo(11_000, -1);
});

test("nobody asks before the time that a refusal names", async () => {
  const id = await makeConnection();
  const limits = { requestsPerMinute: 60_000, tokensPerMinute: null };
  const busy = new ProviderError("rate_limited", "Busy.", { retryAfterMs: 30_000 });
  const provider = withRateLimits({ complete: () => Promise.reject(busy) }, id, limits);
  const signal = new AbortController().signal;
  await expect(provider.complete(request, { signal })).rejects.toBe(busy);
  const { waitMs } = await reserveCall(id, limits, 0);
  expect(waitMs).toBeGreaterThan(10_000);
});

test("a call that is stopped while it waits for its turn is never made", async () => {
  const id = await makeConnection();
  const limits = { requestsPerMinute: 1, tokensPerMinute: null };
  await reserveCall(id, limits, 0);
  const complete = vi.fn<Provider["complete"]>();
  const stop = new AbortController();
  const call = withRateLimits({ complete }, id, limits).complete(request, { signal: stop.signal });
  stop.abort();
  await expect(call).rejects.toMatchObject({ reason: "cancelled" });
  expect(complete).not.toHaveBeenCalled();
});

test("embeddings take turns too", async () => {
  const id = await makeConnection();
  const limits = { requestsPerMinute: 60, tokensPerMinute: null };
  const usage = { ...noUsage, inputTokens: 10 };
  const embedding = { vectors: [[1]], usage, latencyMs: 5, requestId: null };
  const calls = { complete: async () => response, embed: async () => embedding };
  const { embed } = withRateLimits(calls, id, limits);
  const { signal } = new AbortController();
  expect(await embed?.({ model: "small", texts: ["a"] }, { signal })).toBe(embedding);
  expect((await reserveCall(id, limits, 0)).waitMs).toBeGreaterThan(0);
  expect(withRateLimits({ complete: calls.complete }, id, limits).embed).toBeUndefined();
});

test("a connection without limits is asked at once", async () => {
  const provider = { complete: async () => response };
  const limits = { requestsPerMinute: null, tokensPerMinute: null };
  expect(withRateLimits(provider, "any", limits)).toBe(provider);
});
