import { expect, test } from "vitest";
import { parseSpan } from "./parse-span";
import { type Attributes, parseAnyValue, type RawEvent } from "./raw-span";
import { makeRawSpan } from "./test-span";

const ASKED = "Where is my parcel?";
const TOLD = "It arrives on Friday.";

/** One and the same call of a model, as each dialect writes it down. */
const CALL: Record<string, { attributes: Attributes; events?: RawEvent[] }> = {
  "GenAI conventions": {
    attributes: {
      "gen_ai.operation.name": "chat",
      "gen_ai.provider.name": "openai",
      "gen_ai.request.model": "gpt-5-mini",
      "gen_ai.response.model": "gpt-5-mini-2026",
      "gen_ai.usage.input_tokens": 120,
      "gen_ai.usage.cache_read.input_tokens": 100,
      "gen_ai.usage.output_tokens": 7,
      "gen_ai.response.finish_reasons": ["stop"],
      "gen_ai.system_instructions": JSON.stringify([{ type: "text", content: "Be brief." }]),
      "gen_ai.input.messages": JSON.stringify([
        { role: "user", parts: [{ type: "text", content: ASKED }] },
      ]),
      "gen_ai.output.messages": JSON.stringify([
        { role: "assistant", parts: [{ type: "text", content: TOLD }], finish_reason: "stop" },
      ]),
    },
  },
  "GenAI conventions by their old names, with span events": {
    attributes: {
      "gen_ai.system": "openai",
      "gen_ai.response.model": "gpt-5-mini-2026",
      "gen_ai.usage.prompt_tokens": 120,
      "gen_ai.usage.cache_read_input_tokens": 100,
      "gen_ai.usage.completion_tokens": 7,
    },
    events: [
      { name: "gen_ai.system.message", at: null, attributes: { content: "Be brief." } },
      { name: "gen_ai.user.message", at: null, attributes: { content: ASKED } },
      {
        name: "gen_ai.choice",
        at: null,
        attributes: { index: 0, finish_reason: "stop", message: JSON.stringify({ content: TOLD }) },
      },
    ],
  },
  "Vercel AI SDK": {
    attributes: {
      "ai.operationId": "ai.streamText.doStream",
      "ai.model.provider": "openai.responses",
      "ai.model.id": "gpt-5-mini",
      "ai.response.model": "gpt-5-mini-2026",
      "ai.prompt.messages": JSON.stringify([
        { role: "system", content: "Be brief." },
        { role: "user", content: [{ type: "text", text: ASKED }] },
      ]),
      "ai.response.text": TOLD,
      "ai.response.finishReason": "stop",
      "ai.usage.inputTokens": 120,
      "ai.usage.inputTokenDetails.cacheReadTokens": 100,
      "ai.usage.outputTokens": 7,
      "gen_ai.system": "openai.responses",
      "gen_ai.usage.input_tokens": 120,
    },
  },
  OpenLLMetry: {
    attributes: {
      "llm.request.type": "chat",
      "gen_ai.system": "openai",
      "gen_ai.response.model": "gpt-5-mini-2026",
      "gen_ai.prompt.0.role": "system",
      "gen_ai.prompt.0.content": "Be brief.",
      "gen_ai.prompt.1.role": "user",
      "gen_ai.prompt.1.content": ASKED,
      "gen_ai.completion.0.role": "assistant",
      "gen_ai.completion.0.content": TOLD,
      "gen_ai.completion.0.finish_reason": "stop",
      "gen_ai.usage.prompt_tokens": 120,
      "gen_ai.usage.completion_tokens": 7,
      "gen_ai.usage.cache_read_input_tokens": 100,
    },
  },
  OpenInference: {
    attributes: {
      "openinference.span.kind": "LLM",
      "llm.provider": "openai",
      "llm.model_name": "gpt-5-mini-2026",
      "llm.input_messages.0.message.role": "system",
      "llm.input_messages.0.message.content": "Be brief.",
      "llm.input_messages.1.message.role": "user",
      "llm.input_messages.1.message.contents.0.message_content.type": "text",
      "llm.input_messages.1.message.contents.0.message_content.text": ASKED,
      "llm.output_messages.0.message.role": "assistant",
      "llm.output_messages.0.message.content": TOLD,
      "llm.finish_reason": "stop",
      "llm.token_count.prompt": 120,
      "llm.token_count.prompt_details.cache_read": 100,
      "llm.token_count.completion": 7,
      "input.value": "{}",
      "output.value": "{}",
    },
  },
  Langfuse: {
    attributes: {
      "langfuse.observation.type": "generation",
      "langfuse.observation.model.name": "gpt-5-mini-2026",
      "langfuse.observation.input": JSON.stringify([
        { role: "system", content: "Be brief." },
        { role: "user", content: ASKED },
      ]),
      "langfuse.observation.output": JSON.stringify({ role: "assistant", content: TOLD }),
      "langfuse.observation.usage_details": JSON.stringify({
        input: 20,
        input_cached_tokens: 100,
        output: 7,
        total: 127,
      }),
      "gen_ai.system": "openai",
      "gen_ai.response.finish_reasons": ["stop"],
    },
  },
};

test.each(Object.entries(CALL))(
  "%s: one call is read as in every other dialect",
  (_, attributes) => {
    const span = parseSpan(
      makeRawSpan({ attributes: attributes.attributes, events: attributes.events ?? [] }),
    );
    expect(span).toMatchObject({
      kind: "llm",
      provider: "openai",
      model: "gpt-5-mini-2026",
      inputTokens: 120,
      cachedInputTokens: 100,
      outputTokens: 7,
      finishReason: "stop",
      error: null,
    });
    expect(span.input).toEqual([
      { role: "system", content: "Be brief." },
      { role: "user", content: ASKED },
    ]);
    expect(span.output).toEqual([{ role: "assistant", content: TOLD }]);
  },
);

test.each(Object.entries(CALL))(
  "%s: texts are kept once, not again as attributes",
  (_, attributes) => {
    const span = parseSpan(
      makeRawSpan({ attributes: attributes.attributes, events: attributes.events ?? [] }),
    );
    expect(JSON.stringify(span.attributes)).not.toContain(ASKED);
    expect(JSON.stringify(span.attributes)).not.toContain(TOLD);
  },
);

const ASK_TOOL = { id: "call_1", name: "find_parcel", arguments: { id: 7 } };
const TOOL_CALL: Record<string, Attributes> = {
  "GenAI conventions": {
    "gen_ai.operation.name": "chat",
    "gen_ai.output.messages": JSON.stringify([
      { role: "assistant", parts: [{ type: "tool_call", ...ASK_TOOL }] },
    ]),
  },
  "Vercel AI SDK": {
    "ai.operationId": "ai.generateText.doGenerate",
    "ai.response.toolCalls": JSON.stringify([
      { toolCallId: "call_1", toolName: "find_parcel", input: '{"id":7}' },
    ]),
  },
  OpenLLMetry: {
    "gen_ai.completion.0.role": "assistant",
    "gen_ai.prompt.0.role": "user",
    "gen_ai.completion.0.tool_calls.0.id": "call_1",
    "gen_ai.completion.0.tool_calls.0.name": "find_parcel",
    "gen_ai.completion.0.tool_calls.0.arguments": '{"id":7}',
  },
  OpenInference: {
    "openinference.span.kind": "LLM",
    "llm.output_messages.0.message.role": "assistant",
    "llm.output_messages.0.message.tool_calls.0.tool_call.id": "call_1",
    "llm.output_messages.0.message.tool_calls.0.tool_call.function.name": "find_parcel",
    "llm.output_messages.0.message.tool_calls.0.tool_call.function.arguments": '{"id":7}',
  },
  Langfuse: {
    "langfuse.observation.type": "generation",
    "langfuse.observation.output": JSON.stringify({
      role: "assistant",
      content: null,
      tool_calls: [
        {
          id: "call_1",
          type: "function",
          function: { name: "find_parcel", arguments: '{"id":7}' },
        },
      ],
    }),
  },
};

test.each(Object.entries(TOOL_CALL))("%s: a tool that the model asks for", (_, attributes) => {
  expect(parseSpan(makeRawSpan({ attributes })).output).toEqual([
    { role: "assistant", content: "", toolCalls: [ASK_TOOL] },
  ]);
});

const TOOL_STEP: Record<string, Attributes> = {
  "GenAI conventions": {
    "gen_ai.operation.name": "execute_tool",
    "gen_ai.tool.name": "find_parcel",
    "gen_ai.tool.call.arguments": '{"id":7}',
    "gen_ai.tool.call.result": '{"due":"Friday"}',
  },
  "Vercel AI SDK": {
    "ai.operationId": "ai.toolCall",
    "ai.toolCall.name": "find_parcel",
    "ai.toolCall.args": '{"id":7}',
    "ai.toolCall.result": '{"due":"Friday"}',
  },
  OpenLLMetry: {
    "traceloop.span.kind": "tool",
    "traceloop.entity.name": "find_parcel",
    "traceloop.entity.input": '{"args":[{"id":7}],"kwargs":{}}',
    "traceloop.entity.output": '{"due":"Friday"}',
  },
  OpenInference: {
    "openinference.span.kind": "TOOL",
    "tool.name": "find_parcel",
    "input.value": '{"id":7}',
    "output.value": '{"due":"Friday"}',
  },
};

test.each(Object.entries(TOOL_STEP))(
  "%s: a tool at work, with arguments and result",
  (_, attributes) => {
    expect(parseSpan(makeRawSpan({ attributes }))).toMatchObject({
      kind: "tool",
      name: "find_parcel",
      input: { id: 7 },
      output: { due: "Friday" },
    });
  },
);

const DOCUMENT = { id: "d1", content: "Parcels take two days.", score: 0.9 };
const RETRIEVAL: Record<string, { attributes: Attributes; events?: RawEvent[] }> = {
  "GenAI conventions": {
    attributes: {
      "gen_ai.operation.name": "retrieval",
      "gen_ai.retrieval.query.text": ASKED,
      "gen_ai.retrieval.documents": JSON.stringify([DOCUMENT]),
    },
  },
  OpenInference: {
    attributes: {
      "openinference.span.kind": "RETRIEVER",
      "input.value": ASKED,
      "retrieval.documents.0.document.id": DOCUMENT.id,
      "retrieval.documents.0.document.content": DOCUMENT.content,
      "retrieval.documents.0.document.score": DOCUMENT.score,
    },
  },
  OpenLLMetry: {
    attributes: { "db.system": "chroma", "traceloop.entity.input": ASKED },
    events: [
      {
        name: "db.query.result",
        at: null,
        attributes: {
          "db.query.result.id": DOCUMENT.id,
          "db.query.result.document": DOCUMENT.content,
          "db.query.result.score": DOCUMENT.score,
        },
      },
    ],
  },
  Langfuse: {
    attributes: {
      "langfuse.observation.type": "retriever",
      "langfuse.observation.input": ASKED,
      "langfuse.observation.output": JSON.stringify([
        { id: DOCUMENT.id, pageContent: DOCUMENT.content, score: DOCUMENT.score },
      ]),
    },
  },
};

test.each(Object.entries(RETRIEVAL))("%s: a retrieval with its documents", (_, attributes) => {
  const span = parseSpan(
    makeRawSpan({ attributes: attributes.attributes, events: attributes.events ?? [] }),
  );
  expect(span).toMatchObject({ kind: "retrieval", input: ASKED, output: [DOCUMENT] });
});

const LINKED: Record<string, Attributes> = {
  "Galley's own keys": { "galley.prompt.name": "support/triage", "galley.prompt.version": 7 },
  "GenAI conventions": { "gen_ai.prompt.name": "support/triage", "gen_ai.prompt.version": "7" },
  Langfuse: {
    "langfuse.observation.prompt.name": "support/triage",
    "langfuse.observation.prompt.version": 7,
  },
  "Vercel AI SDK": {
    "ai.operationId": "ai.generateText",
    "ai.telemetry.functionId": "support/triage",
    "ai.telemetry.metadata.promptVersion": "7",
  },
  "Langfuse through the AI SDK": {
    "ai.operationId": "ai.generateText",
    "ai.telemetry.metadata.langfusePrompt": '{"name":"support/triage","version":7}',
  },
  OpenLLMetry: { "traceloop.prompt.key": "support/triage", "traceloop.prompt.version": 7 },
  "any client": { "prompt.name": "support/triage", "prompt.version": "v7" },
};

test.each(Object.entries(LINKED))("%s: says which prompt and version served", (_, attributes) => {
  expect(parseSpan(makeRawSpan({ attributes })).facts).toMatchObject({
    prompt: "support/triage",
    version: 7,
  });
});

const WHO: Record<string, Attributes> = {
  "any client": { "user.id": "u-1", "session.id": "s-1" },
  OpenLLMetry: {
    "traceloop.association.properties.user_id": "u-1",
    "traceloop.association.properties.session_id": "s-1",
  },
  "Vercel AI SDK": {
    "ai.operationId": "ai.generateText",
    "ai.telemetry.metadata.userId": "u-1",
    "ai.telemetry.metadata.sessionId": "s-1",
  },
  Langfuse: { "langfuse.user.id": "u-1", "langfuse.session.id": "s-1" },
};

test.each(Object.entries(WHO))("%s: says who asked, in which session", (_, attributes) => {
  expect(parseSpan(makeRawSpan({ attributes })).facts).toMatchObject({
    userId: "u-1",
    sessionId: "s-1",
  });
});

test.each([
  [
    "the AI SDK",
    {
      "ai.operationId": "ai.embed.doEmbed",
      "ai.model.provider": "openai.embedding",
      "ai.model.id": "text-embedding-3-small",
      "ai.values": [JSON.stringify(ASKED)],
      "ai.embeddings": ["[0.1,0.2]"],
      "ai.usage.tokens": 6,
    },
  ],
  [
    "OpenInference",
    {
      "openinference.span.kind": "EMBEDDING",
      "llm.provider": "openai",
      "embedding.model_name": "text-embedding-3-small",
      "embedding.embeddings.0.embedding.text": ASKED,
      "embedding.embeddings.0.embedding.vector": [0.1, 0.2],
      "input.value": ASKED,
      "output.value": "<1 vectors>",
      "llm.token_count.prompt": 6,
    },
  ],
] as [string, Attributes][])(
  "an embedding of %s has its model, tokens and texts",
  (_, attributes) => {
    const span = parseSpan(makeRawSpan({ attributes }));
    expect(span).toMatchObject({
      kind: "other",
      provider: "openai",
      model: "text-embedding-3-small",
      inputTokens: 6,
      outputTokens: null,
      input: [ASKED],
      output: null,
    });
    expect(JSON.stringify(span)).not.toContain("0.1");
  },
);

test("a run of a Mastra agent has its input, its output, the user and the session", () => {
  const span = parseSpan(
    makeRawSpan({
      attributes: {
        "gen_ai.operation.name": "invoke_agent",
        "gen_ai.system_instructions": "Be brief.",
        "mastra.span.type": "agent_run",
        "mastra.agent_run.input": JSON.stringify([{ role: "user", content: ASKED }]),
        "mastra.agent_run.output": JSON.stringify({ text: TOLD }),
        "mastra.metadata.resourceId": "customer-42",
        "mastra.metadata.threadId": "thread-7",
        "mastra.metadata.plan": "plus",
      },
    }),
  );
  expect(span.input).toEqual([{ role: "user", content: ASKED }]);
  expect(span.output).toEqual([{ role: "assistant", content: TOLD }]);
  expect(span.facts).toMatchObject({
    userId: "customer-42",
    sessionId: "thread-7",
    input: [{ role: "user", content: ASKED }],
    attributes: { plan: "plus" },
  });
  const workflow = { "mastra.span.type": "workflow_run", "mastra.workflow_run.input": '{"id":7}' };
  expect(parseSpan(makeRawSpan({ attributes: workflow })).input).toEqual({ id: 7 });
});

test("values that cannot become text or a number are read past, in every attribute of every dialect", () => {
  const hostile = { toString: 0, valueOf: 0 };
  const values = [
    hostile,
    [hostile],
    JSON.stringify([{ role: "user", parts: [{ type: hostile }] }]),
  ];
  const names = new Set(Object.values(CALL).flatMap(({ attributes }) => Object.keys(attributes)));
  const versions = ["galley", "gen_ai", "traceloop"].map((dialect) => `${dialect}.prompt.version`);
  for (const { attributes, ...rest } of Object.values(CALL)) {
    for (const name of [...names, ...versions]) {
      for (const value of values) {
        const span = makeRawSpan({ attributes: { ...attributes, [name]: value }, ...rest });
        expect(() => parseSpan(span), `${name} = ${JSON.stringify(value)}`).not.toThrow();
      }
    }
  }
  expect(parseAnyValue({ doubleValue: hostile })).toBeNull();
  expect(parseAnyValue({ intValue: hostile })).toBeNull();
});
