import { createHmac } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { makeTestProject, type TestProject } from "@/lib/projects/test-project";
import { announce } from "./announce";
import { createWebhook } from "./create-webhook";
import { deliverWebhook } from "./deliver-webhook";
import { listNotifications } from "./reads";
import { rotateWebhookSecret } from "./rotate-webhook-secret";
import { redeliver, testWebhook } from "./send-again";
import { updateWebhook } from "./update-webhook";
import { CreateWebhook } from "./webhook-contract";
import { listDeliveries, listWebhooks } from "./webhook-reads";

interface Received {
  signature: string;
  body: string;
}

let server: Server;
let url: string;
let answer = 200;
const received: Received[] = [];
let project: TestProject;

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      received.push({ signature: String(request.headers["galley-signature"]), body });
      const isRedirect = answer >= 300 && answer < 400;
      response.writeHead(answer, isRedirect ? { location: `${url}/elsewhere` } : {}).end("thanks");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

beforeEach(async () => {
  received.length = 0;
  answer = 200;
  project = await makeTestProject();
});

const data = {
  path: "reviews/1",
  prompt: "support/triage",
  version: 2,
  environment: "production",
  number: 1,
  title: "Say <hello>",
};
const tell = () =>
  db.$transaction((tx) => announce(tx, project.editor, { type: "review.requested", data }));
const make = (more = {}) => createWebhook(project.admin, CreateWebhook.parse({ url, ...more }));
const log = async (id: string) => (await listDeliveries(project.admin, id, { limit: 10 })).data;

const signs = (secret: string, { signature, body }: Received) => {
  const [at = "", ...signatures] = signature.split(",");
  const expected = createHmac("sha256", secret)
    .update(`${at.slice(2)}.${body}`)
    .digest("hex");
  return signatures.includes(`v1=${expected}`);
};

async function deliverNext(webhookId: string): Promise<void> {
  const [next] = await db.webhookDelivery.findMany({
    where: { webhookId, deliveredAt: null, gaveUpAt: null },
  });
  if (next) await deliverWebhook({ deliveryId: next.id });
}

test("what happens is sent, signed, and the answer is kept", async () => {
  const { id, secret } = await make();
  await tell();
  await deliverNext(id);
  const [first] = received;
  if (!first) throw new Error("nothing was received");
  expect(signs(secret, first)).toBe(true);
  expect(signs("whsec_other", first)).toBe(false);
  expect(JSON.parse(first.body)).toMatchObject({ type: "review.requested", data });
  expect(await log(id)).toMatchObject([{ state: "delivered", responseStatus: 200, attempts: 1 }]);
});

test("a chat gets one sentence in which nobody's text becomes a link", async () => {
  const { id } = await make({ format: "slack" });
  await tell();
  await deliverNext(id);
  const { text } = JSON.parse(received[0]?.body ?? "{}") as { text: string };
  expect(text).toContain("“Say &lt;hello&gt;”");
});

test("a receiver that fails is tried again later, and after the last try it is given up", async () => {
  answer = 503;
  const { id } = await make();
  await tell();
  await deliverNext(id);
  expect(await log(id)).toMatchObject([{ state: "pending", responseStatus: 503, attempts: 1 }]);
  for (let tries = 2; tries <= 9; tries += 1) await deliverNext(id);
  const [gaveUp] = await log(id);
  expect(gaveUp).toMatchObject({ state: "gave_up", attempts: 9 });
  answer = 200;
  await redeliver(project.admin, { id, delivery: gaveUp?.id ?? "" });
  await deliverNext(id);
  expect((await log(id)).map(({ state }) => state)).toEqual(["delivered", "gave_up"]);
});

test("during a rotation both secrets sign, and the new one is the only one that is told", async () => {
  const before = await make();
  const after = await rotateWebhookSecret(project.admin, before.id);
  await testWebhook(project.admin, before.id);
  const [first] = received;
  if (!first) throw new Error("nothing was received");
  expect([signs(before.secret, first), signs(after.secret, first)]).toEqual([true, true]);
  const { data: listed } = await listWebhooks(project.admin);
  expect(JSON.stringify(listed)).not.toContain("whsec_");
});

test("when it is given up, the admins find it in their inbox, and nobody else", async () => {
  answer = 500;
  const { id } = await make();
  await tell();
  for (let tries = 1; tries <= 9; tries += 1) await deliverNext(id);
  const [notification] = (await listNotifications(project.admin)).data;
  expect(notification).toMatchObject({
    type: "webhook.gave_up",
    data: { path: "settings/webhooks", text: "The receiver answered 500." },
  });
  expect(notification?.sentence).toContain("127.0.0.1");
  const others = await listNotifications(project.reviewer);
  expect(others.data.map(({ type }) => type)).toEqual(["review.requested"]);
});

test("after a try that failed the log says when the next one is", async () => {
  answer = 503;
  const { id } = await make();
  await tell();
  await deliverNext(id);
  const [waiting] = await log(id);
  const seconds = (Date.parse(waiting?.nextTryAt ?? "") - Date.now()) / 1000;
  expect(seconds).toBeGreaterThan(5);
  expect(seconds).toBeLessThanOrEqual(10);
  answer = 200;
  await deliverNext(id);
  expect(await log(id)).toMatchObject([{ state: "delivered", attempts: 2, nextTryAt: null }]);
});

test("a redirect is not followed, wherever it leads", async () => {
  answer = 302;
  const { id } = await make();
  const { state, error } = await testWebhook(project.admin, id);
  expect(state).toBe("gave_up");
  expect(error).toContain("Redirects are not followed");
  expect(received).toHaveLength(1);
});

test("the log shows the very text that was signed and sent", async () => {
  const { id } = await make();
  await tell();
  await deliverNext(id);
  expect((await log(id))[0]?.body).toBe(received[0]?.body);
});

test("a paused webhook, or one for other things, hears nothing", async () => {
  const paused = await make();
  await updateWebhook(project.admin, paused.id, { isPaused: true });
  const other = await make({ types: ["release.published"] });
  await tell();
  expect([await log(paused.id), await log(other.id)]).toEqual([[], []]);
});

test("nothing is told of a change that did not happen", async () => {
  const { id } = await make();
  const failed = db.$transaction(async (tx) => {
    await announce(tx, project.editor, { type: "review.requested", data });
    throw new Error("rolled back");
  });
  await expect(failed).rejects.toThrow("rolled back");
  expect(await log(id)).toEqual([]);
  expect(await db.notification.count({ where: { projectId: project.id } })).toBe(0);
});

test("private addresses are refused, and only admins see webhooks", async () => {
  await expect(make({ url: "http://169.254.169.254/latest" })).rejects.toMatchObject({
    code: "invalid",
  });
  await expect(listWebhooks(project.reviewer)).rejects.toMatchObject({ code: "forbidden" });
  const { id } = await make();
  const theirs = await makeTestProject();
  await expect(testWebhook(theirs.admin, id)).rejects.toMatchObject({ code: "not_found" });
});
