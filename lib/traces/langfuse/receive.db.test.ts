import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { POST } from "@/app/api/public/ingestion/route";
import { systemActor } from "@/lib/auth/actor";
import { createApiKey } from "@/lib/projects/create-api-key";
import { makeTestProject, type TestProject } from "@/lib/projects/test-project";
import { getTrace } from "../reads";

let project: TestProject;
let apiKey: string;

beforeAll(async () => {
  project = await makeTestProject();
  const input = { name: "langfuse", scopes: ["traces:write" as const] };
  apiKey = (await createApiKey(systemActor(project, "test"), input)).apiKey;
}, 60_000);

const START = Date.parse("2026-11-20T09:30:00.000Z");
const at = (ms: number) => new Date(START + ms).toISOString();

let lastEvent = 0;
function event(type: string, body: object, ms = 0) {
  lastEvent += 1;
  return { id: `event-${lastEvent}`, type, timestamp: at(ms), body };
}

async function send(...batch: object[]) {
  const response = await POST(
    new Request("http://127.0.0.1/api/public/ingestion", {
      method: "POST",
      headers: {
        "content-type": "application/json",
        authorization: `Basic ${Buffer.from(`pk-lf-1:${apiKey}`).toString("base64")}`,
      },
      body: JSON.stringify({ batch, metadata: { sdk_name: "langfuse-js" } }),
    }),
  );
  return { status: response.status, body: await response.json() };
}

const call = (traceId: string) => ({
  create: event("generation-create", {
    id: `${traceId}-g`,
    traceId,
    parentObservationId: `${traceId}-s`,
    name: "answer",
    startTime: at(100),
    model: "gpt-4o-mini",
    input: [{ role: "user", content: "Where is my parcel?" }],
    promptName: "support/triage",
    promptVersion: 3,
  }),
  update: event(
    "generation-update",
    {
      id: `${traceId}-g`,
      traceId,
      endTime: at(900),
      completionStartTime: at(350),
      output: { role: "assistant", content: "On its way." },
      usage: { input: 1_000, output: 100, unit: "TOKENS" },
    },
    900,
  ),
  span: event("span-create", { id: `${traceId}-s`, traceId, name: "handle", startTime: at(50) }),
  trace: event("trace-create", {
    id: traceId,
    timestamp: at(0),
    name: "ticket",
    userId: "customer-7",
    sessionId: "chat-1",
    environment: "production",
    metadata: { plan: "free" },
    tags: ["mail"],
  }),
  end: event("trace-create", { id: traceId, timestamp: at(950), output: "done" }, 950),
});

const EXPECTED = {
  name: "ticket",
  userId: "customer-7",
  sessionId: "chat-1",
  environment: "production",
  prompt: "support/triage",
  version: 3,
  model: "gpt-4o-mini",
  inputTokens: 1_000,
  outputTokens: 100,
  costUsd: 0.00021,
  latencyMs: 900,
  firstTokenMs: 350,
  output: "done",
  attributes: { plan: "free", tags: "mail" },
  steps: [
    { kind: "other", name: "ticket", parentId: null, startedAt: at(0) },
    { kind: "other", name: "handle" },
    {
      kind: "llm",
      name: "answer",
      latencyMs: 800,
      input: [{ role: "user", content: "Where is my parcel?" }],
      output: [{ role: "assistant", content: "On its way." }],
    },
  ],
};

test("a batch of the classic client becomes a trace with model, tokens, cost and prompt", async () => {
  const id = randomUUID();
  const { create, update, span, trace, end } = call(id);
  const answer = await send(trace, span, create, update, end);
  expect(answer.status).toBe(207);
  expect(answer.body).toMatchObject({ errors: [], successes: { length: 5 } });
  expect(await getTrace(project.viewer, id)).toMatchObject(EXPECTED);
});

test("the parts of a generation may come apart, and in any order", async () => {
  const id = randomUUID();
  const { create, update, span, trace, end } = call(id);
  for (const part of [update, end, create, span, trace]) await send(part);
  expect(await getTrace(project.viewer, id)).toMatchObject(EXPECTED);
});

test("parts that come at the same moment lose nothing", async () => {
  const id = randomUUID();
  await Promise.all(Object.values(call(id)).map((part) => send(part)));
  expect(await getTrace(project.viewer, id)).toMatchObject(EXPECTED);
});

test("an event that cannot be read is told by its id; the others are stored", async () => {
  const id = randomUUID();
  const wrong = event("generation-create", { traceId: id });
  const { body } = await send(wrong, call(id).trace, event("dance-create", {}));
  expect(body.successes).toHaveLength(1);
  expect(body.errors).toMatchObject([
    { id: wrong.id, status: 400, message: expect.stringContaining("body.id") },
    { status: 400 },
  ]);
  expect((await getTrace(project.viewer, id)).name).toBe("ticket");
});

test("a score is feedback on its trace", async () => {
  const id = randomUUID();
  await send(
    call(id).trace,
    event("score-create", { traceId: id, name: "helpful", value: 0.5, comment: "so so" }),
  );
  expect((await getTrace(project.viewer, id)).feedback).toMatchObject([
    { score: 0.5, comment: "helpful. so so", by: "langfuse" },
  ]);
  const early = randomUUID();
  const score = event("score-create", { traceId: early, name: "x", value: 1 });
  expect((await send(score)).body.errors).toEqual([]);
  await send(score, call(early).trace);
  expect((await getTrace(project.viewer, early)).feedback).toMatchObject([{ score: 1 }]);
});

test("a body that is no batch is refused", async () => {
  expect((await send()).status).toBe(207);
  const response = await POST(
    new Request("http://127.0.0.1/api/public/ingestion", {
      method: "POST",
      headers: { authorization: `Bearer ${apiKey}` },
      body: "[]",
    }),
  );
  expect(response.status).toBe(400);
});
