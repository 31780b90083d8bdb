import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { checkPage } from "./check-page";
import { expect, test } from "./fixtures";

interface Receiver {
  url: string;
  received: { event: string; signature: string; body: string }[];
  answer: number;
  server: Server;
}

async function startReceiver(): Promise<Receiver> {
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      receiver.received.push({
        event: String(request.headers["galley-event"]),
        signature: String(request.headers["galley-signature"]),
        body,
      });
      response.writeHead(receiver.answer).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  const receiver: Receiver = { url, received: [], answer: 200, server };
  return receiver;
}

let receiver: Receiver;
test.beforeEach(async () => {
  receiver = await startReceiver();
});
test.afterEach(() => void receiver.server.close());

test("an admin makes a webhook, tests it, hears of a failure and sends it again", async ({
  api,
  apiAs,
  project,
  signIn,
}) => {
  // The first try, a pause of ten seconds, and the next.
  test.slow();
  const page = await signIn("admin");
  await page.goto(project.at("settings/webhooks"));
  await page.getByRole("button", { name: "New webhook…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Address").fill("http://169.254.169.254/latest");
  await dialog.getByRole("button", { name: "Create webhook" }).click();
  await expect(dialog.getByText(/not a public address/)).toBeVisible();
  await dialog.getByLabel("Address").fill(receiver.url);
  await dialog.getByRole("button", { name: "Create webhook" }).click();
  await expect(page.getByText(/^whsec_/)).toBeVisible();
  await page.getByRole("button", { name: "I have saved it" }).click();
  await expect(page.getByText(/^whsec_/)).toHaveCount(0);
  await page.getByRole("button", { name: "Test", exact: true }).click();
  await expect(page.getByText(/It answered 200/)).toBeVisible();
  expect(receiver.received).toMatchObject([{ event: "webhook.test" }]);

  receiver.answer = 503;
  await api.post("/prompts", { name: "support/triage", kind: "chat" });
  const ines = await apiAs("editor");
  await ines.post("/prompts/support%2Ftriage/versions", {
    messages: [{ role: "user", content: "Sort {{ticket}}" }],
    model: { provider: "local", name: "baseline" },
    settings: {},
    commitMessage: "First words",
  });
  await ines.post("/reviews", {
    prompt: "support/triage",
    version: 1,
    environment: "production",
    title: "First words",
  });
  const countRequests = () =>
    receiver.received.filter(({ event }) => event === "review.requested").length;
  await expect.poll(countRequests, { timeout: 30_000 }).toBe(1);
  receiver.answer = 200;
  const row = page.getByRole("row", { name: /review\.requested/ });
  await expect(row.getByText(/200, /)).toBeVisible({ timeout: 45_000 });
  expect(countRequests()).toBe(2);
  await row.getByRole("button", { name: /^Details/ }).click();
  await expect(page.getByText('"type": "review.requested"')).toBeVisible();
  await row.getByRole("button", { name: "Send again" }).click();
  await expect.poll(countRequests, { timeout: 20_000 }).toBe(3);
});

test("a webhook is rotated, paused and removed", async ({ api, project, signIn }) => {
  await api.post("/webhooks", { url: receiver.url, format: "slack" });
  const page = await signIn("admin");
  await page.goto(project.at("settings/webhooks"));
  await page.getByRole("button", { name: "Rotate secret…" }).click();
  await page.getByRole("button", { name: "Rotate secret", exact: true }).click();
  await page.getByRole("button", { name: "I have saved it" }).click();
  await expect(page.getByText(/old secret until/)).toBeVisible();
  await page.getByRole("button", { name: "Test", exact: true }).click();
  await expect(page.getByText(/It answered 200/)).toBeVisible();
  expect(receiver.received[0]?.signature.match(/v1=/g)).toHaveLength(2);
  expect(JSON.parse(receiver.received[0]?.body ?? "{}")).toEqual({ text: expect.any(String) });
  await page.getByRole("button", { name: /^More for/ }).click();
  await page.getByRole("menuitem", { name: "Pause" }).click();
  await expect(page.getByText(/paused just now/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Test", exact: true })).toBeDisabled();
  await page.getByRole("button", { name: /^More for/ }).click();
  await page.getByRole("menuitem", { name: "Remove…" }).click();
  await page
    .getByRole("alertdialog")
    .getByRole("button", { name: /^Remove/ })
    .click();
  await expect(page.getByText("No webhooks yet")).toBeVisible();
});

test("the audit log tells who did it, opens an entry and exports what is filtered", async ({
  api,
  project,
  signIn,
}) => {
  await api.post("/webhooks", { url: receiver.url });
  await api.post("/prompts", { name: "support/triage", kind: "chat" });
  const page = await signIn("admin");
  await page.goto(project.at("settings/audit"));
  await expect(page.getByText("chain verified, 3 events")).toBeVisible();
  await page.getByLabel("What").selectOption({ label: "prompts" });
  await expect(page.getByRole("row", { name: /prompt\.created/ })).toBeVisible();
  await expect(page.getByRole("row", { name: /webhook\.created/ })).toHaveCount(0);
  await page.getByRole("button", { name: "Details of event 3" }).click();
  await expect(page.getByText('"name": "support/triage"')).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "JSONL" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/audit\.jsonl$/);
});

test("axe finds nothing on webhooks and the log with everything open", async ({
  api,
  project,
  signIn,
}) => {
  const { id } = (await api.post("/webhooks", { url: receiver.url })) as { id: string };
  await api.post(`/webhooks/${id}/tests`, {});
  const page = await signIn("admin");
  await page.goto(project.at("settings/webhooks"));
  await page.getByRole("button", { name: "How to receive them" }).click();
  await page.getByRole("button", { name: /^Details of webhook\.test/ }).click();
  await expect(page.getByText('"type": "webhook.test"')).toBeVisible();
  await checkPage(page);
  await page.goto(project.at("settings/audit"));
  await page.getByRole("button", { name: "Details of event 1" }).click();
  await expect(page.getByText("Hash")).toBeVisible();
  await checkPage(page);
});
