import { type Api, expect, test } from "./fixtures";

const name = "support/triage";
const path = "prompts/support%2Ftriage";
const long = Array.from({ length: 30 }, (_, index) => `Rule ${index + 1}.`).join("\n");

const version = (system: string, commitMessage: string) => ({
  messages: [
    { role: "system", content: system },
    { role: "user", content: "{{ticket}}" },
  ],
  model: { provider: "local", name: "baseline" },
  settings: { temperature: 0, maxOutputTokens: 400 },
  tools: [{ name: "look_up", description: "Looks an order up", parameters: { type: "object" } }],
  ticketUrl: "https://tickets.example/NW-412",
  commitMessage,
});

async function havePrompt(api: Api) {
  await api.post("/prompts", { name, kind: "chat", description: "Sorts tickets" });
  await api.post(`/${path}/versions`, version(long, "First words"));
  await api.post("/releases", {
    prompt: name,
    version: 1,
    environment: "staging",
    note: { goal: "Begin", change: "The first" },
  });
  await api.post(`/${path}/versions`, version("Sort the ticket.", "Fewer words"));
}

test("a version has a page to read it, copy it and go on from it", async ({
  api,
  project,
  signIn,
}) => {
  await havePrompt(api);
  const page = await signIn("editor");
  await page.goto(project.at(`${path}/versions`));
  await page.getByRole("link", { name: "v1", exact: true }).click();
  await expect(page).toHaveURL(/\/versions\/1$/);
  const system = page.getByRole("region", { name: "Message 1, system" });
  await expect(system).toContainText("Rule 30.");
  await expect(page.getByText("live in staging")).toBeVisible();
  await expect(page.getByText("“First words”")).toBeVisible();
  await expect(page.getByRole("link", { name: "NW-412" })).toBeVisible();
  await expect(page.getByText("max tokens")).toBeVisible();
  await expect(page.getByRole("heading", { name: "look_up" })).toBeVisible();
  await expect(page.getByText("Not measured yet")).toBeVisible();
  await page.getByRole("link", { name: "Next version, v2" }).click();
  await expect(page.getByRole("heading", { name: "v2", exact: true })).toBeVisible();
  await page.getByRole("link", { name: "Compare with v1, its parent" }).click();
  await expect(page).toHaveURL(/diff\?from=1&to=2/);
  await page.goto(project.at(`${path}/versions/1`));
  await page.getByRole("link", { name: "Use as draft" }).click();
  await expect(page).toHaveURL(/edit\?from=1/);
  await expect(page.locator(".monaco-editor .view-lines").first()).toContainText("Rule 1.");
});

test("the prompt's page shows the live text, and the latest on demand", async ({
  api,
  project,
  signIn,
}) => {
  await havePrompt(api);
  const page = await signIn("viewer");
  await page.goto(project.at(path));
  const system = page.getByRole("region", { name: "Message 1, system" });
  await expect(system).toContainText("Rule 8.");
  await expect(system).not.toContainText("Rule 9.");
  await system.getByRole("button", { name: "Show 22 more lines" }).click();
  await expect(system).toContainText("Rule 30.");
  await page.getByRole("button", { name: "v2, latest" }).click();
  await expect(system).toContainText("Sort the ticket.");
});

test("a prompt is renamed, tagged, archived and restored from its settings", async ({
  api,
  project,
  signIn,
}) => {
  await havePrompt(api);
  const page = await signIn("editor");
  await page.goto(project.at(`${path}/versions`));
  await page.getByRole("button", { name: "Settings of the prompt" }).click();
  const dialog = page.getByRole("dialog", { name: /Settings of/ });
  await dialog.getByLabel("Name").fill("desk/sorting");
  await dialog.getByLabel("Owner").selectOption({ label: `Tomas (tomas@${project.slug}.example)` });
  await dialog.getByLabel("What is it for?").fill("Sorts every ticket");
  await dialog.getByLabel("Tags").fill("billing, German");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page).toHaveURL(/prompts\/desk%2Fsorting\/versions$/);
  // Old links lead to the page under the new name.
  await page.goto(project.at(`${path}/versions/2`));
  await expect(page).toHaveURL(/prompts\/desk%2Fsorting\/versions\/2$/);
  await page.goto(project.at("prompts/desk%2Fsorting"));
  await expect(page.getByText("Sorts every ticket")).toBeVisible();
  await expect(page.getByText("Owner: Tomas")).toBeVisible();
  await page.getByRole("link", { name: "german" }).click();
  await expect(page.getByRole("link", { name: "sorting", exact: true })).toBeVisible();
  await expect(page.getByLabel("Tag", { exact: true })).toHaveValue("german");
  await page.getByRole("link", { name: "sorting", exact: true }).click();
  await page.getByRole("button", { name: "Settings of the prompt" }).click();
  await dialog.getByRole("button", { name: "Archive" }).click();
  await expect(page.getByText("This prompt is archived.")).toBeVisible();
  await page.goto(project.at("prompts?archived=true"));
  await page.getByRole("link", { name: "sorting", exact: true }).click();
  await page.getByRole("button", { name: "Restore" }).click();
  await expect(page.getByText("This prompt is archived.")).toHaveCount(0);
});

test("an address that names nothing says so, with a way on", async ({ api, project, signIn }) => {
  await havePrompt(api);
  const page = await signIn("viewer");
  for (const place of ["prompts/nothing", `${path}/versions/77`, `${path}/versions/one`]) {
    await page.goto(project.at(place));
    await expect(page.getByRole("heading", { name: "Nothing here" })).toBeVisible();
  }
  await page.getByRole("navigation", { name: "Go on" }).getByText("Prompts").click();
  await expect(page.getByRole("heading", { name: "Prompts" })).toBeVisible();
});
