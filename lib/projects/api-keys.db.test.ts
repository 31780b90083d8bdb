import { expect, test } from "vitest";
import { GET as getOwnKey } from "@/app/api/v1/api-key/route";
import { GET as listPrompts } from "@/app/api/v1/projects/[project]/prompts/route";
import { GET as listTraces } from "@/app/api/v1/projects/[project]/traces/route";
import { systemActor } from "@/lib/auth/actor";
import { findActor } from "@/lib/auth/find-actor";
import { MOST_CLIENTS } from "@/lib/auth/note-key-client";
import { db } from "@/lib/db/client";
import { createApiKey } from "./create-api-key";
import { listApiKeys } from "./reads";
import { removeMember } from "./remove-member";
import { revokeApiKey } from "./revoke-api-key";
import { makeTestProject } from "./test-project";

function requestWith(key: string): Request {
  return new Request("http://galley.test/", { headers: { authorization: `Bearer ${key}` } });
}

test("a key acts in its own project with its scopes, and anywhere else nothing exists", async () => {
  const [here, there] = await Promise.all([makeTestProject(), makeTestProject()]);
  const { apiKey } = await createApiKey(here.admin, { name: "ci", scopes: ["evals:write"] });
  const actor = await findActor(requestWith(apiKey), here.slug);
  expect(actor).toMatchObject({ kind: "key", role: "editor", scopes: ["evals:write"] });
  await expect(findActor(requestWith(apiKey), there.slug)).rejects.toMatchObject({
    code: "not_found",
  });
});

test("a key says which project it is for, whatever its scopes; nobody and a wrong key learn nothing", async () => {
  const { slug, admin } = await makeTestProject();
  const { apiKey } = await createApiKey(admin, { name: "app", scopes: ["traces:write"] });
  const response = await getOwnKey(requestWith(apiKey), {});
  expect(await response.json()).toEqual({
    name: "app",
    scopes: ["traces:write"],
    project: { slug, name: "Test project" },
  });
  expect((await getOwnKey(requestWith(`${apiKey.slice(0, -1)}x`), {})).status).toBe(401);
  expect((await getOwnKey(new Request("http://galley.test/"), {})).status).toBe(401);
});

test("a key says when it first got through, and why it was refused last", async () => {
  const { slug, admin } = await makeTestProject();
  const { apiKey, id } = await createApiKey(admin, { name: "app", scopes: ["prompts:read"] });
  const ask = (path: string, handler: (request: Request, context: object) => Promise<Response>) =>
    handler(
      new Request(`http://galley.test/api/v1/projects/${slug}/${path}`, {
        headers: { authorization: `Bearer ${apiKey}` },
      }),
      { params: Promise.resolve({ project: slug }) },
    );
  const find = async () =>
    (await listApiKeys(admin, { limit: 50 })).data.find((one) => one.id === id);
  expect(await find()).toMatchObject({ firstUsedAt: null, lastRefusal: null });
  expect((await ask("traces", listTraces)).status).toBe(403);
  expect(await find()).toMatchObject({
    firstUsedAt: null,
    lastUsedAt: expect.any(String),
    lastRefusal: { message: "The API key “app” lacks the scope traces:read." },
  });
  expect((await ask("prompts", listPrompts)).status).toBe(200);
  expect((await find())?.firstUsedAt).toEqual(expect.any(String));
});

test("a key says which clients used it, each noted once a minute, and no more than there is room for", async () => {
  const { slug, admin } = await makeTestProject();
  const { apiKey, id } = await createApiKey(admin, { name: "app", scopes: ["prompts:read"] });
  const ask = (userAgent: string) =>
    listPrompts(
      new Request(`http://galley.test/api/v1/projects/${slug}/prompts`, {
        headers: { authorization: `Bearer ${apiKey}`, "user-agent": userAgent },
      }),
      { params: Promise.resolve({ project: slug }) },
    );
  const listClients = async () =>
    (await listApiKeys(admin, { limit: 50 })).data.find((one) => one.id === id)?.clients ?? [];
  await ask("curl/8.5.0");
  await ask("galley-sdk/0.1.0");
  const clients = await listClients();
  expect(clients.map(({ name }) => name)).toEqual(["galley-sdk 0.1.0", "curl 8.5.0"]);
  await ask("curl/8.5.0");
  expect(await listClients()).toEqual(clients);
  for (let n = 0; n < 2 * MOST_CLIENTS; n++) await ask(`made-up/${n}`);
  expect(await listClients()).toHaveLength(MOST_CLIENTS);
});

test("a revoked key stops working with the next request", async () => {
  const { slug, admin } = await makeTestProject();
  const { apiKey, id } = await createApiKey(admin, { name: "ci", scopes: ["admin"] });
  await revokeApiKey(admin, { key: id });
  await expect(findActor(requestWith(apiKey), slug)).rejects.toMatchObject({
    code: "unauthenticated",
  });
  await expect(revokeApiKey(admin, { key: id })).rejects.toMatchObject({ code: "not_found" });
});

test("an expired key is told apart from an unknown one", async () => {
  const { slug, admin } = await makeTestProject();
  const { apiKey, id } = await createApiKey(admin, { name: "ci", scopes: ["admin"] });
  await db.apiKey.update({ where: { id }, data: { expiresAt: new Date(Date.now() - 1000) } });
  await expect(findActor(requestWith(apiKey), slug)).rejects.toMatchObject({
    code: "unauthenticated",
    message: expect.stringContaining("expired"),
  });
});

test("a key that acts as a member has that member's role, and ends with the membership", async () => {
  const project = await makeTestProject();
  const { slug, admin, viewer } = project;
  const { apiKey } = await createApiKey(systemActor(project, "operator"), {
    name: "notebook",
    scopes: ["admin"],
    actsAs: viewer.email,
  });
  expect(await findActor(requestWith(apiKey), slug)).toMatchObject({ role: "viewer" });
  await removeMember(admin, { member: viewer.userId });
  await expect(findActor(requestWith(apiKey), slug)).rejects.toMatchObject({
    code: "unauthenticated",
  });
});

test("the list of keys shows the last use and never a key or its hash", async () => {
  const { slug, admin } = await makeTestProject();
  const { apiKey } = await createApiKey(admin, { name: "ci", scopes: ["prompts:read"] });
  await findActor(requestWith(apiKey), slug);
  const { data } = await listApiKeys(admin, { limit: 10 });
  expect(data[0]).toMatchObject({ name: "ci", lastFour: apiKey.slice(-4), actsAs: null });
  expect(data[0]?.lastUsedAt).not.toBeNull();
  const stored = await db.apiKey.findFirstOrThrow({ where: { projectId: admin.projectId } });
  const shown = JSON.stringify(data);
  expect(shown).not.toContain(stored.secretHash);
  expect(JSON.stringify(stored)).not.toContain(apiKey.slice(24, 60));
});
