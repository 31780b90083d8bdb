import pg from "pg";
import { afterAll, afterEach, beforeEach, expect, test, vi } from "vitest";
import { GET as getServed } from "@/app/api/v1/projects/[project]/prompts/[name]/served/route";
import { GET as getServing } from "@/app/api/v1/projects/[project]/prompts/[name]/serving/route";
import { GET as streamServing } from "@/app/api/v1/projects/[project]/prompts/[name]/serving/stream/route";
import { fillPath } from "@/lib/http/api-client";
import { createApiKey } from "@/lib/projects/create-api-key";
import { revokeApiKey } from "@/lib/projects/revoke-api-key";
import { makeTestProject, type TestProject } from "@/lib/projects/test-project";
import { updatePrompt } from "@/lib/prompts/update-prompt";
import { releaseVersion } from "@/lib/releases/release-version";
import { rollBack } from "@/lib/releases/roll-back";
import { makeContent, makeTestPrompt } from "@/lib/runs/test-run";
import { stopListening } from "./listen-for-releases";

const note = { goal: "Right more often", change: "Say the word first" };
const prompt = "support/echo";
let project: TestProject;
let key: { id: string; apiKey: string };

beforeEach(async () => {
  project = await makeTestProject();
  await makeTestPrompt(project, {
    versions: [makeContent("one {{word}}"), makeContent("two {{word}}")],
  });
  key = await createApiKey(project.admin, { name: "app", scopes: ["prompts:read"] });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});
afterAll(stopListening);

const release = (version: number) =>
  releaseVersion(project.editor, { prompt, version, environment: "staging", note });

interface Handler {
  (request: Request, context: { params: Promise<Record<string, string>> }): Promise<Response>;
  contract: { path: string };
}

function ask(handler: Handler, { name = prompt, headers = {}, environment = "staging" } = {}) {
  const path = fillPath(handler.contract.path, { project: project.slug, name });
  const request = new Request(`http://127.0.0.1${path}?environment=${environment}&unit=user-42`, {
    headers: { authorization: `Bearer ${key.apiKey}`, ...headers },
  });
  return handler(request, {
    params: Promise.resolve({ project: project.slug, name: encodeURIComponent(name) }),
  });
}

test("what is released is served whole, and nothing released is a 404", async () => {
  expect((await ask(getServed)).status).toBe(404);
  await release(1);
  await vi.waitFor(async () => expect((await ask(getServed)).status).toBe(200));
  expect(await (await ask(getServed)).json()).toEqual({
    prompt,
    version: 1,
    environment: "staging",
    ...makeContent("one {{word}}"),
    assignment: { arm: "stable" },
  });
  expect((await ask(getServed, { environment: "production" })).status).toBe(404);
  expect((await ask(getServed, { environment: "nowhere" })).status).toBe(404);
  expect((await ask(getServed, { name: "unknown" })).status).toBe(404);
});

test("an application that knows a former name is served on, the same to the last byte", async () => {
  await release(1);
  const before = await ask(getServed);
  await updatePrompt(project.editor, prompt, { name: "support/repeat" });
  const after = await ask(getServed);
  expect(after.headers.get("etag")).toBe(before.headers.get("etag"));
  expect(await (await ask(getServed, { name: "support/repeat" })).json()).toMatchObject({
    prompt: "support/repeat",
    version: 1,
  });
  await release(2);
  for (const name of [prompt, "support/repeat"])
    await vi.waitFor(async () =>
      expect((await (await ask(getServed, { name })).json()).version).toBe(2),
    );
});

test("a release is served at once by the process that made it", async () => {
  await release(1);
  expect((await ask(getServed)).status).toBe(200);
  await release(2);
  expect((await (await ask(getServed)).json()).version).toBe(2);
});

test("a rollback is served within two seconds, to every process that listens", async () => {
  await release(1);
  const second = await release(2);
  await vi.waitFor(async () => expect((await (await ask(getServed)).json()).version).toBe(2));
  await rollBack(project.editor, second.id, { reason: "Wrong words" });
  await vi.waitFor(async () => expect((await (await ask(getServed)).json()).version).toBe(1), {
    timeout: 2_000,
  });
});

test("the serving document has an ETag, which answers 304 until something else is live", async () => {
  await release(1);
  await vi.waitFor(async () => expect((await ask(getServing)).status).toBe(200));
  const first = await ask(getServing);
  const etag = first.headers.get("etag") ?? "";
  expect(await first.json()).toMatchObject({ stable: { version: 1 } });
  expect((await ask(getServing, { headers: { "if-none-match": etag } })).status).toBe(304);
  await release(2);
  await vi.waitFor(async () =>
    expect((await ask(getServing, { headers: { "if-none-match": etag } })).status).toBe(200),
  );
});

test("warm, no query is made; with the database away, what is known is served", async () => {
  await release(1);
  await vi.waitFor(async () => expect((await ask(getServed)).status).toBe(200));
  await ask(getServed);
  const query = vi.spyOn(pg.Pool.prototype, "query");
  const connect = vi.spyOn(pg.Pool.prototype, "connect");
  for (let i = 0; i < 20; i += 1) expect((await ask(getServed)).status).toBe(200);
  expect([query.mock.calls.length, connect.mock.calls.length]).toEqual([0, 0]);
  const refusal = Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
  query.mockImplementation(() => Promise.reject(refusal));
  connect.mockImplementation(() => Promise.reject(refusal));
  vi.useFakeTimers({ now: Date.now() + 10 * 60_000, toFake: ["Date"] });
  expect((await ask(getServed)).status).toBe(200);
  // Nothing is known of this place: an error, never "nothing is released".
  expect((await ask(getServed, { environment: "production" })).status).toBe(503);
});

test("while the database hangs, whoever was served is served what is known", async () => {
  await release(1);
  await vi.waitFor(async () => expect((await ask(getServed)).status).toBe(200));
  const hang = () => new Promise<never>(() => {});
  vi.spyOn(pg.Pool.prototype, "query").mockImplementation(hang);
  vi.spyOn(pg.Pool.prototype, "connect").mockImplementation(hang);
  vi.useFakeTimers({ now: Date.now() + 10 * 60_000, toFake: ["Date"] });
  const answer = await ask(getServed);
  expect(answer.status).toBe(200);
  expect(Number(answer.headers.get("age"))).toBeGreaterThanOrEqual(600);
});

test("a revoked key is refused within five seconds", async () => {
  await release(1);
  await vi.waitFor(async () => expect((await ask(getServed)).status).toBe(200));
  await revokeApiKey(project.admin, { key: key.id });
  vi.useFakeTimers({ now: Date.now() + 5_000, toFake: ["Date"] });
  expect((await ask(getServed)).status).toBe(401);
});

test("a stream tells the document at once, and again after each release", async () => {
  await release(1);
  const response = await ask(streamServing);
  expect(response.headers.get("content-type")).toContain("text/event-stream");
  const reader = response.body?.getReader();
  let sentEtag = "";
  const until = async (text: string) => {
    while (reader && !sentEtag.includes(text)) {
      const { value, done } = await reader.read();
      if (done) break;
      sentEtag += new TextDecoder().decode(value);
    }
    expect(sentEtag).toContain(text);
  };
  await until('"version":1');
  await release(2);
  await until('"version":2');
  expect(sentEtag.match(/event: serving/g)).toHaveLength(2);
  await reader?.cancel();
});

test("taken offline, a prompt is a 404, and a stream says so until the next release", async () => {
  const first = await release(1);
  const response = await ask(streamServing);
  const reader = response.body?.getReader();
  let sentEtag = "";
  const until = async (text: string) => {
    while (reader && !sentEtag.includes(text)) {
      sentEtag += new TextDecoder().decode((await reader.read()).value);
    }
  };
  await until('"version":1');
  await rollBack(project.editor, first.id, { reason: "It insults people" });
  expect((await ask(getServed)).status).toBe(404);
  expect((await ask(getServing)).status).toBe(404);
  await until("event: offline");
  await release(2);
  await until('"version":2');
  await reader?.cancel();
});

test("a stream of a prompt without a release waits for the first one", async () => {
  const response = await ask(streamServing);
  const reader = response.body?.getReader();
  let sentEtag = "";
  await release(1);
  while (reader && !sentEtag.includes('"version":1')) {
    sentEtag += new TextDecoder().decode((await reader.read()).value);
  }
  await reader?.cancel();
  expect(sentEtag).toContain("event: serving");
});
