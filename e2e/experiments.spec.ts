import { checkPage } from "./check-page";
import { type Api, expect, test } from "./fixtures";
import { haveTriage, TRIAGE, TRIAGE_PATH } from "./triage-prompt";

/** Two versions, and two connections that answer alike: the models of a 2 × 2 table. */
async function haveVersions(api: Api) {
  await api.post("/connections", { name: "second", kind: "local-baseline" });
  await haveTriage(api);
}

test("two versions meet two models, and a cell becomes a draft", async ({
  api,
  apiAs,
  project,
  signIn,
}) => {
  await haveVersions(api);
  const page = await signIn("editor");
  await page.goto(project.at("runs"));
  await page.getByRole("link", { name: "Experiments" }).click();
  await expect(page.getByText("No experiments yet")).toBeVisible();
  await page.getByRole("link", { name: "New experiment" }).first().click();

  await expect(page.getByLabel("Prompt")).toHaveValue(TRIAGE);
  await expect(page.getByRole("checkbox", { name: /v1/ })).toBeChecked();
  await page.getByRole("button", { name: "Add model" }).click();
  await page.getByLabel("Connection 2").selectOption("second");
  await page.getByRole("combobox", { name: "Model 2" }).fill("baseline");
  await page.getByRole("option", { name: "baseline" }).click();
  const estimate = page.getByLabel("Estimate");
  await expect(estimate).toContainText("4, 2 versions × 2 models");
  await expect(estimate).toContainText("40, 10 cases per cell");
  await page.getByRole("button", { name: "Start experiment" }).click();

  await expect(page).toHaveURL(/\/experiments\/1$/);
  const progress = page.getByRole("region", { name: "Progress" });
  await expect(progress).toContainText("4 of 4 cells done", { timeout: 25_000 });
  const cells = page.getByRole("table", { name: "Pass rate by version and model" });
  await expect(cells.getByRole("button")).toHaveCount(4);
  await expect(cells).toContainText("baseline");
  await expect(page.getByRole("region", { name: "Quality against cost" })).toBeVisible();
  await expect(page.getByRole("table", { name: "Segment" })).toContainText("Enterprise");
  await checkPage(page);

  // Another cell is looked at by keyboard, and becomes the baseline; the address keeps both.
  const other = cells.getByRole("button", { name: "v1, baseline" }).nth(1);
  await other.click();
  await expect(other).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.press("b");
  await expect(page).toHaveURL(/baseline=\d/);
  await expect(page.getByRole("region", { name: "Selected cell" })).toContainText(
    "The other cells are compared with this one.",
  );

  await page.getByRole("button", { name: "Open as draft" }).click();
  await expect(page).toHaveURL(/\/edit$/);
  const draft = await (await apiAs("editor")).get(`/${TRIAGE_PATH}/draft`);
  expect(draft).toMatchObject({
    baseVersion: 1,
    content: { model: { provider: "second", name: "baseline" } },
  });
});
