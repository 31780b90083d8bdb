import { expect, test } from "vitest";
import type { ModelRequest } from "@/lib/providers/provider";
import { ProviderError } from "@/lib/providers/provider-error";
import { unknownUsage } from "@/lib/providers/usage/usage";
import type { ModelCall } from "./execution";
import { makeJudge } from "./make-judge";

const request = {
  messages: [{ role: "user" as const, content: "Is it helpful?" }],
  schema: { type: "object" },
  settings: { temperature: 0 },
  model: { provider: "local", name: "small" },
};

function judging(refusal: string | null) {
  const requests: ModelRequest[] = [];
  const calls: ModelCall[] = [];
  const complete = async (sent: ModelRequest) => {
    requests.push(sent);
    if (sent.outputSchema && refusal !== null) {
      throw new ProviderError("bad_request", refusal, { status: 400 });
    }
    return {
      text: "Verdict: pass",
      toolCalls: [],
      finishReason: "stop" as const,
      usage: unknownUsage("no_tokens"),
      latencyMs: 1,
      timeToFirstTokenMs: null,
      requestId: null,
      model: "small",
    };
  };
  const judge = makeJudge({
    models: async (connection) => ({ connectionId: "1", connection, provider: { complete } }),
    signal: new AbortController().signal,
    onCall: (call) => void calls.push(call),
  });
  return { judge, requests, calls };
}

test("a judge asks for its schema, with its own settings", async () => {
  const { judge, requests } = judging(null);
  expect(await judge(request)).toEqual({
    text: "Verdict: pass",
    finishReason: "stop",
    toolCalls: 0,
  });
  expect(requests).toMatchObject([
    { model: "small", settings: { temperature: 0 }, outputSchema: { type: "object" } },
  ]);
});

test.each([
  "response_format is not supported by this model",
  "Unknown parameter: json_schema",
  "This model does not support structured outputs",
])("a server that says “%s” is asked again without a schema", async (refusal) => {
  const { judge, requests, calls } = judging(refusal);
  expect((await judge(request)).text).toBe("Verdict: pass");
  expect(requests.map((sent) => "outputSchema" in sent)).toEqual([true, false]);
  expect(calls).toHaveLength(2);
});

test("any other refusal is the judge's error", async () => {
  const { judge, requests } = judging("The model small does not exist");
  await expect(judge(request)).rejects.toThrow(/does not exist/);
  expect(requests).toHaveLength(1);
});
