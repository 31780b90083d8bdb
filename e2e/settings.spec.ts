import { checkPage } from "./check-page";
import { expect, test } from "./fixtures";

test("an admin invites by link, and the new person joins with that role", async ({
  project,
  signIn,
  browser,
}) => {
  const page = await signIn("admin");
  await page.goto(project.at("settings/members"));
  await page.getByRole("button", { name: "Invite…" }).click();
  await page
    .getByRole("dialog")
    .getByRole("radio", { name: /^viewer/ })
    .check();
  await page.getByRole("button", { name: "Create link" }).click();
  const link = await page.getByRole("status").locator("code").innerText();
  await page.getByRole("button", { name: "I have saved it" }).click();
  await expect(page.getByText(link)).toHaveCount(0);

  const stranger = await (await browser.newContext()).newPage();
  await stranger.goto(new URL(link).pathname);
  await stranger.getByLabel("Your name").fill("Lea Winter");
  await stranger.getByLabel("E-mail").fill(`lea@${project.slug}.example`);
  await stranger.getByLabel("Password").fill("a sentence that nobody guesses");
  await stranger.getByRole("button", { name: "Create account and join" }).click();
  await expect(stranger).toHaveURL(new RegExp(`/${project.slug}/prompts$`));
  await stranger.goto(project.at("settings/members"));
  await expect(stranger.getByText("Read only.")).toBeVisible();
  await stranger.goto(new URL(link).pathname);
  await expect(stranger.getByText("was already used")).toBeVisible();

  await page.reload();
  await expect(page.getByLabel("Role of Lea Winter")).toHaveValue("viewer");
});

test("the last admin keeps the role, and the page says why", async ({ project, signIn }) => {
  const page = await signIn("admin");
  await page.goto(project.at("settings/members"));
  await page.getByLabel("Role of Priya").selectOption("viewer");
  await expect(page.getByText("A project keeps at least one admin")).toBeVisible();
  await expect(page.getByLabel("Role of Priya")).toHaveValue("admin");
});

test("a key is shown once, works, and stops working when it is revoked", async ({
  project,
  signIn,
  request,
}) => {
  const page = await signIn("admin");
  await page.goto(project.at("settings/keys"));
  await page.getByRole("button", { name: "New key…" }).click();
  await page.getByLabel("Name").fill("ci-evals");
  await page.getByRole("button", { name: "Create key" }).click();
  const key = await page.getByRole("status").locator("code").innerText();
  const members = `/api/v1/projects/${project.slug}/members`;
  const headers = { authorization: `Bearer ${key}` };
  expect((await request.get(members, { headers })).status()).toBe(200);
  await page.getByRole("button", { name: "I have saved it" }).click();
  const row = page.getByRole("row", { name: /ci-evals/ });
  await expect(row).toContainText(`…${key.slice(-4)}`);
  await row.getByRole("button", { name: "Revoke…" }).click();
  await page
    .getByRole("alertdialog")
    .getByRole("button", { name: /^Revoke/ })
    .click();
  await expect(page.getByText("ci-evals was revoked")).toBeVisible();
  await expect(row).toHaveCount(0);
  expect((await request.get(members, { headers })).status()).toBe(401);
});

test("an app is connected: a key is made beside the code, and its first request is seen", async ({
  project,
  api,
  signIn,
  request,
}) => {
  const prompt = "support/triage";
  await api.post("/prompts", { name: prompt, kind: "chat" });
  await api.post("/prompts/support%2Ftriage/versions", {
    messages: [{ role: "user", content: "Sort the ticket: {{ticket}}" }],
    model: { provider: "local", name: "baseline" },
    commitMessage: "First words",
  });
  const page = await signIn("admin");
  await page.goto(project.at("connect?client=curl&environment=staging"));
  await expect(page.getByText("Nothing of support/triage is live in staging.")).toBeVisible();
  const note = { goal: "Sorted tickets", change: "First words" };
  await api.post("/releases", { prompt, version: 1, environment: "staging", note });
  await page.reload();
  await page.getByRole("button", { name: "Create key…" }).click();
  await page.getByRole("button", { name: "Create key", exact: true }).click();
  const arrived = page.getByRole("status", { name: "What has arrived" });
  await expect(arrived).toContainText("Waiting for the first request with this key…");
  const line = await page.getByText(/^export GALLEY_API_KEY=galley_live_/).innerText();
  const key = line.split("=").at(-1) ?? "";
  const code = await page.getByRole("region", { name: "Code" }).locator("pre").innerText();
  const url = /"(http[^"]+)"/.exec(code)?.[1] ?? "";
  const headers = { authorization: `Bearer ${key}` };
  expect(await (await request.get(url, { headers })).json()).toMatchObject({ prompt, version: 1 });
  await expect(arrived).toContainText("First request received");
  const at = new Date().toISOString();
  await api.post("/traces", {
    traces: [
      {
        ...{ id: "first", startedAt: at, endedAt: at, prompt, version: 1, unit: "customer-42" },
        ...{ environment: "staging", outcome: "succeeded" },
      },
    ],
  });
  await expect(arrived).toContainText("customer-42");
  await expect(arrived).toContainText("Outcome reported");
  await expect(arrived).toContainText("succeeded");

  // The same prompt through the address that Langfuse's clients use, and the trace where they look for it.
  const basic = `Basic ${Buffer.from(`any:${key}`).toString("base64")}`;
  const getPublic = (path: string) =>
    request.get(`/api/public${path}`, { headers: { authorization: basic } });
  const read = await getPublic("/v2/prompts/support%2Ftriage?label=staging");
  expect(await read.json()).toMatchObject({ name: prompt, labels: ["staging", "latest"] });
  expect(await (await getPublic("/health")).json()).toMatchObject({ status: "OK" });
  for (const path of ["/api/public", "/api/public/v2/models", "/ofrep/v2", "/ofrep"]) {
    const unknown = await request.get(path);
    expect(unknown.status(), path).toBe(404);
    expect(await unknown.json(), path).toMatchObject({ code: "not_found" });
  }
  await page.goto(`/project/${project.slug}/traces/first`);
  await expect(page).toHaveURL(project.at("traces/first"));
});

test("a key that somebody else made acts as a reviewer once they confirm it", async ({
  project,
  api,
  signIn,
  request,
}) => {
  const path = `/api/v1/projects/${project.slug}/members`;
  const members = (await api.get("/members")) as { data: { email: string; role: string }[] };
  const actsAs = members.data.find(({ role }) => role === "reviewer")?.email;
  const body = { name: "notebook", scopes: ["prompts:read"], actsAs };
  const { apiKey } = (await api.post("/api-keys", body)) as { apiKey: string };
  const headers = { authorization: `Bearer ${apiKey}` };
  expect((await request.get(path, { headers })).status()).toBe(403);
  const page = await signIn("reviewer");
  await page.goto(project.at("settings/keys"));
  await expect(page.getByText("Admins view, create and revoke keys")).toBeVisible();
  const row = page.getByRole("row", { name: /notebook/ });
  await expect(row).toContainText("needs your confirmation");
  await row.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByText("notebook can act as you")).toBeVisible();
  expect((await request.get(path, { headers })).status()).toBe(200);
});

test("the baseline answers its test, and a private address is refused at its field", async ({
  project,
  signIn,
}) => {
  const page = await signIn("admin");
  await page.goto(project.at("settings/models"));
  const local = page.getByRole("row", { name: /not a language model/ });
  await local.getByRole("button", { name: "Test" }).click();
  await expect(local).toContainText("answered in");
  await page.getByRole("button", { name: "Add…" }).click();
  await page.getByLabel("Provider", { exact: true }).selectOption("openai-compatible");
  await page.getByLabel("Name", { exact: true }).fill("gateway");
  await page.getByLabel("Address").fill("http://169.254.169.254/v1");
  await page.getByRole("button", { name: "Save and test" }).click();
  await expect(page.getByRole("dialog")).toContainText("blocked here");
});

test("a segment says what it would match before it is saved", async ({ project, signIn, api }) => {
  await api.post("/eval-sets", { name: "triage" });
  await api.importCsv(
    "triage",
    "message,expected,attr.tier\nwhere is my order,a,enterprise\nrefund me,b,free\n",
  );
  const page = await signIn("editor");
  await page.goto(project.at("settings/segments"));
  await page.getByRole("button", { name: "Define the first segment" }).click();
  await page.getByLabel("Name").fill("Enterprise");
  await page.getByLabel("Subject of condition 1").selectOption("attribute");
  await page.getByLabel("Attribute of condition 1").fill("tier");
  await page.getByLabel("Comparison of condition 1").selectOption("=");
  await page.getByLabel("Value of condition 1").fill("enterprise");
  await expect(page.getByRole("table", { name: "Would match" })).toContainText("1 of 2");
  await page.getByRole("button", { name: "Save segment" }).click();
  await expect(page.getByRole("row", { name: /Enterprise/ })).toContainText("1 of 2");
});

test("an environment's rules are changed, and the audit log tells who did it", async ({
  project,
  signIn,
}) => {
  const page = await signIn("admin");
  await page.goto(project.at("settings/environments"));
  const staging = page.getByRole("row", { name: /staging/ });
  await staging.getByRole("button", { name: "Edit…" }).click();
  await page.getByLabel("Approvals needed").fill("2");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(staging).toContainText("2, never the author’s");
  await page.goto(project.at("settings/audit?type=environment"));
  await expect(page.getByRole("row", { name: /environment\.changed/ })).toContainText("Priya");
  await expect(page.getByText("chain verified")).toBeVisible();
});

test("a person renames themselves and ends another session", async ({ signIn }) => {
  const page = await signIn("editor");
  await signIn("editor");
  await page.goto("/profile");
  await page.getByLabel("Name").fill("Ines Moreau");
  await page.getByRole("button", { name: "Save name" }).click();
  await expect(page.getByText("Name saved")).toBeVisible();
  const sessions = page.getByRole("table", { name: "Sessions" });
  await expect(sessions.getByText("this one")).toBeVisible();
  await sessions.getByRole("button", { name: "Sign out" }).click();
  await expect(sessions.getByRole("button", { name: "Sign out" })).toHaveCount(0);
});

test("a new project begins with its creator as admin", async ({ signIn, project }) => {
  const page = await signIn("viewer");
  await page.goto("/projects/new");
  await page.getByLabel("Name").fill(`Tents ${project.slug}`);
  await expect(page.getByLabel("Address")).toHaveValue(`tents-${project.slug}`);
  await page.getByRole("button", { name: "Create project" }).click();
  await expect(page).toHaveURL(new RegExp(`/tents-${project.slug}/prompts$`));
  await page.goto(`/tents-${project.slug}/settings/members`);
  await expect(page.getByLabel("Role of Vera")).toHaveValue("admin");
});

test("axe finds nothing in the form of a segment", async ({ project, signIn }) => {
  const page = await signIn("admin");
  await page.goto(project.at("settings/segments?edit=new"));
  await page.getByRole("heading", { level: 2 }).first().waitFor();
  await checkPage(page);
});
