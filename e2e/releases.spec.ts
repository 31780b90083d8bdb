import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "./fixtures";

const content = (text: string) => ({
  messages: [{ role: "user", content: `${text} {{ticket}}` }],
  model: { provider: "local", name: "baseline" },
  settings: {},
  commitMessage: text,
});

test("an editor releases to staging with a note, and rolls back in two clicks with a reason", async ({
  project,
  api,
  signIn,
}) => {
  await api.post("/prompts", { name: "support/triage", kind: "chat" });
  for (const text of ["Sort", "Sort better"]) {
    await api.post("/prompts/support%2Ftriage/versions", content(text));
  }
  await api.post("/releases", {
    prompt: "support/triage",
    version: 1,
    environment: "staging",
    note: { goal: "A first try", change: "Everything" },
  });

  const served = () => api.get("/prompts/support%2Ftriage/served?environment=staging");
  const page = await signIn("editor");
  await page.goto(project.at("prompts/support%2Ftriage"));
  await page.getByRole("link", { name: "Release…" }).click();
  await expect(page.getByRole("button", { name: /^Release…/ })).toBeDisabled();
  await expect(page.getByText("A release to production needs the role reviewer")).toBeVisible();
  await page.getByLabel("Environment").selectOption("staging");
  await page.getByLabel("Goal").fill("Fewer tickets in the wrong queue");
  await page.getByLabel("Change").fill("Asks for the better sort");
  await page.getByRole("button", { name: /^Release…/ }).click();
  await page
    .getByRole("alertdialog")
    .getByRole("button", { name: /^Release/ })
    .click();
  await expect(page).toHaveURL(/\/releases\/2/);
  await expect.poll(served).toMatchObject({ version: 2 });

  await page.goto(project.at("prompts/support%2Ftriage"));
  await page.getByRole("button", { name: "Roll back to v1…" }).click();
  const dialog = page.getByRole("alertdialog");
  await dialog.getByLabel("Reason").fill("Escalations doubled");
  await dialog.getByRole("button", { name: /^Roll back to v1/ }).click();
  await expect(dialog).toHaveCount(0);
  await expect.poll(served).toMatchObject({ version: 1 });

  await page.goto(project.at("releases"));
  const list = page.getByRole("list", { name: "Releases, newest first" });
  await expect(list.getByRole("listitem").first()).toContainText("Escalations doubled");
  await expect(list.getByText("rolled back by release 3")).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
});

test("a viewer reads the changelog and has nothing to press", async ({ project, api, signIn }) => {
  await api.post("/prompts", { name: "support/triage", kind: "chat" });
  await api.post("/prompts/support%2Ftriage/versions", content("Sort"));
  await api.post("/releases", {
    prompt: "support/triage",
    version: 1,
    environment: "staging",
    note: { goal: "A first try", change: "Everything" },
  });
  const page = await signIn("viewer");
  await page.goto(project.at("releases"));
  await expect(page.getByText("A first try")).toBeVisible();
  await expect(page.getByRole("link", { name: /Release…/ })).toHaveCount(0);
  await page.goto(project.at("releases/1"));
  await expect(page.getByRole("button", { name: "Roll back…" })).toHaveCount(0);
});
