import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";

test("a person of the demo continues without a password, and leaves again", async ({ page }) => {
  await page.goto("/");
  await expect(page).toHaveURL(/\/sign-in/);
  await page.getByRole("button", { name: /Ines Moreau/ }).click();
  await expect(page).toHaveURL(/\/northwind-support$/);
  await expect(page.getByRole("heading", { name: "Northwind Support" })).toBeVisible();
  await page.getByRole("button", { name: /Ines Moreau/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goto("/northwind-support/prompts");
  await expect(page).toHaveURL(/\/sign-in/);
});

test("a wrong password says how many tries are left, the same for an unknown person", async ({
  page,
}) => {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(`nobody-${Date.now()}@northwind.example`);
  await page.getByLabel("Password").fill("not the password at all");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(
    page.getByText("Wrong e-mail or password. 4 more tries before a pause."),
  ).toBeVisible();
});

test("a project that one is not a member of looks like one that does not exist", async ({
  signIn,
  project,
}) => {
  const page = await signIn("editor");
  await page.goto(project.at("prompts"));
  await expect(page.getByText("No prompts yet")).toBeVisible();
  await page.goto("/northwind-support/prompts");
  await expect(page.getByRole("heading", { name: "Nothing here" })).toBeVisible();
});

/** Until it is released, the page is only what the server drew. */
async function holdScripts(page: Page): Promise<() => void> {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route("**/_next/static/**/*.js", async (route) => {
    await held;
    await route.continue();
  });
  return release;
}

test("a button that is pressed before the page's scripts have come does what it says when they have", async ({
  project,
  signIn,
}) => {
  const page = await signIn("editor");
  const release = await holdScripts(page);
  const opening = page.goto(project.at("prompts"));
  await page.getByRole("button", { name: /profile and sign out/ }).click();
  release();
  await opening;
  await expect(page.getByRole("menuitem", { name: "Sign out" })).toBeVisible();
});

test("a password that is sent before the page's scripts have come is checked when they have, and never in the address", async ({
  page,
}) => {
  const addresses: string[] = [];
  page.on("request", (request) => addresses.push(request.url()));
  const release = await holdScripts(page);
  const opening = page.goto("/sign-in");
  await page.getByLabel("E-mail").fill("nobody@example.com");
  await page.getByLabel("Password").fill("an early password");
  await page.getByLabel("Password").press("Enter");
  release();
  await opening;
  await expect(page.getByText("Wrong e-mail or password.")).toBeVisible();
  await expect(page.getByLabel("E-mail")).toHaveValue("nobody@example.com");
  expect(addresses.filter((address) => /[?&]password=/.test(address))).toEqual([]);
});
