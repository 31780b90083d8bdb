import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { GET as getServed } from "@/app/api/v1/projects/[project]/prompts/[name]/served/route";
import { GET as getServing } from "@/app/api/v1/projects/[project]/prompts/[name]/serving/route";
import { type Arm, assignArm } from "@/lib/deployments/assign-arm";
import { writeToResponse } from "@/lib/http/server/wire-answer";
import { createApiKey } from "@/lib/projects/create-api-key";
import { revokeApiKey } from "@/lib/projects/revoke-api-key";
import { makeTestProject, type TestProject } from "@/lib/projects/test-project";
import { createPin } from "@/lib/releases/pins/create-pin";
import { releaseVersion } from "@/lib/releases/release-version";
import { makeContent, makeTestPrompt } from "@/lib/runs/test-run";
import { Galley } from "@/sdk/src/index";
import { startTestRollout } from "../test-rollout";
import { answerWarm, isServedBefore } from "./answer-warm";
import { stopListening } from "./listen-for-releases";

const note = { goal: "Right more often", change: "Say the word first" };
const prompt = "support/echo";
let server: Server;
let url: string;
let project: TestProject;
let apiKey: string;
let keyId: string;

beforeAll(async () => {
  server = createServer((req, res) => {
    const answer = answerWarm(req);
    if (answer) writeToResponse(res, answer);
    else res.writeHead(501).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.close();
  server.closeAllConnections();
  await stopListening();
});

beforeEach(async () => {
  project = await makeTestProject();
  await makeTestPrompt(project, {
    versions: [makeContent("one {{word}}"), makeContent("two {{word}}")],
  });
  const key = await createApiKey(project.admin, { name: "app", scopes: ["prompts:read"] });
  ({ apiKey, id: keyId } = key);
  await release(1);
});
afterEach(() => {
  vi.useRealTimers();
});

const release = (version: number) =>
  releaseVersion(project.editor, { prompt, version, environment: "staging", note });
const path = (kind = "served", query = "environment=staging&unit=user-42") =>
  `/api/v1/projects/${project.slug}/prompts/support%2Fecho/${kind}?${query}`;
const headers = (more = {}) => ({ authorization: `Bearer ${apiKey}`, ...more });
const warm = (address = path(), more = {}) => fetch(url + address, { headers: headers(more) });
const byContract = (handler: typeof getServed | typeof getServing, address: string) =>
  handler(new Request(`http://127.0.0.1${address}`, { headers: headers() }), {});

/**
 * What is live may be announced late, and a busy machine may take as long as a key stays fresh: then the contract is
 * asked once more.
 */
async function whenWarm(address = path()): Promise<Response> {
  let response = await warm(address);
  await expect
    .poll(async () => {
      await byContract(getServed, address);
      response = await warm(address);
      return response.status;
    })
    .toBe(200);
  return response;
}

test("nothing is answered before the contract's handler has let the key through", async () => {
  expect((await warm()).status).toBe(501);
  await whenWarm();
});

test.each([
  ["served", getServed],
  ["serving", getServing],
] as const)("%s says what the contract's handler says", async (kind, handler) => {
  const expected = await byContract(handler, path(kind));
  const answer = await warm(path(kind));
  expect(answer.status).toBe(200);
  expect(await answer.text()).toBe(await expected.text());
  for (const name of ["etag", "content-type", "cache-control"]) {
    expect(answer.headers.get(name)).toBe(expected.headers.get(name));
  }
  expect(answer.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  const etag = answer.headers.get("etag") ?? "";
  for (const tags of [etag, `W/${etag}`, `"other", W/${etag}`, "*"]) {
    expect((await warm(path(kind), { "if-none-match": tags })).status).toBe(304);
  }
  expect((await warm(path(kind), { "if-none-match": '"other"' })).status).toBe(200);
});

test("another key, project, environment or an odd question is left to the handler", async () => {
  await byContract(getServed, path());
  const other = await makeTestProject();
  const theirs = path().replace(project.slug, other.slug);
  const addresses = [
    warm(path(), { authorization: "Bearer galley_live_nothing" }),
    warm(theirs),
    warm(path("served", "environment=production")),
    warm(path("served", "environment=staging&environment=production")),
    warm(path("served", `environment=staging&unit=${"u".repeat(501)}`)),
    warm(path().replace("%2Fecho", "%ZZ")),
    warm(`/api/v1/projects/${project.slug}/prompts`),
    fetch(url + path(), { method: "HEAD", headers: headers() }),
    fetch(url + path()),
  ];
  for (const answer of await Promise.all(addresses)) expect(answer.status).toBe(501);
});

test("a release is never followed by what was before", async () => {
  await byContract(getServed, path());
  await release(2);
  const all = await Promise.all(
    Array.from({ length: 20 }, () => byContract(getServed, path()).then((each) => each.json())),
  );
  expect(new Set(all.map(({ version }) => version))).toEqual(new Set([2]));
  // Word of the release comes once more, from the database: until it is read again nothing is warm.
  const after = await warm();
  if (after.status === 200) expect((await after.json()).version).toBe(2);
});

test("a key that was let through is asked about again within five seconds", async () => {
  await byContract(getServed, path());
  expect((await warm()).status).toBe(200);
  vi.useFakeTimers({ now: Date.now() + 5_000, toFake: ["Date"] });
  expect((await warm()).status).toBe(501);
});

test("who was served before is told from everybody else, until the key is revoked", async () => {
  const requestFor = (url: string, authorization = `Bearer ${apiKey}`) =>
    isServedBefore({ method: "GET", url, headers: { authorization } });
  expect(requestFor(path())).toBe(false);
  await byContract(getServed, path());
  vi.useFakeTimers({ now: Date.now() + 120_000, toFake: ["Date"] });
  expect((await warm()).status).toBe(501);
  expect([requestFor(path()), requestFor(path("serving"))]).toEqual([true, true]);
  expect(requestFor(path("served", "environment=production"))).toBe(false);
  expect(requestFor(path(), "Bearer galley_live_nothing")).toBe(false);
  expect(requestFor(`/api/v1/projects/${project.slug}/prompts`)).toBe(false);
  await revokeApiKey(project.admin, { key: keyId });
  expect((await byContract(getServed, path())).status).toBe(401);
  expect(requestFor(path())).toBe(false);
});

test("a rollout's units get their arm, the same from memory and from the SDK, which chooses it itself", async () => {
  const { rolloutId, salt } = await startTestRollout(project);
  const served = async (unit: string) =>
    (await byContract(getServed, path("served", `environment=staging&unit=${unit}`)).then((each) =>
      each.json(),
    )) as { version: number; assignment: { arm: Arm; rolloutId: string } };
  const sdk = new Galley({
    ...{ apiKey, baseUrl: url, project: project.slug, environment: "staging", stream: false },
    fetch: () => byContract(getServing, path("serving")),
  });
  const versions = new Set<number>();
  for (let index = 0; index < 40; index += 1) {
    const unit = `user-${index}`;
    const { version, assignment } = await served(unit);
    expect(assignment).toEqual({ arm: assignArm({ unit, salt, percent: 50 }), rolloutId });
    expect(version).toBe(assignment.arm === "candidate" ? 2 : 1);
    const warmly = await whenWarm(path("served", `environment=staging&unit=${unit}`));
    expect(((await warmly.json()) as { version: number }).version).toBe(version);
    expect(await sdk.prompt(prompt, { unit })).toMatchObject({ version, ...assignment });
    versions.add(version);
  }
  await sdk.close();
  expect(versions).toEqual(new Set([1, 2]));
  const nobody = await byContract(getServed, path("served", "environment=staging"));
  expect(await nobody.json()).toMatchObject({ version: 1, assignment: { arm: "stable" } });
  const document = await byContract(getServing, path("serving"));
  expect(await document.json()).toMatchObject({
    ...{ stable: { version: 1 }, candidate: { version: 2 } },
    ...{ percent: 50, salt, rolloutId },
  });
});

test("pinned units get their version, the same from memory and from the SDK", async () => {
  const { rolloutId } = await startTestRollout(project);
  const reason = "Our own people try it first";
  const pin = (rule: { units: string[]; arm?: Arm; version?: number }) =>
    createPin(project.editor, "staging", { prompt, reason, ...rule });
  await pin({ units: ["ada"], arm: "candidate" });
  await pin({ units: ["grace"], version: 1 });
  const sdk = new Galley({
    ...{ apiKey, baseUrl: url, project: project.slug, environment: "staging", stream: false },
    fetch: () => byContract(getServing, path("serving")),
  });
  for (const [unit, version, arm] of [
    ["ada", 2, "candidate"],
    ["grace", 1, null],
  ] as const) {
    const address = path("served", `environment=staging&unit=${unit}`);
    const expected = { version, assignment: { arm, rolloutId, isPinned: true } };
    expect(await (await byContract(getServed, address)).json()).toMatchObject(expected);
    expect(await (await whenWarm(address)).json()).toMatchObject(expected);
    expect(await sdk.prompt(prompt, { unit })).toMatchObject({ version, arm, isPinned: true });
  }
  await sdk.close();
});
