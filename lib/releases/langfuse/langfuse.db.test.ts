import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { LangfuseClient } from "@langfuse/client";
import { Langfuse } from "langfuse";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import * as unknown from "@/app/api/[[...rest]]/route";
import * as health from "@/app/api/public/health/route";
import * as ingestion from "@/app/api/public/ingestion/route";
import * as projects from "@/app/api/public/projects/route";
import * as prompt from "@/app/api/public/v2/prompts/[name]/route";
import * as label from "@/app/api/public/v2/prompts/[name]/versions/[version]/route";
import * as prompts from "@/app/api/public/v2/prompts/route";
import type { Scope } from "@/lib/auth/contract";
import { matchPath } from "@/lib/http/server/match-path";
import { createApiKey } from "@/lib/projects/create-api-key";
import { makeTestProject, type TestProject } from "@/lib/projects/test-project";
import { getPrompt, getVersion } from "@/lib/prompts/reads";
import { releaseVersion } from "@/lib/releases/release-version";
import { makeContent, makeTestPrompt } from "@/lib/runs/test-run";
import { startTestRollout } from "../test-rollout";
import type { LangfusePrompt, LangfusePromptList } from "./langfuse-contract";

type Handler = (request: Request, context: object) => Promise<Response>;
const mounted: { path: string; methods: Record<string, unknown> }[] = [
  { path: "/api/public/health", methods: health },
  { path: "/api/public/ingestion", methods: ingestion },
  { path: "/api/public/projects", methods: projects },
  { path: "/api/public/v2/prompts", methods: prompts },
  { path: "/api/public/v2/prompts/[name]", methods: prompt },
  { path: "/api/public/v2/prompts/[name]/versions/[version]", methods: label },
];

const name = "support/triage";
const messages = [
  { type: "chatmessage" as const, role: "system", content: "You sort tickets for {{team}}." },
  { type: "placeholder" as const, name: "history" },
  { type: "chatmessage" as const, role: "user", content: "{{ticket}}" },
];
const config = { model: "gpt-4o", temperature: 0.2, queue: { gold: 3 } };
const review = /review/;

let server: Server;
let url: string;
let project: TestProject;
let secretKey: string;

beforeAll(async () => {
  const listener = getRequestListener((request) => {
    const { pathname } = new URL(request.url);
    for (const { path, methods } of mounted) {
      const params = matchPath(path, pathname);
      const handler = methods[request.method] as Handler | undefined;
      if (params && handler) return handler(request, { params: Promise.resolve(params) });
    }
    return unknown.GET(request);
  });
  server = createServer((req, res) => void listener(req, res));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

const keyWith = async (...scopes: Scope[]) =>
  (await createApiKey(project.admin, { name: "helpdesk", scopes })).apiKey;

beforeEach(async () => {
  project = await makeTestProject();
  secretKey = await keyWith("prompts:write", "releases:write", "traces:write");
  // Its clients say on the console what they also throw.
  for (const method of ["error", "log", "warn"] as const) {
    vi.spyOn(console, method).mockImplementation(() => {});
  }
});
afterEach(() => vi.restoreAllMocks());

async function ask<T = { message: string }>(method: string, path: string, body?: unknown) {
  const response = await fetch(`${url}/api/public${path}`, {
    method,
    headers: {
      authorization: `Basic ${Buffer.from(`pk:${secretKey}`).toString("base64")}`,
      "content-type": "application/json",
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: (text ? JSON.parse(text) : null) as T };
}
const encoded = encodeURIComponent(name);
const create = (more: object = {}) =>
  ask<LangfusePrompt & { message: string }>("POST", "/v2/prompts", {
    ...{ name, type: "chat", prompt: messages },
    ...more,
  });

describe("langfuse 3 from npm", () => {
  let client: Langfuse;
  beforeEach(() => {
    const flags = { flushInterval: 60_000, fetchRetryCount: 1, fetchRetryDelay: 1 };
    client = new Langfuse({ baseUrl: url, publicKey: "pk", secretKey, ...flags });
  });
  afterEach(() => client.shutdownAsync());

  test("creates, reads, compiles and labels a chat prompt", async () => {
    const created = await client.createPrompt({
      ...{ name, type: "chat", prompt: messages, config, labels: ["staging"], tags: ["billing"] },
    });
    expect(created).toMatchObject({ version: 1, config, labels: ["staging", "latest"] });
    const read = await client.getPrompt(name, undefined, { type: "chat", label: "staging" });
    expect(read).toMatchObject({ name, version: 1, config, tags: ["billing"], isFallback: false });
    const history = [{ role: "user", content: "Hello" }];
    expect(read.compile({ team: "Billing", ticket: "Twice!" }, { history })).toEqual([
      { role: "system", content: "You sort tickets for Billing." },
      { role: "user", content: "Hello" },
      { role: "user", content: "Twice!" },
    ]);
    await client.createPrompt({ name, type: "chat", prompt: messages.slice(2) });
    const options = { cacheTtlSeconds: 0 };
    expect(await client.getPrompt(name, undefined, { ...options, label: "latest" })).toMatchObject({
      version: 2,
    });
    await client.updatePrompt({ name, version: 2, newLabels: ["staging"] });
    const label = { ...options, label: "staging" };
    expect(await client.getPrompt(name, undefined, label)).toMatchObject({ version: 2 });
    expect(await client.getPrompt(name, 1, options)).toMatchObject({ labels: [] });
  });

  test("uses its fallback where nothing is released, and passes on why", async () => {
    await client.createPrompt({ name: "greeting", prompt: "Hello {{name}}" });
    const fallback = { fallback: "Hi {{name}}", maxRetries: 0 };
    const prompt = await client.getPrompt("greeting", undefined, fallback);
    expect(prompt).toMatchObject({ isFallback: true, version: 0 });
    expect(prompt.compile({ name: "Ines" })).toBe("Hi Ines");
    await expect(client.getPrompt("greeting", undefined, { maxRetries: 0 })).rejects.toThrow(
      "greeting with the label production does not exist in this project.",
    );
    // Of a refused write it only tells the console.
    await client.createPrompt({ name, type: "chat", prompt: messages, labels: ["production"] });
    expect(console.error).toHaveBeenLastCalledWith(
      ...[expect.anything(), expect.anything(), expect.stringMatching(review)],
    );
  });
});

describe("@langfuse/client 5 from npm", () => {
  let client: LangfuseClient;
  beforeEach(() => {
    client = new LangfuseClient({ baseUrl: url, publicKey: "pk", secretKey });
  });
  afterEach(() => client.shutdown());

  test("creates, reads, compiles, lists, labels and deletes a text prompt", async () => {
    const text = { name: "greeting", prompt: "Hello {{name}}", config };
    await client.prompt.create({ ...text, labels: ["staging"], commitMessage: "Say hello" });
    const read = await client.prompt.get("greeting", { label: "staging", type: "text" });
    expect(read).toMatchObject({ version: 1, config, commitMessage: "Say hello" });
    expect(read.compile({ name: "Ines" })).toBe("Hello Ines");
    await client.prompt.create({ ...text, prompt: "Good day {{name}}" });
    await client.prompt.update({ name: "greeting", version: 2, newLabels: ["staging"] });
    const uncached = { cacheTtlSeconds: 0, label: "staging" };
    expect(await client.prompt.get("greeting", uncached)).toMatchObject({ version: 2 });
    expect(await client.api.prompts.list({ label: "staging" })).toMatchObject({
      data: [{ name: "greeting", type: "text", versions: [1, 2], labels: ["staging", "latest"] }],
      meta: { page: 1, totalItems: 1, totalPages: 1 },
    });
    await client.prompt.delete("greeting");
    expect((await client.api.prompts.list()).data).toEqual([]);
  });

  test("reads a chat prompt with a slash in its name, and falls back", async () => {
    await client.prompt.create({ name, type: "chat", prompt: messages, labels: ["staging"] });
    const read = await client.prompt.get(name, { label: "staging", type: "chat" });
    expect(read.compile({ ticket: "Twice!" }, { history: [] })).toMatchObject([
      { role: "system" },
      { role: "user", content: "Twice!" },
    ]);
    const fallback = [{ role: "user", content: "Sort {{ticket}}" }];
    const other = await client.prompt.get(name, { type: "chat", fallback, maxRetries: 0 });
    expect(other).toMatchObject({ isFallback: true, version: 0 });
    await expect(
      client.prompt.update({ name, version: 1, newLabels: ["production"] }),
    ).rejects.toMatchObject({ statusCode: 403, body: { message: expect.stringMatching(review) } });
    expect(await client.getTraceUrl("abc")).toBe(`${url}/project/${project.slug}/traces/abc`);
  });
});

test("a label of a protected environment is refused with what to do, and the version is kept", async () => {
  const { status, body } = await create({ labels: ["production", "staging"] });
  expect(status).toBe(403);
  expect(body.message).toContain("label “production” is not set");
  expect(body.message).toContain(`/${project.slug}/prompts/support%2Ftriage/versions/1`);
  expect((await getVersion(project.viewer, name, 1)).messages[1]).toEqual({
    placeholder: "history",
  });
  const { live } = await getPrompt(project.viewer, name);
  expect(live).toMatchObject({ staging: { version: 1 } });
  expect(live.production).toBeUndefined();
});

test("a label needs the right to release, before anything is saved", async () => {
  secretKey = await keyWith("prompts:write");
  const refused = await create({ labels: ["staging"] });
  expect(refused).toMatchObject({ status: 403, body: { message: /releases:write/ } });
  expect((await ask("GET", `/v2/prompts/${encoded}?label=latest`)).status).toBe(404);
  const elsewhere = await create({ labels: ["tenant-1"] });
  expect(elsewhere).toMatchObject({ status: 422, body: { message: /no environment.*tenant-1/ } });
  expect(await create()).toMatchObject({ status: 201, body: { labels: ["latest"] } });
  const path = `/v2/prompts/${encoded}/versions/1`;
  expect((await ask("PATCH", path, { name, version: 1, newLabels: ["staging"] })).status).toBe(403);
  secretKey = await keyWith("prompts:read");
  expect((await create()).status).toBe(403);
});

test("the key of another project finds nothing, and changes nothing", async () => {
  await create({ labels: ["staging"] });
  const theirs = await makeTestProject();
  const scopes: Scope[] = ["prompts:write", "releases:write"];
  secretKey = (await createApiKey(theirs.admin, { name: "theirs", scopes })).apiKey;
  const path = `/v2/prompts/${encoded}`;
  for (const [method, place, body] of [
    ["GET", `${path}?label=staging`, undefined],
    ["PATCH", `${path}/versions/1`, { newLabels: ["staging"] }],
    ["DELETE", path, undefined],
  ] as const) {
    expect([method, (await ask(method, place, body)).status]).toEqual([method, 404]);
  }
  expect(await ask("GET", "/v2/prompts")).toMatchObject({ body: { data: [] } });
  expect(await getPrompt(project.viewer, name)).toMatchObject({ archivedAt: null });
});

test("without a unit everybody gets the stable version while a rollout runs", async () => {
  const echo = "support/echo";
  await makeTestPrompt(project, { versions: [makeContent("one"), makeContent("two")] });
  const note = { goal: "Right more often", change: "Say the word first" };
  await releaseVersion(project.editor, { prompt: echo, version: 1, environment: "staging", note });
  await startTestRollout(project);
  for (let time = 0; time < 5; time += 1) {
    expect(await ask("GET", "/v2/prompts/support%2Fecho?label=staging")).toMatchObject({
      body: { version: 1, labels: ["staging"] },
    });
  }
});

test("with the database away, what was answered last is served, and the rest is 503", async () => {
  await create({ labels: ["staging"] });
  const read = () => ask("GET", `/v2/prompts/${encoded}?label=staging`);
  expect((await read()).status).toBe(200);
  const refusal = Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
  for (const method of ["query", "connect"] as const) {
    vi.spyOn(pg.Pool.prototype, method).mockImplementation(() => Promise.reject(refusal));
  }
  expect(await read()).toMatchObject({
    status: 200,
    body: { version: 1, labels: ["staging", "latest"] },
  });
  expect(await ask("GET", `/v2/prompts/${encoded}`)).toMatchObject({
    status: 503,
    body: { message: /database/ },
  });
});

test("a model goes to the connection that has it, or stays in the config", async () => {
  const { body } = await create({ config });
  expect(body.config).toEqual(config);
  expect(await getVersion(project.viewer, name, 1)).toMatchObject({
    model: { provider: "local", name: "baseline" },
    settings: { temperature: 0.2 },
    config: { model: "gpt-4o", queue: { gold: 3 } },
  });
});

test("a list has pages, and what a filter asks for", async () => {
  for (const one of ["a", "b", "c"]) {
    await create({ name: one, tags: one === "b" ? ["billing"] : [] });
  }
  const list = async (query: string) =>
    (await ask<LangfusePromptList>("GET", `/v2/prompts?${query}`)).body;
  expect(await list("page=2&limit=2")).toMatchObject({
    data: [{ name: "c", lastConfig: {} }],
    meta: { page: 2, limit: 2, totalItems: 3, totalPages: 2 },
  });
  const names = async (query: string) => (await list(query)).data.map((one) => one.name);
  expect(await names("tag=billing")).toEqual(["b"]);
  expect(await names("name=c")).toEqual(["c"]);
  expect(await names("label=production")).toEqual([]);
  expect(await names("label=latest&fromUpdatedAt=2020-01-01T00:00:00Z")).toHaveLength(3);
  expect(await names("toUpdatedAt=2020-01-01T00:00:00Z")).toEqual([]);
});

test("deleting archives: what is live is served on, single versions are kept", async () => {
  await create({ labels: ["staging"] });
  const path = `/v2/prompts/${encoded}`;
  const single = await ask("DELETE", `${path}?version=1`);
  expect(single).toMatchObject({ status: 403, body: { message: /Versions are kept/ } });
  expect((await ask("DELETE", `${path}?label=staging`)).status).toBe(403);
  expect((await ask("DELETE", path)).status).toBe(204);
  expect((await ask("GET", `${path}?label=latest`)).status).toBe(404);
  expect((await ask("GET", `${path}?version=1`)).status).toBe(404);
  expect((await ask("GET", `${path}?label=staging`)).status).toBe(200);
  expect(await create()).toMatchObject({ status: 201, body: { version: 2 } });
  expect((await getPrompt(project.viewer, name)).archivedAt).toBeNull();
});

test("health, the key's project, and refusals are JSON that says what is wrong", async () => {
  expect(await ask("GET", "/health")).toMatchObject({ status: 200, body: { status: "OK" } });
  expect(await ask("GET", "/projects")).toMatchObject({
    body: { data: [{ id: project.slug, name: "Test project" }] },
  });
  const both = await ask("GET", `/v2/prompts/${encoded}?label=latest&version=1`);
  expect(both).toMatchObject({ status: 422, body: { message: /not both/ } });
  expect(await create({ prompt: "a text" })).toMatchObject({ status: 422 });
  expect(await create({ prompt: [{ role: "wizard", content: "x" }] })).toMatchObject({
    body: { message: /system, user, assistant or tool/ },
  });
  expect(await ask("POST", "/v2/scores", {})).toMatchObject({
    status: 404,
    body: { message: /not part of the API/ },
  });
  secretKey = "nonsense";
  expect(await ask("GET", "/projects")).toMatchObject({ status: 401, body: { message: /key/ } });
});
