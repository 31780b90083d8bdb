import { expect, test } from "vitest";
import { promptContent } from "@/lib/prompts/versioned-content";
import type { ModelRequest, ModelResponse } from "@/lib/providers/provider";
import { ProviderError } from "@/lib/providers/provider-error";
import { noUsage } from "@/lib/providers/usage/usage";
import { execute } from "./execute";
import { spentUsd } from "./execution";
import { makeCandidate } from "./make-candidate";
import type { FindModel } from "./open-models";

const { signal } = new AbortController();
const target = promptContent({
  messages: [
    { role: "system", content: "Answer {{name}}." },
    { placeholder: "history" },
    { role: "user", content: "{{question}}" },
  ],
  model: { provider: "test", name: "echo" },
  settings: { temperature: 0 },
  tools: [{ name: "lookup", parameters: {} }],
});
const response: ModelResponse = {
  text: "hi",
  toolCalls: [{ id: "1", name: "lookup", arguments: undefined }],
  finishReason: "tool_calls",
  usage: { ...noUsage, inputTokens: 7, costUsd: 0.5 },
  latencyMs: 12,
  timeToFirstTokenMs: null,
  requestId: "r1",
  model: "echo-2",
};

const requests: ModelRequest[] = [];
const answering =
  (answer: () => ModelResponse): FindModel =>
  async (connection) =>
    connection !== "test"
      ? null
      : {
          connectionId: "1",
          connection,
          provider: {
            complete: async (request) => {
              requests.push(request);
              return answer();
            },
          },
        };

test("a prompt is one step: its model call, with what it used", async () => {
  const values = { name: "Ines", question: "Where?" };
  const execution = await execute(
    target,
    { values },
    { signal, projectId: "p", models: answering(() => response) },
  );
  expect(execution).toMatchObject({
    output: "hi",
    toolCalls: response.toolCalls,
    usage: response.usage,
    latencyMs: 12,
    answeredBy: "echo-2",
    recorded: false,
    error: null,
    steps: [
      {
        ...{ kind: "prompt", key: "answer", output: "hi", status: "ok" },
        calls: [{ connection: "test", model: "echo" }],
      },
    ],
  });
  expect(execution.steps).toHaveLength(1);
  expect(spentUsd(execution)).toBe(0.5);
  expect(spentUsd({ ...execution, recorded: true })).toBe(0);
});

test("a placeholder takes the messages under its name, and those given for it before", async () => {
  const earlier = [{ role: "assistant" as const, content: "Hello." }];
  const values = { name: "Ines", question: "Where?", history: earlier };
  const options = { signal, projectId: "p", models: answering(() => response) };
  await execute(target, { values }, options);
  expect(requests.at(-1)?.messages.map(({ content }) => content)).toEqual([
    "Answer Ines.",
    "Hello.",
    "Where?",
  ]);
  await execute(target, { values, history: { history: [] } }, options);
  expect(requests.at(-1)?.messages).toHaveLength(2);
});

test("an input that does not fill the prompt calls nothing and says what it lacks", async () => {
  const before = requests.length;
  const options = { signal, projectId: "p", models: answering(() => response) };
  const execution = await execute(target, { values: { name: "Ines" } }, options);
  expect(execution).toMatchObject({
    output: null,
    steps: [],
    usage: { costUsd: null, costUnknown: "no_answer" },
    error: { reason: "template", message: "The case has no value for {{question}}." },
  });
  expect(requests).toHaveLength(before);
});

test("a connection that was removed is an error of the execution", async () => {
  const values = { name: "Ines", question: "Where?" };
  const execution = await execute(
    target,
    { values },
    { signal, projectId: "p", models: async () => null },
  );
  expect(execution.error).toMatchObject({ reason: "connection", retryable: false });
  expect(execution.error?.message).toContain("test");
});

test("a call without an answer has no latency of an answer, and its step says how long it took", async () => {
  const models = answering(() => {
    throw new ProviderError("auth", "The key is refused.", { status: 401, requestId: "r2" });
  });
  const values = { name: "Ines", question: "Where?" };
  const execution = await execute(target, { values }, { signal, projectId: "p", models });
  expect(execution).toMatchObject({
    latencyMs: null,
    requestId: "r2",
    error: { reason: "auth", status: 401 },
  });
  expect(execution.steps[0]?.latencyMs).toBeGreaterThanOrEqual(0);
});

test("scorers see an answer the same way, wherever it comes from", () => {
  const { toolCalls, usage, latencyMs } = response;
  const question = { input: { a: 1 }, expected: "hi", outputSchema: null };
  expect(
    makeCandidate({ output: "hi", toolCalls, usage, latencyMs, finishReason: "stop" }, question),
  ).toMatchObject({
    output: "hi",
    expected: "hi",
    input: { a: 1 },
    latencyMs: 12,
    costUsd: 0.5,
    toolCalls: [{ name: "lookup", arguments: null }],
  });
  const nothing = { output: null, toolCalls: [], usage: { costUsd: null }, latencyMs: null };
  expect(makeCandidate({ ...nothing, finishReason: null }, question).output).toBe("");
});
