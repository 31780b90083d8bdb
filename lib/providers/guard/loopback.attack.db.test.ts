import { randomUUID } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { env } from "@/lib/env";
import { withClient } from "@/lib/http/current-client";
import { createWebhook } from "@/lib/notifications/create-webhook";
import { makeTestProject } from "@/lib/projects/test-project";
import { createConnection } from "@/lib/providers/connections/create-connection";
import { testConnection } from "@/lib/providers/connections/test-connection";
import { updateConnection } from "@/lib/providers/connections/update-connection";
import { attack } from "@/scripts/testing/attack";

let server: Server;
let baseUrl: string;
let calls = 0;
const asConfigured = { ...env() };

beforeAll(async () => {
  server = createServer((_, response) => {
    calls += 1;
    response.end("{}");
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
});
afterAll(() => new Promise((done) => server.close(done)));
afterEach(() => Object.assign(env(), asConfigured));

const kind = "openai-compatible" as const;
const client = {
  address: "203.0.113.9",
  protocol: "https",
  host: "galley.example",
  path: "/",
} as const;
const throughProxy = { ...client, isThisMachine: false };
const name = () => `model-${randomUUID().slice(0, 8)}`;

test("somebody at this machine connects a model server that runs on it", async () => {
  const { admin } = await makeTestProject();
  const here = { ...client, isThisMachine: true };
  const connection = withClient(here, () =>
    createConnection(admin, { name: name(), kind, baseUrl }),
  );
  await expect(connection).resolves.toMatchObject({ baseUrl });
});

attack("admin", "a connection or webhook to loopback, through a proxy", async () => {
  const { admin } = await makeTestProject();
  const connection = await createConnection(admin, { name: name(), kind, baseUrl });
  const before = calls;
  const urls = [baseUrl, "http://localhost:5432", "http://[::1]:1/", "http://app.localhost/"];
  for (const url of urls) {
    const tries: (() => Promise<unknown>)[] = [
      () => createConnection(admin, { name: name(), kind, baseUrl: url }),
      () => updateConnection(admin, { connection: connection.name }, { baseUrl: url }),
      () => createWebhook(admin, { url, types: ["review.requested"], format: "json" }),
    ];
    for (const play of tries) {
      await expect(withClient(throughProxy, play), url).rejects.toMatchObject({ status: 422 });
    }
  }
  const tested = await withClient(throughProxy, () =>
    testConnection(admin, { connection: connection.name }),
  );
  expect(tested.ok).toBe(false);
  expect(calls).toBe(before);
  return `${3 * urls.length} times 422, a stored one is not called`;
});

attack("admin", "a stored loopback connection, once Galley has a public address", async () => {
  const { admin } = await makeTestProject();
  const connection = await createConnection(admin, { name: name(), kind, baseUrl });
  const before = calls;
  for (const public_ of [
    { GALLEY_URL: "https://galley.example" },
    { GALLEY_HOSTS: ["galley.example"] },
    { GALLEY_HOST: "0.0.0.0" },
    { GALLEY_TRUST_PROXY: { hops: 1 } },
  ]) {
    Object.assign(env(), asConfigured, public_);
    expect(await testConnection(admin, { connection: connection.name })).toMatchObject({
      ok: false,
    });
  }
  expect(calls).toBe(before);
  return "not called, by any of 4 settings";
});
