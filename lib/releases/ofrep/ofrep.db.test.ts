import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { OFREPProvider } from "@openfeature/ofrep-provider";
import { OpenFeature } from "@openfeature/server-sdk";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { POST as postFlag } from "@/app/ofrep/v1/evaluate/flags/[...key]/route";
import { POST as postFlags } from "@/app/ofrep/v1/evaluate/flags/route";
import { assignArm } from "@/lib/deployments/assign-arm";
import { withClient } from "@/lib/http/current-client";
import { matchPath } from "@/lib/http/server/match-path";
import { createApiKey } from "@/lib/projects/create-api-key";
import { makeTestProject, type TestProject } from "@/lib/projects/test-project";
import { createPin } from "@/lib/releases/pins/create-pin";
import { releaseVersion } from "@/lib/releases/release-version";
import { stopListening } from "@/lib/releases/serving/listen-for-releases";
import { makeContent, makeTestPrompt } from "@/lib/runs/test-run";
import { startTestRollout } from "../test-rollout";

const prompt = "support/echo";
const note = { goal: "Right more often", change: "Say the word first" };
let server: Server;
let url: string;
let project: TestProject;
let apiKey: string;

beforeAll(async () => {
  const answer = getRequestListener((request) => {
    const params = matchPath("/ofrep/v1/evaluate/flags/[...key]", new URL(request.url).pathname);
    return params ? postFlag(request, { params: Promise.resolve(params) }) : postFlags(request);
  });
  server = createServer((req, res) => void answer(req, res));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await OpenFeature.close();
  server.close();
  server.closeAllConnections();
  await stopListening();
});

beforeEach(async () => {
  project = await makeTestProject();
  await makeTestPrompt(project, {
    versions: [makeContent("one {{word}}"), makeContent("two {{word}}")],
  });
  ({ apiKey } = await createApiKey(project.admin, { name: "app", scopes: ["prompts:read"] }));
  await releaseVersion(project.editor, { prompt, version: 1, environment: "staging", note });
});

const ask = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${url}/ofrep/v1/evaluate/flags${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
const staging = { environment: "staging" };

test("an OpenFeature provider from npm reads a prompt, and the arm of each unit in a rollout", async () => {
  const headers: [string, string][] = [["Authorization", `Bearer ${apiKey}`]];
  await OpenFeature.setProviderAndWait(new OFREPProvider({ baseUrl: url, headers }));
  const client = OpenFeature.getClient();
  const read = (targetingKey?: string) =>
    client.getObjectDetails(prompt, {}, { ...staging, ...(targetingKey ? { targetingKey } : {}) });
  const first = await read("user-1");
  expect(first).toMatchObject({ reason: "STATIC", variant: "stable", value: { version: 1 } });
  expect(first.flagMetadata).toMatchObject({ version: 1, environment: "staging" });

  const { rolloutId, salt } = await startTestRollout(project);
  for (let index = 0; index < 8; index += 1) {
    const unit = `user-${index}`;
    const arm = assignArm({ unit, salt, percent: 50 });
    expect(await read(unit)).toMatchObject({
      ...{ reason: "SPLIT", variant: arm, value: { version: arm === "candidate" ? 2 : 1 } },
      flagMetadata: { rolloutId },
    });
  }
  expect(await read()).toMatchObject({ reason: "DEFAULT", variant: "stable" });
  const pin = { prompt, version: 1, reason: "Our own people try it first" };
  await createPin(project.editor, "staging", { ...pin, units: ["user-0", "user-1"] });
  for (const unit of ["user-0", "user-1"])
    expect(await read(unit)).toMatchObject({
      ...{ reason: "TARGETING_MATCH", variant: "v1", value: { version: 1 } },
    });
  const unknown = await client.getObjectDetails("no/such", { mine: true }, staging);
  expect(unknown).toMatchObject({ value: { mine: true }, errorCode: "FLAG_NOT_FOUND" });
});

test("all live prompts come at once, with an ETag that answers 304 until something else is live", async () => {
  const all = await ask("", { context: staging });
  expect(all.status).toBe(200);
  expect(await all.json()).toMatchObject({ flags: [{ key: prompt, value: { version: 1 } }] });
  const etag = all.headers.get("etag") ?? "";
  expect((await ask("", { context: staging }, { "if-none-match": etag })).status).toBe(304);
  await releaseVersion(project.editor, { prompt, version: 2, environment: "staging", note });
  expect((await ask("", { context: staging }, { "if-none-match": etag })).status).toBe(200);
  const elsewhere = await ask("", {});
  expect(await elsewhere.json()).toEqual({ flags: [] });
});

test("refusals have OFREP's form: nothing live, a key that is wrong, a context that is none", async () => {
  const nothing = await ask("/support%2Fecho", {});
  expect(nothing.status).toBe(404);
  expect(await nothing.json()).toMatchObject({ key: prompt, errorCode: "FLAG_NOT_FOUND" });
  const stranger = await ask("/support%2Fecho", {}, { authorization: "Bearer galley_live_x" });
  expect(stranger.status).toBe(401);
  expect(await stranger.json()).toMatchObject({ errorCode: "GENERAL" });
  const wrong = await ask("/support%2Fecho", { context: { targetingKey: 7 } });
  expect(wrong.status).toBe(400);
  expect(await wrong.json()).toMatchObject({ key: prompt, errorCode: "INVALID_CONTEXT" });
  const broken = await ask("/support%2Fecho", "{");
  expect(await broken.json()).toMatchObject({ errorCode: "PARSE_ERROR" });
  const byHeader = await ask(
    "/support%2Fecho",
    { context: staging },
    {
      authorization: "",
      "x-api-key": apiKey,
    },
  );
  expect(byHeader.status).toBe(200);
});

test("wrong keys are counted in either header, so that none can be guessed", async () => {
  const client = {
    ...{ address: "203.0.113.78", protocol: "http" as const, host: "127.0.0.1", path: "/" },
    isThisMachine: false,
  };
  const tryKey = async () => {
    const headers = { "x-api-key": "nonsense", "content-type": "application/json" };
    const request = new Request(`${url}/ofrep/v1/evaluate/flags`, {
      ...{ method: "POST", headers, body: "{}" },
    });
    return (await withClient(client, () => postFlags(request))).status;
  };
  const statuses: number[] = [];
  for (let tries = 0; tries < 65; tries += 1) statuses.push(await tryKey());
  expect(statuses).toEqual([...Array(60).fill(401), ...Array(5).fill(429)]);
});
