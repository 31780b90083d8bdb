import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { getRequestListener } from "@hono/node-server";
import { OTLPTraceExporter as JsonExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { OTLPTraceExporter as ProtobufExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import {
  BasicTracerProvider,
  SimpleSpanProcessor,
  type SpanExporter,
} from "@opentelemetry/sdk-trace-base";
import { afterAll, beforeAll, expect, test } from "vitest";
import { POST } from "@/app/api/public/otel/v1/traces/route";
import { systemActor } from "@/lib/auth/actor";
import type { Scope } from "@/lib/auth/contract";
import { createApiKey } from "@/lib/projects/create-api-key";
import { makeTestProject, type TestProject } from "@/lib/projects/test-project";
import { getTrace, listTraces } from "../reads";
import { updateTraceSettings } from "../settings/update-settings";

let project: TestProject;
let apiKey: string;
let server: Server;
let url: string;

const keyWith = async (...scopes: Scope[]) =>
  (await createApiKey(systemActor(project, "test"), { name: scopes.join(), scopes })).apiKey;

beforeAll(async () => {
  project = await makeTestProject();
  apiKey = await keyWith("traces:write");
  server = createServer(getRequestListener((request) => POST(request)));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/public/otel/v1/traces`;
}, 60_000);

afterAll(() => new Promise((resolve) => server.close(resolve)));

const TRACE = "5b8aa5a2d2c872e8321cf37308d69df2";
let lastSpan = 0;

function span(more: object = {}) {
  lastSpan += 1;
  return {
    traceId: TRACE,
    spanId: lastSpan.toString(16).padStart(16, "0"),
    name: "chat",
    startTimeUnixNano: "1794907800000000000",
    endTimeUnixNano: "1794907800800000000",
    attributes: [],
    ...more,
  };
}

const body = (...spans: object[]) => ({ resourceSpans: [{ scopeSpans: [{ spans }] }] });

function send(payload: string | Uint8Array, headers: Record<string, string> = {}) {
  return POST(
    new Request(url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        authorization: `Bearer ${apiKey}`,
        ...headers,
      },
      body: payload as BodyInit,
    }),
  );
}

const sendJson = (payload: object, headers?: Record<string, string>) =>
  send(JSON.stringify(payload), headers);

const basic = (key: string) => `Basic ${Buffer.from(`pk-anything:${key}`).toString("base64")}`;

const exporters: [string, (headers: Record<string, string>) => SpanExporter][] = [
  ["protobuf", (headers) => new ProtobufExporter({ url, headers })],
  ["JSON", (headers) => new JsonExporter({ url, headers })],
];

test.each(exporters)(
  "the official exporter delivers by %s, unmodified",
  async (_, exporterWith) => {
    const exporter = exporterWith({ authorization: basic(apiKey) });
    const provider = new BasicTracerProvider({
      spanProcessors: [new SimpleSpanProcessor(exporter)],
    });
    const tracer = provider.getTracer("shop");
    const call = tracer.startSpan("chat gpt-4o-mini", {
      attributes: {
        "gen_ai.operation.name": "chat",
        "gen_ai.provider.name": "openai",
        "gen_ai.request.model": "gpt-4o-mini",
        "gen_ai.usage.input_tokens": 1_000,
        "gen_ai.usage.cache_read.input_tokens": 400,
        "gen_ai.usage.output_tokens": 100,
        "gen_ai.prompt.name": "support/triage",
        "galley.prompt.version": 3,
        "user.id": "customer-7",
        "gen_ai.input.messages": JSON.stringify([
          { role: "user", parts: [{ type: "text", content: "Where is my parcel?" }] },
        ]),
      },
    });
    call.addEvent("exception", { "exception.type": "Slow", "exception.message": "late" });
    call.setStatus({ code: 2, message: "timeout" });
    call.end();
    await provider.forceFlush();
    await provider.shutdown();

    const { traceId } = call.spanContext();
    const trace = await getTrace(project.viewer, traceId);
    expect(trace).toMatchObject({
      id: traceId,
      source: "otlp",
      prompt: "support/triage",
      version: 3,
      userId: "customer-7",
      model: "gpt-4o-mini",
      inputTokens: 1_000,
      cachedInputTokens: 400,
      outputTokens: 100,
      input: [{ role: "user", content: "Where is my parcel?" }],
    });
    // 600 new at $0.15, 400 cached at $0.075, 100 out at $0.60 per million.
    expect(trace.costUsd).toBeCloseTo(0.00018, 8);
    expect(trace.steps).toMatchObject([{ kind: "llm", error: "Slow: late" }]);
  },
);

test("a span that is no span is rejected by itself; the others of the request are stored", async () => {
  const traceId = "00000000000000000000000000000abc";
  const answer = await sendJson(
    body(span({ traceId }), span({ traceId: "nonsense" }), span({ traceId, startTimeUnixNano: 0 })),
  );
  expect(answer.status).toBe(200);
  expect(await answer.json()).toEqual({
    partialSuccess: {
      rejectedSpans: 2,
      errorMessage: "A span has no valid traceId (16 bytes, not all zero).",
    },
  });
  expect((await getTrace(project.viewer, traceId)).steps).toHaveLength(1);
});

test("all taken is an empty answer, in the request's encoding", async () => {
  const json = await sendJson(body(span()));
  expect([json.headers.get("content-type"), await json.text()]).toEqual(["application/json", "{}"]);
  const protobuf = await send(new Uint8Array(), { "content-type": "application/x-protobuf" });
  expect([protobuf.status, protobuf.headers.get("content-type"), await protobuf.text()]).toEqual([
    200,
    "application/x-protobuf",
    "",
  ]);
});

test("JSON by protobuf's own field names is read, as the Collector reads it", async () => {
  const traceId = "00000000000000000000000000005a4e";
  const times = {
    start_time_unix_nano: 1794907800000000000,
    end_time_unix_nano: "1794907800800000000",
  };
  const call = {
    trace_id: Buffer.from(traceId, "hex").toString("base64"),
    span_id: "00000000000000b2",
    parent_span_id: "00000000000000b1",
    name: "chat",
    ...times,
    attributes: [
      { key: "gen_ai.request.model", value: { string_value: "gpt-4o-mini" } },
      { key: "gen_ai.usage.input_tokens", value: { int_value: "12" } },
      { key: "gen_ai.response.finish_reasons", value: { array_value: { values: [] } } },
    ],
  };
  const spans = [call, { ...times, trace_id: traceId, span_id: "00000000000000b1", name: "ask" }];
  const answer = await sendJson({ resource_spans: [{ scope_spans: [{ spans }] }] });
  expect([answer.status, await answer.text()]).toEqual([200, "{}"]);
  expect(await getTrace(project.viewer, traceId)).toMatchObject({
    name: "ask",
    model: "gpt-4o-mini",
    inputTokens: 12,
    latencyMs: 800,
    stepCount: 2,
  });
});

test("a body that is no export request is refused, not taken for an empty one", async () => {
  for (const wrong of ["[]", "null", '"spans"', '{"resourceSpans":{}}']) {
    expect((await send(wrong)).status).toBe(400);
  }
  expect((await sendJson({})).status).toBe(200);
});

test("gzip is unpacked", async () => {
  const traceId = "00000000000000000000000000000f00";
  const packed = gzipSync(JSON.stringify(body(span({ traceId }))));
  expect((await send(packed, { "content-encoding": "gzip" })).status).toBe(200);
  expect((await getTrace(project.viewer, traceId)).id).toBe(traceId);
});

test("a small body that unpacks to more than 20 MB is refused, and so is a large one", async () => {
  const bomb = gzipSync(Buffer.alloc(25_000_000));
  expect((await send(bomb, { "content-encoding": "gzip" })).status).toBe(413);
  expect((await send(Buffer.alloc(21_000_000, 32))).status).toBe(413);
});

test("the same spans again change nothing", async () => {
  const traceId = "00000000000000000000000000000e0e";
  const payload = body(span({ traceId }), span({ traceId }));
  await sendJson(payload);
  await sendJson(payload);
  const trace = await getTrace(project.viewer, traceId);
  expect([trace.steps.length, trace.stepCount]).toEqual([2, 2]);
});

test("a bad payload is told as google.rpc.Status in the request's encoding", async () => {
  const json = await send("{");
  expect(json.status).toBe(400);
  expect(await json.json()).toMatchObject({ code: 3, message: expect.stringContaining("JSON") });
  const protobuf = await send(Buffer.from("not protobuf"), {
    "content-type": "application/x-protobuf",
  });
  expect([protobuf.status, protobuf.headers.get("content-type")]).toEqual([
    400,
    "application/x-protobuf",
  ]);
  // Field 1, a varint: code 3.
  expect([...new Uint8Array(await protobuf.arrayBuffer()).slice(0, 2)]).toEqual([8, 3]);
});

test.each([
  ["no key", {}, 401],
  ["a wrong key", { authorization: "Bearer nonsense" }, 401],
  ["another content type", { "content-type": "text/plain" }, 415],
  ["another compression", { "content-encoding": "br" }, 415],
])("%s is refused", async (what, headers, status) => {
  const sentHeaders = what === "no key" ? { authorization: "" } : headers;
  const answer = await sendJson(body(span()), sentHeaders);
  expect(answer.status).toBe(status);
  expect((await answer.json()).message).toBeTruthy();
});

test("a key without the scope is refused, and told which one it lacks", async () => {
  const key = await keyWith("prompts:read");
  const answer = await sendJson(body(span()), { authorization: `Bearer ${key}` });
  expect(answer.status).toBe(403);
  expect((await answer.json()).message).toContain("lacks the scope traces:write");
});

test("the project's redaction is done before anything is stored", async () => {
  await updateTraceSettings(project.admin, {
    captureContent: true,
    retentionDays: 90,
    redaction: [{ kind: "builtIn", builtIn: "email" }],
  });
  const traceId = "00000000000000000000000000000ced";
  const attributes = [
    { key: "openinference.span.kind", value: { stringValue: "CHAIN" } },
    { key: "input.value", value: { stringValue: "from jane@example.com" } },
    { key: "note", value: { stringValue: "jane@example.com" } },
  ];
  await sendJson(body(span({ traceId, attributes })));
  const trace = await getTrace(project.viewer, traceId);
  expect(JSON.stringify(trace)).not.toContain("jane@");
  expect(trace.input).toBe("from [redacted: e-mail]");
  expect(
    (await listTraces(project.viewer, { limit: 50, content: "whole" })).data.length,
  ).toBeGreaterThan(3);
});
