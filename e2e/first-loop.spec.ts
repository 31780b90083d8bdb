import { expect, test } from "@playwright/test";
import { optimizedScripts } from "./launch-options";

test.use({ launchOptions: optimizedScripts });

test("an engineer changes the demo's prompt, reads the difference, saves, runs and compares", async ({
  page,
}) => {
  test.slow();
  await page.goto("/");
  await page.getByRole("button", { name: /Ines Moreau/ }).click();
  await page.getByRole("link", { name: "Prompts", exact: true }).click();
  await page.getByRole("link", { name: "triage", exact: true }).click();
  await expect(page.getByRole("heading", { name: /support\/triage/ })).toBeVisible();

  await page.getByRole("link", { name: "Edit draft" }).click();
  const system = page.locator(".monaco-editor .view-lines").first();
  await system.click();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type("\nRead the whole ticket before you decide.");
  await expect(page.getByText(/^saved \d/)).toBeVisible();

  await page.getByRole("button", { name: /Diff with v4/ }).click();
  await expect(page.getByText("Read the whole ticket before you decide.").first()).toBeVisible();

  await page.getByRole("button", { name: /Save version/ }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText("Read the whole ticket before you decide.").first()).toBeVisible();
  await dialog.getByLabel("What changed and why").fill("Read the whole ticket first");
  const runAfter = dialog.getByRole("checkbox", { name: /Run an eval after saving/ });
  if (await runAfter.isChecked()) await runAfter.uncheck();
  await dialog.getByRole("button", { name: /Save/ }).click();
  await page.getByRole("link", { name: "Compare with v4" }).click();
  await expect(page).toHaveURL(/diff\?from=4&to=5/);
  await expect(page.getByText("Read the whole ticket before you decide.").first()).toBeVisible();

  await page.getByRole("link", { name: "Run eval" }).click();
  await page.getByRole("button", { name: /Start run/ }).click();
  await expect(page).toHaveURL(/\/runs\/\d+/);
  await expect(page.getByText(/Difference to v4/)).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText(/n = 120/).first()).toBeVisible();
  await page.getByRole("link", { name: /Still failing/ }).click();
  await expect(page).toHaveURL(/tab=still-failing/);
});
