import fc from "fast-check";
import { expect, test } from "vitest";
import { MAX_ATTRIBUTES, MAX_TEXT } from "../cut-text";
import { parseSpan } from "./parse-span";
import { makeRawSpan } from "./test-span";

test("a span of no known dialect is a step of kind other with its attributes", () => {
  const span = parseSpan(makeRawSpan({ name: "resize", attributes: { width: 4, "a.b": ["x"] } }));
  expect(span).toMatchObject({ kind: "other", name: "resize", input: null, model: null });
  expect(span.attributes).toEqual({ width: 4, "a.b": '["x"]' });
});

test("the AI SDK's outer span is no call of a model, though it repeats the tokens", () => {
  const outer = parseSpan(
    makeRawSpan({
      attributes: {
        "ai.operationId": "ai.generateText",
        "ai.telemetry.functionId": "answer",
        "ai.model.id": "gpt-5-mini",
        "ai.prompt": JSON.stringify({ system: "Be brief.", prompt: "Hello" }),
        "ai.response.text": "Hi",
        "ai.usage.inputTokens": 12,
        "ai.usage.outputTokens": 3,
      },
    }),
  );
  expect(outer).toMatchObject({ kind: "other", inputTokens: 12, outputTokens: 3 });
  expect(outer.facts).toMatchObject({
    name: "answer",
    input: [
      { role: "system", content: "Be brief." },
      { role: "user", content: "Hello" },
    ],
    output: [{ role: "assistant", content: "Hi" }],
  });
});

test("OpenLLMetry's inputs and outputs come out of their wrappings", () => {
  const attributes = {
    "traceloop.span.kind": "workflow",
    "traceloop.entity.input": '{"args":[],"kwargs":{"ticket":"late"}}',
    "traceloop.entity.output": '"On its way."',
  };
  const { facts, output } = parseSpan(makeRawSpan({ attributes }));
  expect(output).toBe("On its way.");
  expect(facts).toMatchObject({ input: { ticket: "late" }, output: "On its way." });
});

test("a decorated function without arguments has no input of its own", () => {
  const { input, output, facts } = parseSpan(
    makeRawSpan({
      attributes: {
        "traceloop.span.kind": "workflow",
        "traceloop.entity.input": JSON.stringify({ args: [], kwargs: {} }),
        "traceloop.entity.output": JSON.stringify("billing"),
      },
    }),
  );
  expect([input, output, facts?.input, facts?.output]).toEqual([
    null,
    "billing",
    undefined,
    "billing",
  ]);
});

test("Galley's own keys win over everybody's", () => {
  const { facts, kind, costUsd } = parseSpan(
    makeRawSpan({
      attributes: {
        "galley.kind": "route",
        "galley.environment": "staging",
        "galley.arm": "candidate",
        "galley.unit": "account-9",
        "galley.outcome": "escalated",
        "galley.attribute.plan": "enterprise",
        "galley.cost_usd": 0.25,
        "langfuse.environment": "production",
        "langfuse.observation.type": "generation",
        "langfuse.observation.cost_details": '{"total":0.5}',
      },
      resource: { "deployment.environment.name": "development" },
    }),
  );
  expect({ kind, costUsd }).toEqual({ kind: "route", costUsd: 0.25 });
  expect(facts).toEqual({
    environment: "staging",
    arm: "candidate",
    unit: "account-9",
    outcome: "escalated",
    attributes: { plan: "enterprise" },
  });
});

test("an unknown outcome, kind or version is not taken for a known one", () => {
  const { facts, kind } = parseSpan(
    makeRawSpan({
      parentId: "00f067aa0ba902b7",
      attributes: {
        "galley.kind": "dance",
        "galley.outcome": "meh",
        "galley.prompt.version": "latest",
      },
    }),
  );
  expect([kind, facts]).toEqual(["other", null]);
});

test("what an application wrote on the root span is said of the whole trace", () => {
  const attributes = { plan: "free", "ticket.language": "de", "http.route": "/tickets" };
  const resource = { "service.name": "support-bot" };
  expect(parseSpan(makeRawSpan({ attributes, resource })).facts?.attributes).toEqual({
    plan: "free",
    "ticket.language": "de",
    "service.name": "support-bot",
  });
  const child = makeRawSpan({ parentId: "00f067aa0ba902b7", attributes, resource });
  expect(parseSpan(child).facts).toBeNull();
});

test("an error is told by the exception, else by the status", () => {
  const exception = {
    name: "exception",
    at: null,
    attributes: { "exception.type": "RateLimitError", "exception.message": "slow down" },
  };
  const failed = { isError: true, statusMessage: "429" };
  expect(parseSpan(makeRawSpan({ ...failed, events: [exception] })).error).toBe(
    "RateLimitError: slow down",
  );
  expect(parseSpan(makeRawSpan(failed)).error).toBe("429");
  expect(parseSpan(makeRawSpan({ isError: true })).error).toBe("The span ended with an error.");
});

test("an exception that was caught and got over is no error of the step", () => {
  const events = [{ name: "exception", at: null, attributes: { "exception.type": "Retry" } }];
  expect(parseSpan(makeRawSpan({ events })).error).toBeNull();
});

test("Langfuse's error level is an error without a status", () => {
  const attributes = {
    "langfuse.observation.level": "ERROR",
    "langfuse.observation.status_message": "quota",
  };
  expect(parseSpan(makeRawSpan({ attributes })).error).toBe("quota");
});

test("time to the first token comes in every dialect's unit", () => {
  const start = makeRawSpan().startedAt;
  const at = (attributes: Record<string, string | number>) =>
    parseSpan(makeRawSpan({ attributes })).firstTokenMs;
  expect(at({ "gen_ai.response.time_to_first_chunk": 0.25 })).toBe(250);
  expect(
    at({ "ai.operationId": "ai.streamText.doStream", "ai.response.msToFirstChunk": 249.6 }),
  ).toBe(250);
  const time = new Date(start.getTime() + 250).toISOString();
  expect(at({ "langfuse.observation.completion_start_time": JSON.stringify(time) })).toBe(250);
});

test("Anthropic's cached input, which older AI SDKs left out, is counted in and once", () => {
  const attributes = {
    "ai.operationId": "ai.generateText.doGenerate",
    "ai.model.provider": "anthropic.messages",
    "ai.usage.inputTokens": 30,
    "ai.usage.cachedInputTokens": 20,
    "ai.usage.outputTokens": 5,
  };
  expect(parseSpan(makeRawSpan({ attributes: attributes })).inputTokens).toBe(50);
  const newer = { ...attributes, "ai.usage.inputTokenDetails.noCacheTokens": 10 };
  expect(parseSpan(makeRawSpan({ attributes: newer })).inputTokens).toBe(30);
});

test("more cached tokens than input means that the input came without them", () => {
  const attributes = {
    "gen_ai.operation.name": "chat",
    "gen_ai.usage.input_tokens": 8,
    "gen_ai.usage.cache_read.input_tokens": 2_000,
    "gen_ai.usage.output_tokens": 1,
  };
  const span = parseSpan(makeRawSpan({ attributes }));
  expect([span.inputTokens, span.cachedInputTokens]).toEqual([2_008, 2_000]);
});

test.each([
  [
    "gen_ai",
    {
      "gen_ai.operation.name": "chat",
      "gen_ai.usage.input_tokens": 1_000,
      "gen_ai.usage.cache_creation.input_tokens": 800,
    },
  ],
  [
    "gen_ai of a client that leaves the cache out",
    {
      "gen_ai.operation.name": "chat",
      "gen_ai.usage.input_tokens": 200,
      "gen_ai.usage.cache_creation_input_tokens": 800,
    },
  ],
  [
    "the AI SDK",
    {
      "ai.operationId": "ai.generateText.doGenerate",
      "ai.usage.inputTokens": 1_000,
      "ai.usage.inputTokenDetails.cacheWriteTokens": 800,
    },
  ],
  [
    "OpenInference",
    {
      "openinference.span.kind": "LLM",
      "llm.token_count.prompt": 1_000,
      "llm.token_count.prompt_details.cache_write": 800,
    },
  ],
  [
    "Langfuse",
    {
      "langfuse.observation.type": "generation",
      "langfuse.observation.usage_details": JSON.stringify({
        input: 200,
        output: 1,
        cache_creation_input_tokens: 800,
      }),
    },
  ],
])("what was written to a cache is told and within the input: %s", (_, attributes) => {
  const span = parseSpan(makeRawSpan({ attributes }));
  expect([span.inputTokens, span.cacheWriteTokens]).toEqual([1_000, 800]);
});

test("unknown tokens are unknown, not 0", () => {
  const span = parseSpan(makeRawSpan({ attributes: { "gen_ai.operation.name": "chat" } }));
  expect([span.inputTokens, span.cachedInputTokens, span.outputTokens]).toEqual([null, null, null]);
});

test("texts beyond the limit are cut and say so; characters that cannot be stored are replaced", () => {
  const attributes = {
    "openinference.span.kind": "CHAIN",
    "input.value": "x".repeat(MAX_TEXT + 5),
    "output.value": "a\u0000b\ud800c",
  };
  const span = parseSpan(makeRawSpan({ attributes }));
  expect(span.input).toMatch(/^x{64000}… \[cut: 64,005 characters\]$/);
  expect(span.output).toBe("a\ufffdb\ufffdc");
});

test("more attributes than the limit are left out", () => {
  const attributes = Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`k${i}`, i]));
  expect(Object.keys(parseSpan(makeRawSpan({ attributes })).attributes)).toHaveLength(
    MAX_ATTRIBUTES,
  );
});

test("__proto__ in keys and in JSON changes nobody's prototype", () => {
  const attributes = JSON.parse(
    '{"gen_ai.prompt.0.__proto__.role":"x","gen_ai.prompt.0.content":"hi","__proto__":"y","metadata":"{\\"__proto__\\":{\\"z\\":1}}"}',
  );
  parseSpan(makeRawSpan({ attributes }));
  expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain("role");
});

test("nesting without end, in JSON or in keys, is no danger", () => {
  const deep = `${"[".repeat(50_000)}${"]".repeat(50_000)}`;
  const attributes = {
    "gen_ai.input.messages": deep,
    [`gen_ai.prompt.0.${"a.".repeat(5_000)}b`]: "x",
    "langfuse.observation.output": `${'{"content":'.repeat(20_000)}1${"}".repeat(20_000)}`,
  };
  expect(JSON.stringify(parseSpan(makeRawSpan({ attributes })).input)).toContain("[[[[");
});

const KEYS = [
  "gen_ai.input.messages",
  "gen_ai.output.messages",
  "gen_ai.usage.input_tokens",
  "gen_ai.prompt.0.content",
  "gen_ai.prompt.0.tool_calls.0.name",
  "ai.operationId",
  "ai.prompt",
  "ai.response.toolCalls",
  "openinference.span.kind",
  "llm.input_messages.0.message.contents.0.message_content",
  "retrieval.documents.0.document",
  "langfuse.observation.usage_details",
  "langfuse.observation.output",
  "langfuse.observation.type",
  "traceloop.entity.input",
  "metadata",
];
const value = fc.oneof(
  fc.jsonValue().map((json) => JSON.stringify(json)),
  fc.jsonValue(),
  fc.constantFrom("ai.toolCall", "LLM", "RETRIEVER", "generation", "retriever"),
);

test("whatever a client writes under the known keys, a step comes of it that can be stored", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...KEYS), value), (attributes) => {
      const span = parseSpan(makeRawSpan({ attributes: attributes as never }));
      expect(JSON.parse(JSON.stringify(span.input))).toEqual(span.input);
      expect(span.inputTokens === null || Number.isInteger(span.inputTokens)).toBe(true);
    }),
    { numRuns: 500 },
  );
});
