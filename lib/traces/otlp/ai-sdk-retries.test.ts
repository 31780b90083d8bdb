import { AsyncLocalStorage } from "node:async_hooks";
import { type Context, context, ROOT_CONTEXT } from "@opentelemetry/api";
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import { APICallError, generateText, simulateReadableStream, streamText } from "ai";
import { MockLanguageModelV3 } from "ai/test";
import { afterAll, beforeAll, expect, test } from "vitest";
import { outlineOf, summariseTrace } from "../summarise-trace";
import { parseSpan } from "./parse-span";
import type { Attributes } from "./raw-span";
import { makeRawSpan } from "./test-span";

const storage = new AsyncLocalStorage<Context>();

beforeAll(() => {
  // What @opentelemetry/context-async-hooks does, which makes inner spans know their parents.
  context.setGlobalContextManager({
    active: () => storage.getStore() ?? ROOT_CONTEXT,
    with: (active, fn, self, ...args) => storage.run(active, () => fn.call(self as never, ...args)),
    bind: (_, target) => target,
    enable: () => context as never,
    disable: () => context as never,
  });
});

afterAll(() => context.disable());

const usage = {
  inputTokens: { total: 20, noCache: 16, cacheRead: 4, cacheWrite: 0 },
  outputTokens: { total: 5, text: 5, reasoning: 0 },
};
const finishReason = { unified: "stop" as const, raw: "stop" };

/** Overloaded at first, and says that one need not wait. */
function modelThatFails(times: number): MockLanguageModelV3 {
  let calls = 0;
  const answer = <T>(value: T): T => {
    calls += 1;
    if (calls > times) return value;
    throw new APICallError({
      message: "Overloaded",
      url: "http://127.0.0.1",
      requestBodyValues: {},
      statusCode: 529,
      responseHeaders: { "retry-after-ms": "1" },
      isRetryable: true,
    });
  };
  return new MockLanguageModelV3({
    provider: "openai.chat",
    modelId: "gpt-4o-mini",
    doGenerate: async () =>
      answer({ content: [{ type: "text", text: "billing" }], finishReason, usage, warnings: [] }),
    doStream: async () =>
      answer({
        stream: simulateReadableStream({
          chunks: [
            { type: "text-start", id: "1" },
            { type: "text-delta", id: "1", delta: "billing" },
            { type: "text-end", id: "1" },
            { type: "finish", finishReason, usage },
          ],
        }),
      }),
  });
}

type Asked = Parameters<typeof generateText>[0] & { prompt: string };

/** The trace that comes of the spans which the SDK wrote. */
async function traceOf(times: number, ask: (call: Asked) => Promise<unknown>) {
  const exporter = new InMemorySpanExporter();
  const spanProcessors = [new SimpleSpanProcessor(exporter)];
  const tracer = new BasicTracerProvider({ spanProcessors }).getTracer("ai");
  const telemetry = { isEnabled: true, functionId: "triage", tracer };
  const prompt = "I was charged twice";
  await ask({ model: modelThatFails(times), prompt, experimental_telemetry: telemetry });
  return summariseTrace(exporter.getFinishedSpans().map(toRaw).map(parseSpan).map(outlineOf));
}

const dateOf = ([seconds, nanoseconds]: readonly [number, number]) =>
  new Date(seconds * 1_000 + Math.floor(nanoseconds / 1e6));

const toRaw = (span: ReadableSpan) =>
  makeRawSpan({
    id: span.spanContext().spanId,
    parentId: span.parentSpanContext?.spanId ?? null,
    name: span.name,
    startedAt: dateOf(span.startTime),
    endedAt: dateOf(span.endTime),
    isError: span.status.code === 2,
    statusMessage: span.status.message ?? "",
    attributes: span.attributes as Attributes,
  });

const stream = async (call: Asked) => {
  for await (const _ of streamText(call).textStream);
};

test("a call that the AI SDK made three times was retried twice, and did not fail", async () => {
  const once = { retries: 0, errors: 0, inputTokens: 20, cachedInputTokens: 4, outputTokens: 5 };
  expect(await traceOf(0, generateText)).toMatchObject({ ...once, stepCount: 2 });
  expect(await traceOf(2, generateText)).toMatchObject({
    ...once,
    stepCount: 4,
    retries: 2,
    errors: 2,
    error: null,
    model: "gpt-4o-mini",
  });
  expect(await traceOf(1, stream)).toMatchObject({ ...once, retries: 1, errors: 1, error: null });
});

test("a call that the AI SDK gave up was retried once less than it was made", async () => {
  const failed = await traceOf(9, (call) => generateText(call).catch(() => {}));
  expect(failed).toMatchObject({ retries: 2, errors: 4, inputTokens: null });
  expect(failed.error).toMatch(/Failed after 3 attempts/);
});

test("whatever order its tries come in, a call was retried as often", async () => {
  const exporter = new InMemorySpanExporter();
  const spanProcessors = [new SimpleSpanProcessor(exporter)];
  const tracer = new BasicTracerProvider({ spanProcessors }).getTracer("ai");
  await generateText({
    model: modelThatFails(2),
    prompt: "again",
    experimental_telemetry: { isEnabled: true, tracer },
  });
  const outlines = exporter.getFinishedSpans().map(toRaw).map(parseSpan).map(outlineOf);
  expect(summariseTrace(outlines.toReversed()).retries).toBe(2);
  expect(summariseTrace(outlines.slice(1)).retries).toBe(1);
});
