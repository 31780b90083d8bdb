import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { LLMock } from "@copilotkit/aimock";
import { afterEach, expect, test } from "vitest";
import { probeProvider } from "@/lib/providers/connections/probe-provider";
import type { ConnectionKind } from "@/lib/providers/contract";
import type { ModelRequest, ModelResponse } from "@/lib/providers/provider";
import { requestHash } from "@/lib/providers/replay/request-hash";
import { noUsage } from "@/lib/providers/usage/usage";
import { makeProvider } from "./make-provider";

const KEY = "sk-test-0123456789abcdef";
const request: ModelRequest = {
  model: "gpt-4.1-mini",
  messages: [
    { role: "system", content: "Sort the ticket." },
    { role: "user", content: "Where is my tent?" },
  ],
  settings: { temperature: 0, maxOutputTokens: 50, topP: 0.9, seed: 7, stop: ["END"] },
};
const never = new AbortController().signal;

const running: Server[] = [];
afterEach(() => {
  for (const server of running.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

type ReceivedRequest = {
  url: string;
  headers: IncomingMessage["headers"];
  body: Record<string, unknown>;
};

async function serve(answer: (response: ServerResponse, request: ReceivedRequest) => void) {
  const requests: ReceivedRequest[] = [];
  const server = createServer((incoming, response) => {
    let text = "";
    incoming.on("data", (chunk: Buffer) => {
      text += chunk.toString("utf8");
    });
    incoming.on("end", () => {
      const entry = {
        url: incoming.url ?? "",
        headers: incoming.headers,
        body: text === "" ? {} : JSON.parse(text),
      };
      requests.push(entry);
      answer(response, entry);
    });
  });
  running.push(server);
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, requests };
}

function connect(kind: ConnectionKind, baseUrl: string) {
  return makeProvider({ kind, baseUrl, apiKey: KEY }, { guard: { allowLoopback: true } });
}

function json(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
) {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify(body));
}

const completion = {
  id: "chatcmpl-1",
  object: "chat.completion",
  created: 1,
  model: "gpt-4.1-mini-2025-04-14",
  choices: [
    { index: 0, message: { role: "assistant", content: "order_status" }, finish_reason: "stop" },
  ],
  usage: {
    prompt_tokens: 1000,
    completion_tokens: 20,
    total_tokens: 1020,
    prompt_tokens_details: { cached_tokens: 400 },
    completion_tokens_details: { reasoning_tokens: 12 },
  },
};

test.each(["openai", "openai-compatible"] as const)(
  "%s: a whole answer keeps usage, cost, finish reason and request id",
  async (kind) => {
    const { url, requests } = await serve((response) =>
      json(response, 200, completion, { "x-request-id": "req_1" }),
    );
    const answer = await connect(kind, url).complete(request, { signal: never });
    expect(answer).toMatchObject({
      text: "order_status",
      toolCalls: [],
      finishReason: "stop",
      usage: {
        inputTokens: 1000,
        cachedInputTokens: 400,
        cacheWriteTokens: null,
        outputTokens: 20,
        reasoningTokens: 12,
        costUnknown: null,
      },
      timeToFirstTokenMs: null,
      requestId: "req_1",
      model: "gpt-4.1-mini-2025-04-14",
    });
    expect(answer.usage.costUsd).toBeCloseTo(600 * 0.4e-6 + 400 * 0.1e-6 + 20 * 1.6e-6, 12);
    expect(answer.latencyMs).toBeGreaterThan(0);
    expect(requests[0]?.url).toBe("/v1/chat/completions");
    expect(requests[0]?.headers.authorization).toBe(`Bearer ${KEY}`);
    expect(requests[0]?.body).toMatchObject({
      model: "gpt-4.1-mini",
      temperature: 0,
      max_tokens: 50,
      top_p: 0.9,
      seed: 7,
      stop: ["END"],
    });
  },
);

test("tools and an output schema reach the model, and its tool calls come back parsed or as written", async () => {
  const { url, requests } = await serve((response) => {
    const call = (id: string, text: string) => ({
      id,
      type: "function",
      function: { name: "lookup_order", arguments: text },
    });
    const message = {
      role: "assistant",
      content: null,
      tool_calls: [call("call_1", '{"orderNumber":"NW-1"}'), call("call_2", '{"orderNumber":')],
    };
    json(response, 200, {
      ...completion,
      choices: [{ index: 0, message, finish_reason: "tool_calls" }],
    });
  });
  const parameters = {
    type: "object",
    properties: { orderNumber: { type: "string" } },
    required: ["orderNumber"],
  };
  const outputSchema = { type: "object", properties: { category: { type: "string" } } };
  const answer = await connect("openai-compatible", url).complete(
    {
      ...request,
      tools: [{ name: "lookup_order", description: "Finds an order", parameters }],
      outputSchema,
    },
    { signal: never },
  );
  expect(answer.finishReason).toBe("tool_calls");
  expect(answer.toolCalls).toEqual([
    { id: "call_1", name: "lookup_order", arguments: { orderNumber: "NW-1" } },
    { id: "call_2", name: "lookup_order", arguments: '{"orderNumber":' },
  ]);
  expect(requests[0]?.body.tools).toEqual([
    {
      type: "function",
      function: { name: "lookup_order", description: "Finds an order", parameters },
    },
  ]);
  expect(requests[0]?.body.response_format).toMatchObject({
    type: "json_schema",
    json_schema: { schema: outputSchema, strict: false },
  });
});

test("a tool's answer goes back under the id of its call, and an answer to nothing is refused", async () => {
  const { url, requests } = await serve((response) => json(response, 200, completion));
  const provider = connect("openai-compatible", url);
  const messages: ModelRequest["messages"] = [
    { role: "user", content: "Where is NW-1?" },
    {
      role: "assistant",
      content: "",
      toolCalls: [{ id: "call_1", name: "lookup_order", arguments: { orderNumber: "NW-1" } }],
    },
    { role: "tool", content: "shipped", toolCallId: "call_1" },
  ];
  await provider.complete({ ...request, messages }, { signal: never });
  expect(requests[0]?.body.messages).toMatchObject([
    { role: "user" },
    { role: "assistant" },
    { role: "tool", tool_call_id: "call_1", content: "shipped" },
  ]);
  await expect(
    provider.complete(
      { ...request, messages: [{ role: "tool", content: "x" }] },
      { signal: never },
    ),
  ).rejects.toMatchObject({ reason: "bad_request" });
});

const sse = (chunks: unknown[]) =>
  chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`).join("");
const chunk = (delta: unknown, finish_reason: string | null = null) => ({
  id: "chatcmpl-2",
  created: 1,
  model: "gpt-4.1-mini",
  choices: [{ index: 0, delta, finish_reason }],
});

test("a streamed answer comes piece by piece and has a time to first token", async () => {
  const { url, requests } = await serve((response) => {
    response.writeHead(200, { "content-type": "text/event-stream", "x-request-id": "req_2" });
    response.write(
      sse([
        chunk({ role: "assistant", content: "" }),
        chunk({ content: "order" }),
        chunk({ content: "_status" }),
        chunk({}, "stop"),
      ]),
    );
    response.end(
      `${sse([{ id: "chatcmpl-2", choices: [], usage: completion.usage }])}data: [DONE]\n\n`,
    );
  });
  const pieces: string[] = [];
  const answer = await connect("openai-compatible", url).complete(request, {
    signal: never,
    onText: (delta) => pieces.push(delta),
  });
  expect(pieces).toEqual(["order", "_status"]);
  expect(answer).toMatchObject({
    text: "order_status",
    finishReason: "stop",
    requestId: "req_2",
    usage: { inputTokens: 1000, cachedInputTokens: 400, outputTokens: 20 },
  });
  expect(answer.timeToFirstTokenMs).toBeGreaterThan(0);
  expect(answer.timeToFirstTokenMs).toBeLessThanOrEqual(answer.latencyMs);
  expect(requests[0]?.body).toMatchObject({
    stream: true,
    stream_options: { include_usage: true },
  });
});

test("a stream that ends in the middle is an error, not a short answer", async () => {
  const { url } = await serve((response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.end(sse([chunk({ content: "ord" })]));
  });
  const cut = await serve((response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(sse([chunk({ content: "ord" })]), () => response.destroy());
  });
  for (const address of [url, cut.url]) {
    await expect(
      connect("openai-compatible", address).complete(request, {
        signal: never,
        onText: () => undefined,
      }),
    ).rejects.toMatchObject({ name: "ProviderError", reason: "network", retryable: true });
  }
});

test("a busy server is tried once and its Retry-After handed on", async () => {
  const { url, requests } = await serve((response) =>
    json(
      response,
      429,
      { error: { message: "slow down" } },
      { "retry-after": "3", "x-request-id": "req_3" },
    ),
  );
  await expect(
    connect("openai-compatible", url).complete(request, { signal: never }),
  ).rejects.toMatchObject({
    reason: "rate_limited",
    status: 429,
    retryAfterMs: 3000,
    requestId: "req_3",
    retryable: true,
    message: expect.stringContaining("slow down"),
  });
  expect(requests).toHaveLength(1);
});

test("broken servers are told apart", async () => {
  const broken: [string, (response: ServerResponse) => void, object][] = [
    [
      "500",
      (response) => json(response, 500, { error: { message: "oops" } }),
      { reason: "server", status: 500 },
    ],
    ["no JSON", (response) => response.end("<html>"), { reason: "server", retryable: true }],
    ["cut", (response) => response.destroy(), { reason: "network", retryable: true }],
    [
      "redirect",
      (response) => response.writeHead(302, { location: "http://169.254.169.254/" }).end(),
      { reason: "blocked", retryable: false },
    ],
    [
      "key repeated",
      (response) => json(response, 401, { error: { message: `bad key ${KEY}` } }),
      { reason: "auth", message: expect.not.stringContaining(KEY) },
    ],
  ];
  for (const [name, answer, expected] of broken) {
    const { url, requests } = await serve(answer);
    await expect(
      connect("openai-compatible", url).complete(request, { signal: never }),
      name,
    ).rejects.toMatchObject(expected);
    expect(requests, name).toHaveLength(1);
  }
});

test("a server that is not there is a network error", async () => {
  const { url } = await serve(() => undefined);
  const server = running.pop();
  await new Promise((closed) => server?.close(closed));
  await expect(
    connect("openai-compatible", url).complete(request, { signal: never }),
  ).rejects.toMatchObject({ reason: "network" });
});

test("a slow answer runs into the time limit, a cancelled call stops at once", async () => {
  const { url } = await serve(() => undefined);
  const provider = connect("openai-compatible", url);
  await expect(provider.complete(request, { signal: never, timeoutMs: 50 })).rejects.toMatchObject({
    reason: "timeout",
    retryable: true,
  });
  const controller = new AbortController();
  const call = provider.complete(request, { signal: controller.signal });
  controller.abort();
  await expect(call).rejects.toMatchObject({ reason: "cancelled", retryable: false });
  await expect(provider.complete(request, { signal: controller.signal })).rejects.toMatchObject({
    reason: "cancelled",
  });
});

test("a private address is blocked before anything is sent", async () => {
  const { url, requests } = await serve((response) => json(response, 200, completion));
  const provider = makeProvider(
    { kind: "openai-compatible", baseUrl: url, apiKey: KEY },
    { guard: { allowLoopback: false } },
  );
  await expect(provider.complete(request, { signal: never })).rejects.toMatchObject({
    reason: "blocked",
  });
  expect(requests).toHaveLength(0);
});

test.each([
  ["openai", "/v1"],
  ["anthropic", "/v1"],
  ["google", "/v1beta"],
] as const)(
  "%s: text and tool calls, whole and streamed, over its own wire",
  async (kind, path) => {
    const mock = new LLMock({ port: 0 });
    mock.onMessage("Where is my tent?", {
      content: "It is on its way.",
      usage: {
        input_tokens: 40,
        output_tokens: 6,
        prompt_tokens: 40,
        completion_tokens: 6,
        promptTokenCount: 40,
        candidatesTokenCount: 6,
        total_tokens: 46,
      },
    });
    mock.onMessage("look it up", {
      toolCalls: [{ name: "lookup_order", arguments: '{"orderNumber":"NW-1"}' }],
    });
    await mock.start();
    try {
      const provider = connect(kind, mock.url + path);
      const model = {
        openai: "gpt-4.1-mini",
        anthropic: "claude-sonnet-4-5",
        google: "gemini-2.5-flash",
      }[kind];
      const call = { ...request, model, settings: { maxOutputTokens: 50 } };
      let streamed = "";
      const answers = [
        await provider.complete(call, { signal: never }),
        await provider.complete(call, {
          signal: never,
          onText: (delta) => {
            streamed += delta;
          },
        }),
      ];
      for (const answer of answers) {
        expect(answer).toMatchObject({ text: "It is on its way.", finishReason: "stop" });
        expect(answer.usage.inputTokens).toBeGreaterThan(0);
        expect(answer.usage.outputTokens).toBeGreaterThan(0);
        expect(answer.usage.costUsd).toBeGreaterThan(0);
      }
      expect(streamed).toBe("It is on its way.");
      const tools = [
        {
          name: "lookup_order",
          parameters: { type: "object", properties: { orderNumber: { type: "string" } } },
        },
      ];
      const called = await provider.complete(
        { ...call, tools, messages: [{ role: "user", content: "look it up" }] },
        { signal: never },
      );
      expect(called.finishReason).toBe("tool_calls");
      expect(called.toolCalls).toMatchObject([
        { name: "lookup_order", arguments: { orderNumber: "NW-1" } },
      ]);
    } finally {
      await mock.stop();
    }
  },
);

test("the test button lists models where the server can", async () => {
  const { url, requests } = await serve((response) =>
    json(response, 200, { object: "list", data: [{ id: "b" }, { id: "a" }] }),
  );
  expect(await probeProvider(connect("openai-compatible", url), never)).toMatchObject({
    ok: true,
    models: ["a", "b"],
  });
  const google = await serve((response) =>
    json(response, 200, { models: [{ name: "models/gemini-2.5-flash" }] }),
  );
  expect(await probeProvider(connect("google", google.url), never)).toMatchObject({
    ok: true,
    models: ["gemini-2.5-flash"],
  });
  expect(requests[0]?.url).toBe("/v1/models");
  expect(google.requests[0]?.headers["x-goog-api-key"]).toBe(KEY);
});

test("a server without a list of models passes the test when its chat address is there", async () => {
  const chatOnly = await serve((response, { url }) =>
    json(response, url === "/v1/chat/completions" ? 400 : 404, {}),
  );
  expect(await probeProvider(connect("openai-compatible", chatOnly.url), never)).toEqual({
    ok: true,
    latencyMs: expect.any(Number),
  });
  const wrongPath = await serve((response) => json(response, 404, {}));
  expect(await probeProvider(connect("openai-compatible", wrongPath.url), never)).toMatchObject({
    ok: false,
    error: expect.stringContaining("/v1"),
  });
  const wrongKey = await serve((response) => json(response, 401, {}));
  expect(await probeProvider(connect("openai", wrongKey.url), never)).toMatchObject({
    ok: false,
    error: expect.stringContaining("key"),
  });
});

test("replay answers what was recorded, and refuses the rest", async () => {
  const recording: ModelResponse = {
    text: "order_status",
    toolCalls: [],
    finishReason: "stop",
    usage: { ...noUsage, inputTokens: 10, outputTokens: 2, costUsd: 0.1 },
    recorded: true,
    latencyMs: 812,
    timeToFirstTokenMs: null,
    requestId: "req_1",
    model: "gpt-4.1-mini",
  };
  const plainHash = requestHash(request);
  const replay = makeProvider(
    { kind: "replay", baseUrl: null, apiKey: null },
    {
      guard: { allowLoopback: false },
      findRecording: async (hash) => (hash === plainHash ? recording : null),
    },
  );
  expect(await replay.complete(request, { signal: never })).toEqual(recording);
  await expect(
    replay.complete({ ...request, settings: {} }, { signal: never }),
  ).rejects.toMatchObject({ reason: "not_recorded", retryable: false });
});
