import { gzipSync } from "node:zlib";
import { beforeAll, expect } from "vitest";
import { POST as postBatch } from "@/app/api/public/ingestion/route";
import { POST as postOtlp } from "@/app/api/public/otel/v1/traces/route";
import { POST as postTraces } from "@/app/api/v1/projects/[project]/traces/route";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { withClient } from "@/lib/http/current-client";
import { createApiKey } from "@/lib/projects/create-api-key";
import { makeTestProject, type TestProject } from "@/lib/projects/test-project";
import { attack } from "@/scripts/testing/attack";
import { longestBlock } from "@/scripts/testing/effort";

let project: TestProject;
let apiKey: string;

beforeAll(async () => {
  project = await makeTestProject();
  const input = { name: "ingest", scopes: ["traces:write" as const] };
  apiKey = (await createApiKey(systemActor(project, "test"), input)).apiKey;
}, 60_000);

/** In units of `effort.ts`; undisturbed it is a tenth of this. */
const LONGEST_BLOCK = 100;

type Handler = (request: Request, context: object) => Promise<Response>;

async function send(handler: Handler, body: Buffer | string, type: string, encoding?: "gzip") {
  let response = new Response();
  const blocked = await longestBlock(async () => {
    const headers = {
      authorization: `Bearer ${apiKey}`,
      "content-type": type,
      ...(encoding ? { "content-encoding": encoding } : {}),
    };
    const request = new Request("http://127.0.0.1/api", {
      method: "POST",
      headers,
      body: body as BodyInit,
    });
    response = await handler(request, { params: Promise.resolve({ project: project.slug }) });
  });
  expect(blocked).toBeLessThan(LONGEST_BLOCK);
  return {
    status: response.status,
    type: response.headers.get("content-type"),
    text: await response.text(),
  };
}

const PROTOBUF = "application/x-protobuf";
const JSON_TYPE = "application/json";

function field(id: number, bytes: Buffer): Buffer {
  const length: number[] = [];
  for (let size = bytes.length; ; size = Math.floor(size / 128)) {
    length.push(size < 128 ? size : (size % 128) + 128);
    if (size < 128) break;
  }
  return Buffer.concat([Buffer.from([(id << 3) | 2, ...length]), bytes]);
}

const text = (id: number, value: string) => field(id, Buffer.from(value));
const attribute = Buffer.concat([text(1, "a"), field(2, text(1, "b"))]);

attack(
  "traces:write key",
  "OTLP protobuf with 9.5 million empty ResourceSpans (19 MB)",
  async () => {
    const { status, type, text } = await send(
      postOtlp,
      Buffer.alloc(19_000_000, Buffer.from([10, 0])),
      PROTOBUF,
    );
    expect(status).toBe(413);
    expect(type).toBe(PROTOBUF);
    expect(text).toContain("more than 10,000 resource and scope groups");
    return "413 in protobuf before one of them is decoded";
  },
);

attack("traces:write key", "the same, gzipped to 19 kB", async () => {
  const bytes = gzipSync(Buffer.alloc(19_000_000, Buffer.from([10, 0])));
  const { status } = await send(postOtlp, bytes, PROTOBUF, "gzip");
  expect(status).toBe(413);
  return `413 for ${(bytes.length / 1e3).toFixed(0)} kB`;
});

attack("traces:write key", "one span with 700,000 attributes in protobuf", async () => {
  const span = Buffer.concat(Array(700_000).fill(field(9, attribute)));
  const { status, text } = await send(postOtlp, field(1, field(2, field(2, span))), PROTOBUF);
  expect(status).toBe(413);
  return `413: ${text.slice(text.indexOf("The request"), -1).trim()}`;
});

attack("traces:write key", "10,000 spans with 70 attributes each in protobuf", async () => {
  const span = Buffer.concat(Array(70).fill(field(9, attribute)));
  const spans = Buffer.concat(Array(10_000).fill(field(2, span)));
  const { status } = await send(postOtlp, field(1, field(2, spans)), PROTOBUF);
  expect(status).toBe(413);
  return "413";
});

attack(
  "traces:write key",
  "an attribute nested 5,000 lists deep in protobuf and in JSON",
  async () => {
    let value = text(1, "x");
    for (let level = 0; level < 5_000; level += 1) value = field(5, field(1, value));
    const span = field(9, Buffer.concat([text(1, "a"), field(2, value)]));
    const inProtobuf = await send(postOtlp, field(1, field(2, field(2, span))), PROTOBUF);
    expect(inProtobuf.status).toBe(400);
    expect(inProtobuf.text).toContain("nested deeper than 100 levels");
    const open = '{"arrayValue":{"values":[';
    const json = `{"resourceSpans":[${open.repeat(5_000)}${"]}}".repeat(5_000)}]}`;
    const inJson = await send(postOtlp, json, JSON_TYPE);
    expect(inJson.status).toBe(400);
    expect(JSON.parse(inJson.text)).toEqual({
      code: 3,
      message: "The body is nested deeper than 100 levels.",
    });
    return "400 both";
  },
);

attack("traces:write key", "6 million empty objects as JSON to every ingestion route", async () => {
  const wide = `[${Array(6_000_000).fill("{}").join(",")}]`;
  const otlp = await send(postOtlp, `{"resourceSpans":${wide}}`, JSON_TYPE);
  const batch = await send(postBatch, `{"batch":${wide}}`, JSON_TYPE);
  const rest = await send(postTraces, `{"traces":${wide}}`, JSON_TYPE);
  expect([otlp.status, batch.status, rest.status]).toEqual([413, 413, 413]);
  expect(JSON.parse(otlp.text)).toMatchObject({ code: 8 });
  return "413, 413, 413";
});

attack("traces:write key", "200,000 unreadable traces and events, echoed", async () => {
  const wide = `[${Array(200_000).fill("{}").join(",")}]`;
  const rest = await send(postTraces, `{"traces":${wide}}`, JSON_TYPE);
  const batch = await send(postBatch, `{"batch":${wide}}`, JSON_TYPE);
  expect([rest.status, batch.status]).toEqual([422, 413]);
  expect(rest.text.length + batch.text.length).toBeLessThan(10_000);
  return `422 and 413 in ${rest.text.length + batch.text.length} characters`;
});

attack(
  "traces:write key",
  "an attribute of 9 MB that holds 3 million objects as JSON text",
  async () => {
    const now = `${Date.now()}000000`;
    const span = {
      traceId: "5b8aa5a2d2c872e8321cf37308d69df2",
      spanId: "051581bf3cb55c13",
      name: "llm",
      startTimeUnixNano: now,
      endTimeUnixNano: now,
      attributes: [
        { key: "gen_ai.system", value: { stringValue: "openai" } },
        {
          key: "gen_ai.prompt",
          value: { stringValue: `[${Array(3_000_000).fill("{}").join(",")}]` },
        },
      ],
    };
    const body = JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] });
    const { status } = await send(postOtlp, body, JSON_TYPE);
    expect(status).toBe(200);
    const { projectId } = project.admin;
    expect(await db.trace.count({ where: { projectId } })).toBe(1);
    return "200, stored as text and cut";
  },
);

attack("nobody", "65 wrong API keys to every ingestion route, from one address", async () => {
  const client = {
    address: "203.0.113.77",
    protocol: "http" as const,
    host: "127.0.0.1",
    path: "/",
    isThisMachine: false,
  };
  const tryKey = async (handler: Handler) => {
    const headers = { authorization: "Bearer nonsense", "content-type": JSON_TYPE };
    const request = new Request("http://127.0.0.1/api", { method: "POST", headers, body: "{}" });
    const params = Promise.resolve({ project: project.slug });
    return (await withClient(client, () => handler(request, { params }))).status;
  };
  const statuses: number[] = [];
  for (let tries = 0; tries < 65; tries += 1) statuses.push(await tryKey(postOtlp));
  expect(statuses).toEqual([...Array(60).fill(401), ...Array(5).fill(429)]);
  expect([await tryKey(postBatch), await tryKey(postTraces)]).toEqual([429, 429]);
  return "429 after 60 in a minute, at the others too";
});
