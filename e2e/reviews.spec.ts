import AxeBuilder from "@axe-core/playwright";
import { type Api, expect, test } from "./fixtures";

const name = "support/triage";
const path = "prompts/support%2Ftriage";

async function haveReview(api: Api) {
  await api.post("/prompts", { name, kind: "chat" });
  for (const line of ["Be brief.", "Be brief and warm."]) {
    await api.post(`/${path}/versions`, {
      messages: [{ role: "system", content: `Sort the ticket.\n${line}` }],
      model: { provider: "local", name: "baseline" },
      settings: {},
      commitMessage: line,
    });
  }
  await api.post("/reviews", {
    prompt: name,
    version: 2,
    environment: "production",
    title: "A warmer tone",
  });
}

test("an engineer asks for a review from the prompt's page", async ({ api, project, signIn }) => {
  await haveReview(api);
  const page = await signIn("editor");
  await page.goto(project.at(path));
  await page.getByRole("button", { name: "Ask for review" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Environment").selectOption("staging");
  await dialog.getByLabel("Title").fill("Try it on staging");
  await dialog.getByRole("button", { name: /^Ask for review of v2/ }).click();
  await expect(page.getByRole("heading", { name: /Try it on staging/ })).toBeVisible();
});

test("a reviewer finds it in the inbox, comments on a line and approves by keyboard", async ({
  api,
  project,
  signIn,
}) => {
  await haveReview(api);
  const page = await signIn("reviewer");
  await page.goto(project.at("reviews"));
  await expect(page.getByText("You, to take a first look at v2")).toBeVisible();
  await page.getByRole("link", { name: "A warmer tone" }).click();
  await page.getByRole("button", { name: "Comment on new line 2" }).click();
  await page.getByPlaceholder("Comment on line 2").fill("Why warm?");
  await page.getByRole("button", { name: "Comment", exact: true }).first().click();
  await expect(page.getByText("1 open thread")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("heading", { name: /A warmer tone/ }).click();
  await page.keyboard.press("a");
  await page
    .getByRole("alertdialog")
    .getByRole("button", { name: /^Approve/ })
    .click();
  await expect(page.getByText("approved", { exact: true }).first()).toBeVisible();
});

test("a viewer reads a review and is offered no decision, and axe finds nothing", async ({
  api,
  project,
  signIn,
}) => {
  await haveReview(api);
  const page = await signIn("viewer");
  await page.goto(project.at("reviews/1"));
  await expect(page.getByRole("heading", { name: /A warmer tone/ })).toBeVisible();
  await expect(page.getByRole("button", { name: /Approve|Comment on/ })).toHaveCount(0);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
});
