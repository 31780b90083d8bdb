import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { makeTestProject } from "@/lib/projects/test-project";
import { getConnection, listConnections, listModels, listRecordings } from "@/lib/providers/reads";
import { exportRecordings } from "@/lib/providers/replay/export-recordings";
import { importRecordings } from "@/lib/providers/replay/import-recordings";
import { createConnection } from "./create-connection";
import { deleteConnection } from "./delete-connection";
import { openConnection } from "./find-connection";
import { testConnection } from "./test-connection";
import { updateConnection } from "./update-connection";

const KEY = "sk-very-secret-key-0123456789-9Qe2";

// A stand-in for a model server on this machine that wants the key and lists two models.
const server = createServer((request, response) => {
  const isKnown = request.headers.authorization === `Bearer ${KEY}`;
  response.writeHead(isKnown ? 200 : 401, { "content-type": "application/json" });
  response.end(JSON.stringify(isKnown ? { data: [{ id: "small" }, { id: "large" }] } : {}));
});
let baseUrl = "";
beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
});
afterAll(() => {
  server.close();
});

const gateway = () => ({
  name: "gateway",
  kind: "openai-compatible" as const,
  baseUrl,
  apiKey: KEY,
});

test("a provider's key is sealed in the database and in no answer and no event", async () => {
  const { id, admin } = await makeTestProject();
  const created = await createConnection(admin, gateway());
  const tested = await testConnection(admin, { connection: "gateway" });
  const listed = await listConnections(admin);
  const rows = await db.connection.findMany({ where: { projectId: id } });
  const events = await db.event.findMany({ where: { projectId: id } });
  expect(created.keyLastFour).toBe("9Qe2");
  expect(JSON.stringify([created, tested, listed, rows, events])).not.toContain(KEY);
  expect(JSON.stringify([created, listed])).not.toContain("encryptedKey");
  expect((await openConnection(id, "gateway")).apiKey).toBe(KEY);
});

test("a sealed key that is copied to another connection does not open there", async () => {
  const { id, admin } = await makeTestProject();
  await createConnection(admin, gateway());
  await createConnection(admin, { ...gateway(), name: "other" });
  const { encryptedKey } = await db.connection.findFirstOrThrow({
    where: { projectId: id, name: "gateway" },
  });
  await db.connection.updateMany({
    where: { projectId: id, name: "other" },
    data: { encryptedKey },
  });
  await expect(openConnection(id, "other")).rejects.toThrow("does not open");
});

test("a test says whether the server accepts the key, lists its models, and is kept", async () => {
  const { admin } = await makeTestProject();
  await createConnection(admin, gateway());
  const result = await testConnection(admin, { connection: "gateway" });
  expect(result).toMatchObject({ ok: true, models: ["large", "small"] });
  expect((await listModels(admin, "gateway")).data).toEqual([{ name: "large" }, { name: "small" }]);
  await updateConnection(admin, { connection: "gateway" }, { apiKey: "sk-another-key-000000" });
  expect((await getConnection(admin, "gateway")).lastTest).toBeNull();
  const refused = await testConnection(admin, { connection: "gateway" });
  expect(refused).toMatchObject({ ok: false, error: expect.stringContaining("401") });
  expect((await getConnection(admin, "gateway")).lastTest).toMatchObject({ ok: false });
});

test("rate limits are set, changed and taken away without touching the key or its test", async () => {
  const { id, admin } = await makeTestProject();
  await createConnection(admin, { ...gateway(), requestsPerMinute: 60 });
  await testConnection(admin, { connection: "gateway" });
  const limits = { requestsPerMinute: null, tokensPerMinute: 90_000 };
  const edited = await updateConnection(admin, { connection: "gateway" }, limits);
  expect(edited).toMatchObject({ ...limits, keyLastFour: "9Qe2", lastTest: { ok: true } });
  const event = await db.event.findFirst({
    where: { projectId: id, type: "connection.changed" },
    orderBy: { seq: "desc" },
  });
  expect(event?.data).toMatchObject(limits);
});

test("another address needs the key again", async () => {
  const { id, admin } = await makeTestProject();
  await createConnection(admin, gateway());
  const move = { baseUrl: "http://127.0.0.1:9/v1" };
  await expect(updateConnection(admin, { connection: "gateway" }, move)).rejects.toMatchObject({
    errors: [{ path: "apiKey" }],
  });
  expect((await openConnection(id, "gateway")).baseUrl).toBe(baseUrl);
});

test.each(["http://169.254.169.254/latest", "http://10.0.0.8/v1", "http://[fd00::1]/v1"])(
  "the private address %s is refused when it is typed",
  async (address) => {
    const { admin } = await makeTestProject();
    const attempt = createConnection(admin, { ...gateway(), baseUrl: address });
    await expect(attempt).rejects.toMatchObject({ errors: [{ path: "baseUrl" }] });
  },
);

test("a connection that prompts use is removed only when that is confirmed", async () => {
  const { id, admin } = await makeTestProject();
  await createConnection(admin, gateway());
  const prompt = await db.prompt.create({
    data: { projectId: id, name: "support/triage", kind: "chat", latestVersion: 1 },
  });
  await db.promptVersion.create({
    data: {
      projectId: id,
      promptId: prompt.id,
      number: 1,
      messages: [],
      model: { provider: "gateway", name: "small" },
      settings: {},
      variables: [],
      commitMessage: "First",
      contentHash: "0",
      authorName: "Ines",
    },
  });
  expect((await getConnection(admin, "gateway")).promptCount).toBe(1);
  const refused = deleteConnection(admin, { connection: "gateway" }, { confirmed: false });
  await expect(refused).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("support/triage"),
  });
  await deleteConnection(admin, { connection: "gateway" }, { confirmed: true });
  const row = await db.connection.findFirstOrThrow({ where: { projectId: id, name: "gateway" } });
  expect(row.encryptedKey).toBeNull();
  await createConnection(admin, gateway());
});

test("the baseline and replay come with a project and stay", async () => {
  const { admin } = await makeTestProject();
  const { data } = await listConnections(admin);
  expect(data.map(({ name, isBuiltIn }) => [name, isBuiltIn])).toEqual([
    ["local", true],
    ["replay", true],
  ]);
  const removal = deleteConnection(admin, { connection: "local" }, { confirmed: true });
  await expect(removal).rejects.toMatchObject({ code: "conflict" });
});

test("a name is taken once, also by two admins at the same moment", async () => {
  const { id, admin } = await makeTestProject();
  const outcomes = await Promise.allSettled([
    createConnection(admin, gateway()),
    createConnection(admin, gateway()),
  ]);
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await db.connection.count({ where: { projectId: id, name: "gateway" } })).toBe(1);
});

test("recordings come in line by line, wrong lines are named, and go out as they came", async () => {
  const { admin, editor, reviewer } = await makeTestProject();
  const line = {
    requestHash: "a".repeat(64),
    model: "small",
    response: {
      text: "billing",
      toolCalls: [],
      finishReason: "stop",
      usage: { inputTokens: 10, cachedInputTokens: null, outputTokens: 2 },
      costUsd: null,
      latencyMs: 300,
      timeToFirstTokenMs: null,
      requestId: null,
      model: "small",
    },
  };
  const text = `${JSON.stringify(line)}\nnot json\n\n${JSON.stringify({ ...line, requestHash: "b" })}\n`;
  const first = await importRecordings(admin, text);
  expect(first).toMatchObject({ imported: 1, updated: 0, errors: [{ row: 2 }, { row: 4 }] });
  expect(await importRecordings(admin, text)).toMatchObject({ imported: 0, updated: 1 });
  const { data } = await listRecordings(editor, { limit: 10 });
  expect(data).toMatchObject([{ requestHash: line.requestHash, model: "small" }]);
  expect(JSON.stringify(data)).not.toContain("billing");
  expect(JSON.parse(await (await exportRecordings(admin)).text())).toEqual(line);
  await expect(exportRecordings(reviewer)).rejects.toThrow("admin");
});

test("a connection of another project does not exist", async () => {
  const [here, there] = await Promise.all([makeTestProject(), makeTestProject()]);
  await createConnection(there.admin, gateway());
  for (const attempt of [
    () => testConnection(here.admin, { connection: "gateway" }),
    () => listModels(here.admin, "gateway"),
    () => updateConnection(here.admin, { connection: "gateway" }, { apiKey: KEY }),
    () => deleteConnection(here.admin, { connection: "gateway" }, { confirmed: true }),
  ]) {
    await expect(attempt()).rejects.toMatchObject({ code: "not_found" });
  }
});
