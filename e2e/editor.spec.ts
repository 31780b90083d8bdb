import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";
import { checkPage } from "./check-page";
import { type Api, expect, test } from "./fixtures";
import { optimizedScripts } from "./launch-options";

test.use({ launchOptions: optimizedScripts });

const name = "support/triage";
const path = "prompts/support%2Ftriage";

const version = {
  messages: [
    { role: "system", content: "Sort the ticket.\nTier: {{customer_tier}}\nAnswer with one word." },
    { role: "user", content: "{{ticket}}" },
  ],
  model: { provider: "local", name: "baseline" },
  settings: { temperature: 0, maxOutputTokens: 400 },
};

async function havePrompt(api: Api, more: object = {}) {
  await api.post("/prompts", { name, kind: "chat" });
  await api.post(`/${path}/versions`, { ...version, ...more, commitMessage: "First words" });
}

const texts = (page: Page) => page.locator(".monaco-editor .view-lines");

/** Types at the end of a message. */
async function write(page: Page, message: number, text: string) {
  await texts(page)
    .nth(message - 1)
    .click();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type(text);
}

const saved = (page: Page) => expect(page.locator("[data-save]")).toHaveText(/^saved \d/);

test("what is typed is saved as a draft, and is there after a reload", async ({
  api,
  project,
  signIn,
}) => {
  await havePrompt(api);
  const page = await signIn("editor");
  await page.goto(project.at(`${path}/edit`));
  await write(page, 1, "\nOne request decides.");
  await saved(page);
  await expect(page.getByText("1 message differs from v1")).toBeVisible();
  await page.reload();
  await expect(texts(page).first()).toContainText("One request decides.");
  await expect(page.getByText("draft from v1", { exact: true })).toBeVisible();
});

test("a draft that is left at once is saved on the way", async ({ api, project, signIn }) => {
  await havePrompt(api);
  const page = await signIn("editor");
  await page.goto(project.at(`${path}/edit`));
  await write(page, 1, "\nLeft in a hurry.");
  await page.getByRole("navigation", { name: "Breadcrumb" }).getByText(name).click();
  await page.getByRole("link", { name: "Edit draft" }).click();
  await expect(texts(page).first()).toContainText("Left in a hurry.");
  await write(page, 1, " Still the same draft.");
  await saved(page);
});

test("an eval of the draft is set up with the draft, not with the saved version", async ({
  api,
  project,
  signIn,
}) => {
  await havePrompt(api);
  const page = await signIn("editor");
  await page.goto(project.at(`${path}/edit`));
  await write(page, 1, "\nMeasure these words.");
  await page.getByRole("button", { name: /Run eval/ }).click();
  await expect(page.getByRole("heading", { name: "New run" })).toBeVisible();
  await expect(page.getByLabel("Version", { exact: true })).toHaveValue("draft");
});

test("a reload in the middle of typing keeps every word, and is no conflict", async ({
  api,
  apiAs,
  project,
  signIn,
}) => {
  await havePrompt(api);
  const page = await signIn("editor");
  await page.goto(project.at(`${path}/edit`));
  await write(page, 1, "\nTyped before the reload.");
  await page.reload();
  await expect(texts(page).first()).toContainText("Typed before the reload.");
  await write(page, 1, " Typed after it.");
  await saved(page);
  await expect(page.getByRole("alert").filter({ hasText: "another tab" })).toHaveCount(0);
  const draft = await (await apiAs("editor")).get(`/${path}/draft`);
  expect(JSON.stringify(draft)).toContain("Typed before the reload. Typed after it.");
});

test("words that the server never got are there again when the editor is opened", async ({
  api,
  project,
  signIn,
}) => {
  await havePrompt(api);
  const page = await signIn("editor");
  await page.goto(project.at(`${path}/edit`));
  await page.route("**/draft", (route) =>
    route.request().method() === "PUT" ? route.abort() : route.continue(),
  );
  await write(page, 1, "\nWritten on a train.");
  await expect(page.locator("[data-save]")).toContainText("no connection");
  await page.goto(project.at("prompts"));
  await page.unroute("**/draft");
  await page.goto(project.at(`${path}/edit`));
  await expect(texts(page).first()).toContainText("Written on a train.");
  await saved(page);
});

test("two tabs never overwrite each other: the second is told, sees both and decides", async ({
  api,
  project,
  signIn,
}) => {
  await havePrompt(api);
  const first = await signIn("editor");
  await first.goto(project.at(`${path}/edit`));
  await expect(texts(first).first()).toContainText("Sort the ticket.");
  const second = await first.context().newPage();
  await second.goto(project.at(`${path}/edit`));
  await expect(texts(second).first()).toContainText("Sort the ticket.");
  await write(first, 1, "\nWritten first.");
  await saved(first);
  await write(second, 1, "\nWritten second.");
  const notice = second.getByRole("alert").filter({ hasText: "saved from another tab" });
  await expect(notice).toBeVisible();
  await notice.getByRole("button", { name: "See both" }).click();
  const both = second.getByRole("dialog", { name: "Both drafts" });
  await expect(both).toContainText("Written first.");
  await expect(both).toContainText("Written second.");
  await both.getByRole("button", { name: "Keep mine" }).click();
  await saved(second);
  await second.reload();
  await expect(texts(second).first()).toContainText("Written second.");
});

test("a misspelt variable is named, and one press puts it right", async ({
  api,
  project,
  signIn,
}) => {
  await havePrompt(api);
  const page = await signIn("editor");
  await page.goto(project.at(`${path}/edit`));
  await write(page, 1, "\nNever low for {{customer_tear}}.");
  const variables = page.getByRole("region", { name: "Variables" });
  await expect(variables).toContainText("1 problem");
  await variables.getByRole("button", { name: /Fix customer_tear/ }).click();
  await expect(texts(page).first()).toContainText("Never low for {{customer_tier}}.");
  await expect(variables).not.toContainText("problem");
});

test("messages move by keyboard, and a removed one comes back", async ({
  api,
  project,
  signIn,
}) => {
  await havePrompt(api);
  const page = await signIn("editor");
  await page.goto(project.at(`${path}/edit`));
  const messages = page.getByRole("article");
  await expect(messages).toHaveCount(2);
  await page.getByRole("button", { name: "Move message 2 of 2, user" }).press("Alt+ArrowUp");
  await expect(messages.first()).toHaveAttribute("aria-label", "Message 1, user");
  await expect(page.getByRole("button", { name: "Move message 1 of 2, user" })).toBeFocused();
  await page.getByRole("button", { name: "More for message 1" }).click();
  await page.getByRole("menuitem", { name: "Remove" }).click();
  await expect(messages).toHaveCount(1);
  await page.getByRole("button", { name: "Undo" }).press("Enter");
  await expect(messages).toHaveCount(2);
});

test("trying a draft streams its answer beside the saved version's", async ({
  api,
  project,
  signIn,
}) => {
  const { server, url, release } = await modelServer(["Refund ", "the second ", "charge."]);
  try {
    await api.post("/connections", { name: "gateway", kind: "openai-compatible", baseUrl: url });
    await havePrompt(api, { model: { provider: "gateway", name: "small" } });
    const page = await signIn("editor");
    await page.goto(project.at(`${path}/edit`));
    await page.getByLabel("customer_tier", { exact: true }).fill("gold");
    await page.getByLabel("ticket", { exact: true }).fill("Charged twice.");
    await page.getByRole("button", { name: /^Try it/ }).click();
    const draft = page.getByRole("region", { name: "Answer of the draft" });
    await expect(draft).toContainText("Refund");
    await expect(draft).toContainText("answering…");
    release();
    await expect(draft).toContainText("Refund the second charge.");
    await expect(draft).toContainText("12 in, 5 out");
    await expect(page.getByRole("region", { name: "Answer of v1" })).toContainText(
      "Refund the second charge.",
    );
    await write(page, 1, "\nLater.");
    await expect(draft).toContainText("before your last edit");
  } finally {
    release();
    server.close();
  }
});

test("trying without a value says which one is missing, and calls nothing", async ({
  api,
  project,
  signIn,
}) => {
  await havePrompt(api);
  const page = await signIn("editor");
  await page.goto(project.at(`${path}/edit`));
  await page.getByLabel("ticket", { exact: true }).fill("Charged twice.");
  await page.getByRole("button", { name: /^Try it/ }).click();
  await expect(page.getByRole("region", { name: "Answer of the draft" })).toContainText(
    "Give a value for {{customer_tier}}.",
  );
});

test("a variable that only the compared version has can be filled in", async ({
  api,
  project,
  signIn,
}) => {
  await havePrompt(api);
  const [, user] = version.messages;
  await api.post(`/${path}/versions`, {
    ...version,
    messages: [{ role: "system", content: "Sort the ticket." }, user],
    commitMessage: "Without the tier",
  });
  const page = await signIn("editor");
  await page.goto(project.at(`${path}/edit`));
  await page.getByLabel("Compare with").selectOption("1");
  await page.getByLabel("customer_tier", { exact: true }).fill("gold");
  await page.getByLabel("ticket", { exact: true }).fill("Charged twice.");
  await page.getByRole("button", { name: /^Try it/ }).click();
  const other = page.getByRole("region", { name: "Answer of v1" });
  await expect(other).toContainText(/\d+ in, \d+ out/);
  await expect(other).not.toContainText("Give a value");
});

test("beginning from a version that does not exist says so and opens the editor", async ({
  api,
  project,
  signIn,
}) => {
  await havePrompt(api);
  const page = await signIn("editor");
  await page.goto(project.at(`${path}/edit?from=77`));
  await expect(page.getByText("There is no version 77 to begin from.")).toBeVisible();
  await expect(texts(page).first()).toContainText("Sort the ticket.");
});

test("saving a version shows what changes, and wants to know why", async ({
  api,
  project,
  signIn,
}) => {
  await havePrompt(api);
  await api.post("/eval-sets", { name: "tickets" });
  const page = await signIn("editor");
  await page.goto(project.at(`${path}/edit`));
  await page.getByLabel("Max output").fill("200");
  await write(page, 1, "\nRead the whole ticket.");
  await page.keyboard.press("ControlOrMeta+s");
  const dialog = page.getByRole("dialog", { name: /Save as v2/ });
  await expect(dialog).toContainText("Read the whole ticket.");
  await expect(dialog).toContainText("maxOutputTokens");
  await expect(
    dialog.getByRole("checkbox", { name: /Run an eval after saving/ }),
  ).not.toBeChecked();
  await dialog.getByRole("button", { name: /Save v2/ }).click();
  await expect(dialog).toContainText("Say what changed and why.");
  await dialog.getByLabel("What changed and why").fill("Whole tickets, shorter answers");
  await dialog.getByRole("button", { name: /Save v2/ }).click();
  await expect(page.getByRole("status").filter({ hasText: "Version 2 saved." })).toBeVisible();
  await expect(page).toHaveURL(/\/edit$/);
  await expect(texts(page).first()).toContainText("Read the whole ticket.");
  await expect(page.getByText("v2", { exact: true }).first()).toBeVisible();
  await expect(page.getByRole("link", { name: "Run an eval" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Ask for review" })).toBeVisible();
  await write(page, 1, "\nAnd its history.");
  await saved(page);
  await expect(page.getByText("draft from v2", { exact: true })).toBeVisible();
});

test("when somebody saved meanwhile, both changes go into one version", async ({
  api,
  project,
  signIn,
}) => {
  await havePrompt(api);
  const page = await signIn("editor");
  await page.goto(project.at(`${path}/edit`));
  await page.getByLabel("Max output").fill("200");
  await saved(page);
  const [system, user] = version.messages;
  await api.post(`/${path}/versions`, {
    ...version,
    messages: [{ ...system, content: `${system?.content}\nAsk for the order.` }, user],
    commitMessage: "Ask for the order number",
  });
  await page.getByRole("button", { name: /Save version/ }).click();
  const conflict = page.getByRole("dialog", { name: /saved v2/ });
  await expect(conflict).toContainText("Ask for the order number");
  await conflict.getByRole("button", { name: /Look at v3/ }).click();
  const dialog = page.getByRole("dialog", { name: /Save as v3/ });
  await expect(dialog).toContainText("maxOutputTokens");
  await dialog.getByLabel("What changed and why").fill("Shorter answers");
  await dialog.getByRole("button", { name: /Save v3/ }).click();
  await expect(page.getByRole("status").filter({ hasText: "Version 3 saved." })).toBeVisible();
  const third = (await api.get(`/${path}/versions/3`)) as typeof version;
  expect(third.settings.maxOutputTokens).toBe(200);
  expect(third.messages[0]?.content).toContain("Ask for the order.");
});

test("beginning from another version asks before it takes a draft's place, and a draft can be discarded", async ({
  api,
  project,
  signIn,
}) => {
  await havePrompt(api);
  const [system, user] = version.messages;
  await api.post(`/${path}/versions`, {
    ...version,
    messages: [{ ...system, content: "Second words." }, user],
    commitMessage: "Second words",
  });
  const page = await signIn("editor");
  await page.goto(project.at(`${path}/edit`));
  await write(page, 1, " And more.");
  await saved(page);
  await page.goto(project.at(`${path}/edit?from=1`));
  const question = page.getByRole("alertdialog", { name: "Start again from v1?" });
  await question.getByRole("button", { name: /Begin from v1/ }).click();
  await expect(texts(page).first()).toContainText("Sort the ticket.");
  await expect(page.getByText("draft from v1", { exact: true })).toBeVisible();
  await saved(page);
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("menuitem", { name: "Discard draft…" }).click();
  const discard = page.getByRole("alertdialog", { name: "Discard your draft?" });
  await discard.getByRole("button", { name: /Discard draft/ }).click();
  await expect(texts(page).first()).toContainText("Second words.");
  await expect(page.locator("[data-save]")).toHaveText("no draft yet");
});

test("a text prompt has exactly one text, and begins with something to try", async ({
  api,
  project,
  signIn,
}) => {
  await api.post("/prompts", { name: "digest", kind: "text" });
  const page = await signIn("editor");
  await page.goto(project.at("prompts/digest/edit"));
  await expect(texts(page)).toHaveCount(1);
  await expect(texts(page)).toContainText("{{input}}");
  await expect(page.getByRole("button", { name: "Message", exact: true })).toHaveCount(0);
});

test("a viewer reads the latest version and changes nothing", async ({ api, project, signIn }) => {
  await havePrompt(api);
  const page = await signIn("viewer");
  await page.goto(project.at(`${path}/edit`));
  await expect(texts(page).first()).toContainText("Sort the ticket.");
  await expect(page.getByText("v1, read only")).toBeVisible();
  await expect(page.getByRole("button", { name: /Save version/ })).toHaveCount(0);
});

test("axe finds nothing in the editor", async ({ api, project, signIn }) => {
  await havePrompt(api);
  const page = await signIn("editor");
  await page.goto(project.at(`${path}/edit`));
  await expect(texts(page).first()).toContainText("Sort the ticket.");
  await checkPage(page);
});

/** A model that speaks its first piece at once and the rest when it is released. */
async function modelServer(
  pieces: string[],
): Promise<{ server: Server; url: string; release: () => void }> {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const server = createServer((request, response) => {
    request.resume();
    request.on("end", async () => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      const send = (part: object) =>
        response.write(`data: ${JSON.stringify({ id: "c1", model: "small", ...part })}\n\n`);
      for (const [index, content] of pieces.entries()) {
        if (index > 0) await released;
        send({ choices: [{ index: 0, delta: { role: "assistant", content } }] });
      }
      send({ choices: [{ index: 0, delta: {}, finish_reason: "stop" }] });
      send({ choices: [], usage: { prompt_tokens: 12, completion_tokens: 5, total_tokens: 17 } });
      response.end("data: [DONE]\n\n");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { server, url: `http://127.0.0.1:${port}/v1`, release };
}
